//! How long the pages of large things take: a series of twenty thousand complaints, one of a hundred
//! thousand, a value that every complaint bears, the list of series and the inbox. One reader, over
//! HTTP, on both databases.
//!
//! `FAISCEAU_DATA_DIR` (and `FAISCEAU_DATABASE_URL`) name an installation that is already filled. It
//! is changed, as large things are made in it: give a copy. Otherwise complaints are invented.

use crate::client::Client;
use crate::filing::{serve, unlimited};
use crate::table::{Table, percentile};
use crate::{dialect, store};
use faisceau::{capabilities, setup};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{Change, Event, SeriesChanged};
use faisceau_domain::id::SeriesId;
use faisceau_domain::journal::Actor;
use faisceau_intake::import;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run;
use faisceau_platform::testkit::{On, durable_kit_with};
use faisceau_platform::world::World;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Each page is asked for so often, after a few times that are not counted.
const TIMES: usize = 60;
const WARM_UP: usize = 3;
/// Complaints of the large series.
const SIZES: [i64; 2] = [20_000, 100_000];
/// Complaints invented where none are given: enough for a series whose values are counted behind.
const INVENTED: i64 = 2_400;
const PASSWORD: &str = "une longue phrase de passe";

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let variable = |name: &str| std::env::var(name).ok();
    if let Some(folder) = variable("FAISCEAU_DATA_DIR") {
        let mut config = unlimited();
        config.data_dir = folder.into();
        config.database_url = variable("FAISCEAU_DATABASE_URL");
        let world = setup::world(config, Clock::System, Dice::System);
        return one(table, &world.await.unwrap(), &SIZES, TIMES).await;
    }
    for on in [On::Sqlite, On::Postgres] {
        let kit = durable_kit_with(on, capabilities::all(), unlimited()).await;
        invent(&kit.world).await;
        let times = if smoke { 2 } else { TIMES };
        one(table, &kit.world, &[INVENTED - 100], times).await;
    }
}

/// Complaints of nobody, each with a value of its own and one that a hundred share.
async fn invent(world: &Arc<World>) {
    let cx = Cx::platform(world);
    let mut tx = world.db.write().await.unwrap();
    for n in 0..INVENTED {
        let line = format!(
            r#"{{"id":{n},"received_at":"2026-03-{:02}T10:00:00Z","occurred_at":"2026-03-01T10:00:00Z","kind":"faux site","amount_eur":{},"ids":[{{"t":"email","v":"seul{n}@exemple.fr"}},{{"t":"email","v":"commun{}@exemple.fr"}}]}}"#,
            1 + n % 28,
            10 + n % 900,
            n / 100,
        );
        let checked = import::check(&line, world.clock.now()).unwrap();
        let done = import::import(&cx, &mut tx, "measure", checked);
        done.await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn one(table: &mut Table, world: &Arc<World>, sizes: &[i64], times: usize) {
    let on = if world.db.is_postgres() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::COUNT, binds![]).await.unwrap();
    let stored: i64 = row.get("n").unwrap();
    tx.rollback().await.unwrap();
    let value = value_of_all(world, stored).await;
    let mut series = Vec::new();
    for (place, size) in (0..).zip(sizes) {
        series.push((*size, large(world, place, *size).await));
    }
    // The counts asked for wait two seconds; what else is due may be done beside.
    tokio::time::sleep(Duration::from_secs(3)).await;
    for _ in 0..8 {
        run::work_once(world).await.unwrap();
    }
    let address = serve(world).await;
    let analyst = sign_in(world, Role::Analyst, Purpose::Linkage).await;
    let officer = sign_in(world, Role::Officer, Purpose::Intake).await;
    let mut pages = vec![
        (
            "the list of series".to_owned(),
            "/series".to_owned(),
            &analyst,
        ),
        ("the inbox".to_owned(), "/agent/boite".to_owned(), &officer),
        (
            format!("a value of {stored} complaints"),
            format!("/pivots/{value}"),
            &analyst,
        ),
    ];
    for (size, id) in series {
        let what = format!("a series of {size}");
        pages.push((what.clone(), format!("/series/{id}"), &analyst));
        let api = format!("/api/v1/series/{id}");
        pages.push((format!("{what}, as JSON"), api, &analyst));
    }
    for (what, path, person) in pages {
        let took = asked(address, &path, person, times).await;
        table.told(
            &format!("page of {what}, {stored} stored, {on}"),
            format!(
                "p50 {:.0} ms, p99 {:.0} ms, most {:.0} ms; {times} times",
                percentile(&took, 0.5),
                percentile(&took, 0.99),
                percentile(&took, 1.0),
            ),
        );
    }
}

/// How long a page took each time, in order.
async fn asked(address: SocketAddr, path: &str, person: &str, times: usize) -> Vec<f64> {
    let mut client = Client::connect(address).await;
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={person}\r\n\r\n");
    let mut took = Vec::with_capacity(times);
    for time in 0..times + WARM_UP {
        let from = Instant::now();
        let status = client.send(&request).await.unwrap();
        assert_eq!(status, 200, "{path}");
        if time >= WARM_UP {
            took.push(from.elapsed().as_secs_f64() * 1000.0);
        }
    }
    took.sort_by(f64::total_cmp);
    took
}

/// A value that every complaint bears.
async fn value_of_all(world: &Arc<World>, stored: i64) -> Uuid {
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    let mut tx = world.db.write().await.unwrap();
    tx.execute(&dialect::USE_EVERYWHERE, binds![id, now])
        .await
        .unwrap();
    tx.execute(&store::CLASS, binds![id, stored, now])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A series of complaints taken one after the other, wherever they were, and told of.
async fn large(world: &Arc<World>, place: i64, size: i64) -> Uuid {
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    let mut tx = world.db.write().await.unwrap();
    let reference = format!("SER-MESURE-{}", id.simple());
    let row = binds![id, reference, now, size];
    tx.execute(&store::SERIES, row).await.unwrap();
    let from = place * SIZES[0];
    tx.execute(&store::MEMBERS, binds![id, now, size, from])
        .await
        .unwrap();
    tx.execute(&store::LOSSES, binds![id]).await.unwrap();
    let told = SeriesChanged {
        series: SeriesId(id),
        change: Change::Grew,
        size: usize::try_from(size).unwrap(),
    };
    let cx = Cx::platform(world);
    cx.emit(&mut tx, &Event::SeriesChanged(told)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn sign_in(world: &Arc<World>, role: Role, purpose: Purpose) -> String {
    let cx = Cx::anyone(world, Actor::Stranger, Lang::Fr);
    let login = format!("{}-{}", role.code(), world.dice.uuid(world.clock.now()));
    let account = NewAccount {
        login: login.clone(),
        display_name: "Mesure".to_owned(),
        unit: "lille".to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    accounts::add(&cx, account).await.unwrap();
    let opened = accounts::sign_in(&cx, &login, PASSWORD, purpose).await;
    opened.unwrap().expect("the password is right").token
}
