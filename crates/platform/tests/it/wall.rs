//! The second wall, on PostgreSQL only: what each of its roles sees and may do, and that nobody's transaction begins
//! in the name of another. SQLite has no roles: there policies are the only wall.

use crate::store;
use faisceau_platform::binds;
use faisceau_platform::db::wall::{Stands, stands};
use faisceau_platform::db::{Acting, Bind, Db, Reach, Statement, acting, migrate, same};
use faisceau_platform::fault::Fault;
use faisceau_platform::testkit::{self, ROLES, server};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Requests of two units, one after the other and at once, over so many connections.
const REQUESTS: u128 = 1_000;
const CONNECTIONS: u32 = 2;

/// The addresses of one database as its master, its owner, and the two roles that serve.
struct Place {
    master: String,
    owner: String,
    web: String,
    worker: String,
}

async fn place() -> Place {
    let master = server().fresh_database().await.unwrap();
    let as_role = |role: &str| master.replacen("postgres@", &format!("{role}@"), 1);
    Place {
        owner: as_role(ROLES[0]),
        web: as_role(ROLES[1]),
        worker: as_role(ROLES[2]),
        master,
    }
}

impl Place {
    fn roles(&self) -> faisceau_platform::db::wall::Roles {
        faisceau_platform::db::wall::Roles::of(&self.web, &self.worker).unwrap()
    }

    async fn owner(&self) -> Db {
        Db::owner(&self.owner, self.roles(), 2).await.unwrap()
    }

    /// As `serve` is connected: nobody acts unless it is said.
    async fn serving(&self) -> Db {
        let db = Db::roles(&self.web, &self.worker, CONNECTIONS).await;
        db.unwrap().to_be_said()
    }
}

/// Three complaints of two units, each with a message, an exhibit and a row of the journal; and an account.
async fn filled() -> (Place, Vec<Uuid>, Uuid) {
    let place = place().await;
    let owner = place.owner().await;
    migrate::migrate(&owner, &testkit::content()).await.unwrap();
    let account = Uuid::from_u128(77);
    let mut tx = owner.write().await.unwrap();
    tx.execute(&store::ACCOUNT, binds![account, "lefort"])
        .await
        .unwrap();
    let mut complaints = Vec::new();
    for (n, unit) in [(1, "lille"), (2, "lille"), (3, "brest")] {
        let (id, mark) = (Uuid::from_u128(n), [u8::try_from(n).unwrap(); 32]);
        let given = binds![id, format!("REF-{n}"), unit, mark];
        tx.execute(&store::COMPLAINT, given).await.unwrap();
        tx.execute(&store::MESSAGE, binds![Uuid::from_u128(10 + n), id])
            .await
            .unwrap();
        tx.execute(&store::EXHIBIT, binds![Uuid::from_u128(20 + n), id, mark])
            .await
            .unwrap();
        tx.execute(&store::ENTRY, binds![Uuid::from_u128(30 + n), id, mark])
            .await
            .unwrap();
        complaints.push(id);
    }
    tx.commit().await.unwrap();
    owner.close().await;
    (place, complaints, account)
}

fn staff(account: Uuid, units: &[&str]) -> Acting {
    let units = units.iter().map(|unit| (*unit).to_owned()).collect();
    let reach = Reach::Units {
        of: units,
        territory: Vec::new(),
        forces: Vec::new(),
    };
    Acting::Staff { account, reach }
}

/// Complaints, messages, exhibits, rows of the journal, and complaints through a view.
async fn seen(db: &Db) -> [i64; 5] {
    let mut tx = db.read().await.unwrap();
    let row = tx.one(&store::SEEN, binds![]).await.unwrap();
    tx.rollback().await.unwrap();
    ["complaints", "messages", "exhibits", "journal", "viewed"].map(|name| row.get(name).unwrap())
}

async fn tried(db: &Db, statement: &Statement, binds: Vec<Bind>) -> Result<u64, Fault> {
    let mut tx = db.write().await?;
    let done = tx.execute(statement, binds).await;
    tx.rollback().await?;
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn without_an_actor_the_web_role_reads_no_row() {
    let (place, ..) = filled().await;
    let db = place.serving().await;
    assert_eq!(seen(&db).await, [0; 5]);
    assert_eq!(acting(Acting::Nobody, seen(&db)).await, [0; 5]);
    let id = Uuid::from_u128(40);
    let written = tried(&db, &store::ENTRY, binds![id, id, [0_u8; 32]]).await;
    assert!(written.is_err(), "nor writes one");
    // Nor does the web role when it says that it is the platform, which it is not.
    let web = Db::postgres(&place.web, 1).await.unwrap();
    assert_eq!(seen(&web).await, [0; 5]);
    // The owner sees rows as the platform alone: the wall is forced.
    let owner = place.owner().await;
    assert_eq!(seen(&owner).await, [3, 3, 3, 3, 3]);
    assert_eq!(acting(Acting::Public, seen(&owner)).await, [0; 5]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn each_sees_what_is_theirs() {
    let (place, complaints, account) = filled().await;
    let db = place.serving().await;
    let of = |units: &'static [&'static str]| acting(staff(account, units), seen(&db));
    assert_eq!(of(&["lille"]).await, [2, 2, 2, 2, 2]);
    assert_eq!(of(&["brest"]).await, [1, 1, 1, 1, 1]);
    assert_eq!(of(&["lille", "brest"]).await, [3, 3, 3, 3, 3]);
    assert_eq!(of(&["lil"]).await, [0; 5], "not a part of a name");
    assert_eq!(
        of(&["lille\n:brest", ""]).await,
        [0; 5],
        "nor a name that holds another"
    );
    let reach = Reach::EveryUnit;
    let over = Acting::Staff { account, reach };
    assert_eq!(acting(over, seen(&db)).await, [3, 3, 3, 3, 3]);
    assert_eq!(acting(Acting::Platform, seen(&db)).await, [3, 3, 3, 3, 3]);
    // Who holds the secret of a complaint has no account: the secret opens it, and the journal stays closed.
    assert_eq!(acting(Acting::Public, seen(&db)).await, [3, 3, 3, 0, 3]);
    let owner = place.owner().await;
    let mut tx = owner.write().await.unwrap();
    tx.execute(&store::ASSIGN, binds![complaints[2], account])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        of(&["lille"]).await,
        [3, 3, 3, 3, 3],
        "and what is in one's own charge"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_task_force_and_a_territory_see_their_complaints_without_what_victims_and_staff_wrote() {
    let (place, complaints, account) = filled().await;
    let (series, another) = (Uuid::from_u128(60), Uuid::from_u128(61));
    let owner = place.owner().await;
    let mut tx = owner.write().await.unwrap();
    tx.execute(&store::SERIES, binds![series]).await.unwrap();
    for complaint in &complaints[..2] {
        tx.execute(&store::MEMBER, binds![*complaint, series])
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let db = place.serving().await;
    let of = |units: &[&str], forces: &[Uuid]| {
        let reach = Reach::Units {
            of: units.iter().map(|unit| (*unit).to_owned()).collect(),
            territory: Vec::new(),
            forces: forces.to_vec(),
        };
        acting(Acting::Staff { account, reach }, seen(&db))
    };
    // Complaints, messages, exhibits, rows of the journal, and complaints through a view.
    assert_eq!(of(&["nantes"], &[]).await, [0; 5]);
    assert_eq!(of(&["nantes"], &[another]).await, [0; 5]);
    assert_eq!(of(&["nantes"], &[another, series]).await, [2, 0, 2, 2, 2]);
    assert_eq!(of(&["brest"], &[series]).await, [3, 1, 3, 3, 3]);
    assert_eq!(of(&["lille"], &[series]).await, [2, 2, 2, 2, 2]);
    // It ends with the request that said it, on the same connections.
    assert_eq!(of(&["nantes"], &[]).await, [0; 5]);
    // A territory alike, of whose units the names are whole.
    let over = |territory: &[&str]| {
        let reach = Reach::Units {
            of: vec!["nantes".to_owned()],
            territory: territory.iter().map(|unit| (*unit).to_owned()).collect(),
            forces: Vec::new(),
        };
        acting(Acting::Staff { account, reach }, seen(&db))
    };
    assert_eq!(over(&["nantes", "lille"]).await, [2, 0, 2, 2, 2]);
    assert_eq!(over(&["lil", "le"]).await, [0; 5]);
    assert_eq!(over(&[]).await, [0; 5]);
    let forces = vec![series];
    let reach = Reach::Units {
        of: Vec::new(),
        territory: Vec::new(),
        forces,
    };
    let moved = async {
        let moved = tried(&db, &store::CHANGE_MESSAGES, binds!["others"]).await;
        moved.unwrap()
    };
    assert_eq!(acting(Acting::Staff { account, reach }, moved).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn what_another_unit_holds_is_not_changed() {
    let (place, complaints, account) = filled().await;
    let db = place.serving().await;
    let moved = async {
        let moved = tried(&db, &store::MOVE, binds![complaints[2], "lille"]).await;
        moved.unwrap()
    };
    assert_eq!(acting(staff(account, &["lille"]), moved).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn the_journal_is_added_to_and_never_changed() {
    let (place, complaints, account) = filled().await;
    let db = place.serving().await;
    let reach = Reach::EveryUnit;
    for who in [Acting::Staff { account, reach }, Acting::Platform] {
        acting(who.clone(), async {
            let entry = binds![Uuid::from_u128(50), complaints[0], [0_u8; 32]];
            assert_eq!(tried(&db, &store::ENTRY, entry).await.unwrap(), 1);
            for (statement, binds) in [
                (&store::CHANGE, binds!["other"]),
                (&store::DELETE_JOURNAL, binds![]),
                (&store::VERSIONS, binds![]),
                (&store::NEW_TABLE, binds![]),
                (&store::LOWER_WALL, binds![]),
            ] {
                let done = tried(&db, statement, binds).await;
                assert!(done.is_err(), "{who:?} may not: {}", statement.name);
            }
        })
        .await;
    }
    let link = || binds![Uuid::from_u128(31), [0_u8; 32]];
    let chained = acting(staff(account, &["lille"]), tried(&db, &store::LINK, link())).await;
    assert!(chained.is_err(), "who answers requests chains nothing");
    let sealer = acting(Acting::Platform, tried(&db, &store::LINK, link())).await;
    assert_eq!(sealer.unwrap(), 1);
    // Nor does it hide from the sealer what waits.
    let hidden = || tried(&db, &store::NOTHING_WAITS, binds![]);
    let taken = acting(staff(account, &["lille"]), hidden()).await;
    assert!(taken.is_err(), "who answers requests takes nothing away");
    assert!(acting(Acting::Platform, hidden()).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_thousand_transactions_of_two_units_never_cross() {
    let (place, ..) = filled().await;
    let db = place.serving().await;
    let mut requests = JoinSet::new();
    for n in 0..REQUESTS {
        let (unit, rows) = if n % 2 == 0 {
            ("lille", 2)
        } else {
            ("brest", 1)
        };
        let db = db.clone();
        let request = async move {
            // A third begins in a task of its own, and a third gives up what it began.
            let look = async move {
                let mut tx = if n % 3 == 0 {
                    db.write().await
                } else {
                    db.read().await
                }
                .unwrap();
                let row = tx.one(&store::UNITS_SEEN, binds![]).await.unwrap();
                if n % 3 == 1 {
                    drop(tx);
                } else {
                    tx.commit().await.unwrap();
                }
                let word = |name: &str| row.get::<String>(name).unwrap();
                (word("first"), word("last"), row.get::<i64>("n").unwrap())
            };
            let found = match n % 3 {
                2 => tokio::spawn(same(look)).await.unwrap(),
                _ => look.await,
            };
            assert_eq!(found, (unit.to_owned(), unit.to_owned(), rows));
        };
        requests.spawn(acting(staff(Uuid::from_u128(1_000 + n), &[unit]), request));
    }
    let mut done = 0;
    while let Some(ended) = requests.join_next().await {
        ended.unwrap();
        done += 1;
    }
    assert_eq!(done, REQUESTS);
    assert_eq!(
        seen(&db).await,
        [0; 5],
        "and nobody is left behind on a connection"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn the_wall_is_told_and_raised_once() {
    let (place, ..) = filled().await;
    let asked = async |db: Db| {
        let mut tx = db.read().await.unwrap();
        stands(&mut tx).await.unwrap()
    };
    assert_eq!(asked(place.serving().await).await, Stands::Behind);
    assert_eq!(asked(place.owner().await).await, Stands::Above);
    let master = || async { Db::postgres(&place.master, 2).await.unwrap() };
    assert_eq!(asked(master().await).await, Stands::Above);
    // Once more changes nothing, and a migration without the roles is refused.
    let owner = place.owner().await;
    let content = testkit::content();
    migrate::migrate(&owner, &content).await.unwrap();
    migrate::check(&place.serving().await, &content)
        .await
        .unwrap();
    assert!(migrate::migrate(&master().await, &content).await.is_err());
    assert_eq!(seen(&owner).await, [3, 3, 3, 3, 3]);
    let alone = server().fresh_database().await.unwrap();
    let alone = Db::postgres(&alone, 2).await.unwrap();
    migrate::migrate(&alone, &content).await.unwrap();
    assert_eq!(asked(alone).await, Stands::Absent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn who_serves_waits_for_the_owner_to_migrate() {
    let place = place().await;
    let owner = place.owner().await;
    let content = testkit::content();
    let newest = migrate::newest(&content, true).unwrap();
    migrate::migrate_to(&owner, &content, newest - 1)
        .await
        .unwrap();
    let worker = Db::postgres(&place.master, 2).await.unwrap();
    let why = migrate::check(&worker, &content)
        .await
        .unwrap_err()
        .to_string();
    assert!(why.contains("faisceau migrate"), "{why}");
    // A database of one role gains its wall at the next migration.
    migrate::migrate(&owner, &content).await.unwrap();
    let serving = place.serving().await;
    migrate::check(&serving, &content).await.unwrap();
    // A copy into it that was not finished serves nobody.
    let mut tx = owner.write().await.unwrap();
    tx.execute(&store::COPY_UNDER_WAY, binds![]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(migrate::check(&serving, &content).await.is_err());
}
