//! What the second wall costs on PostgreSQL: the same statements through the role that answers requests, who acts told
//! and rows kept back, and through the server's master, nothing told and nothing kept back. One connection each, in
//! turns, so that what the machine does beside falls on both alike.

use crate::dialect;
use crate::table::{Table, percentile};
use faisceau_platform::binds;
use faisceau_platform::db::wall::Roles;
use faisceau_platform::db::{Acting, Bind, Db, Reach, Statement, acting, migrate};
use faisceau_platform::testkit::{ROLES, content, server};
use std::time::Instant;
use uuid::Uuid;

/// Complaints, each with a message and a row of the journal, of [`UNITS`] units.
const COMPLAINTS: i64 = 100_000;
const UNITS: u128 = 20;
/// Whose officer asks.
const UNIT: &str = "unit-7";
/// Transactions of each statement on each side.
const TIMES: u128 = 2_000;
/// Not counted: plans are made and pages read.
const FIRST: u128 = 50;

/// A statement, and what is bound at each turn.
type Asked = (&'static str, Statement, fn(u128) -> Vec<Bind>);

const ASKED: [Asked; 5] = [
    (
        "a transaction that asks nothing of them",
        dialect::NOTHING,
        |_| binds![],
    ),
    ("one complaint", dialect::ONE_COMPLAINT, |turn| {
        binds![own(turn)]
    }),
    ("its messages", dialect::ITS_MESSAGES, |turn| {
        binds![own(turn)]
    }),
    ("its journal", dialect::ITS_JOURNAL, |turn| {
        binds![own(turn)]
    }),
    ("the 50 newest of the unit", dialect::NEWEST_OF_UNIT, |_| {
        binds![UNIT]
    }),
];

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let (complaints, times) = if smoke {
        (2_000, 20)
    } else {
        (COMPLAINTS, TIMES)
    };
    let (bare, kept) = filled(complaints).await;
    let reach = Reach::Units {
        of: vec![String::new(), UNIT.to_owned()],
        territory: Vec::new(),
        forces: Vec::new(),
    };
    let account = Uuid::from_u128(7);
    let officer = Acting::Staff { account, reach };
    for (name, statement, bound) in ASKED {
        let (mut without, mut with) = (Vec::new(), Vec::new());
        for turn in 0..FIRST + times {
            let one = acting(Acting::Nobody, took(&bare, &statement, bound(turn))).await;
            let other = acting(officer.clone(), took(&kept, &statement, bound(turn))).await;
            assert_eq!(one.1, other.1, "both see the same rows");
            if turn >= FIRST {
                without.push(one.0);
                with.push(other.0);
            }
        }
        let (without, with) = (told(without), told(with));
        table.against(
            &format!("second wall, {complaints} complaints of {UNITS} units: {name} (`just wall`)"),
            with.0,
            format!("without {}", without.0),
            with.1 / without.1,
        );
    }
}

/// Complaints of the officer's unit, all over the table.
fn own(turn: u128) -> Uuid {
    Uuid::from_u128(7 + UNITS * (turn % 90))
}

/// The median and the last hundredth, in words; and the median.
fn told(mut times: Vec<f64>) -> (String, f64) {
    times.sort_by(f64::total_cmp);
    let (half, last) = (percentile(&times, 0.5), percentile(&times, 0.99));
    (format!("p50 {half:.3} ms, p99 {last:.3} ms"), half)
}

/// Milliseconds of a transaction, and how many rows it gave.
async fn took(db: &Db, statement: &Statement, binds: Vec<Bind>) -> (f64, usize) {
    let begun = Instant::now();
    let mut tx = db.read().await.unwrap();
    let rows = tx.all(statement, binds).await.unwrap().len();
    tx.rollback().await.unwrap();
    (begun.elapsed().as_secs_f64() * 1_000.0, rows)
}

/// A database of three roles with complaints in it, as its master and as the roles that serve.
async fn filled(complaints: i64) -> (Db, Db) {
    let master = server().fresh_database().await.unwrap();
    let [owner, web, worker] =
        ROLES.map(|role| master.replacen("postgres@", &format!("{role}@"), 1));
    let roles = Roles::of(&web, &worker).unwrap();
    let owner = Db::owner(&owner, roles, 1).await.unwrap();
    migrate::migrate(&owner, &content()).await.unwrap();
    owner.close().await;
    let bare = Db::postgres(&master, 1).await.unwrap();
    let mut tx = bare.write().await.unwrap();
    for statement in [
        dialect::FILL_COMPLAINTS,
        dialect::FILL_MESSAGES,
        dialect::FILL_JOURNAL,
    ] {
        tx.execute(&statement, binds![complaints]).await.unwrap();
    }
    tx.execute(&dialect::ANALYZE, binds![]).await.unwrap();
    tx.commit().await.unwrap();
    let kept = Db::roles(&web, &worker, 1).await.unwrap();
    (bare, kept.to_be_said())
}
