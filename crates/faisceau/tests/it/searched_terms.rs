//! What was searched does not outlive the key of its day: not in the database, not in the files, not in a backup put back
//! later, with the keys it holds. On both databases.

use crate::erased_exhibit::{holds, lying_that_tell, rows};
use crate::installation::elsewhere;
use crate::restore_drill::{keys_back, machine, wanted};
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::accounts::Staff;
use faisceau_platform::accounts::exceptions::Exceptions;
use faisceau_platform::backup::restore::Wanted;
use faisceau_platform::backup::{Folder, make};
use faisceau_platform::cx::Cx;
use faisceau_platform::searched;
use faisceau_platform::testkit::{Kit, On, kit};
use faisceau_platform::world::World;
use jiff::civil::date;
use std::sync::Arc;
use uuid::Uuid;

const TERM: &str = "Zyxwvutsrq-terme-cherche";
const DAY: i64 = 24 * 3600 * 1000;

fn auditor(world: &Arc<World>) -> Cx {
    let staff = Staff {
        id: AccountId(Uuid::from_u128(7)),
        login: "controle".to_owned(),
        display_name: "Contrôle".to_owned(),
        unit: "central".to_owned(),
        roles: vec![Role::Auditor],
        exceptions: Exceptions::default(),
    };
    Cx::staff(world, staff, Purpose::Audit, Lang::Fr).because("Essai de retour")
}

/// What an auditor reads of the day: how many searches, and the terms that open.
async fn read(world: &Arc<World>) -> (usize, Vec<String>) {
    let all = searched::read(&auditor(world), date(2026, 11, 22)).await;
    let all = all.unwrap();
    let terms = all.iter().filter_map(|one| one.terms.clone()).flatten();
    (all.len(), terms.collect())
}

async fn searches(world: &Arc<World>) {
    let cx = auditor(world);
    let mut tx = world.db.write().await.unwrap();
    let kept = searched::keep(&cx, &mut tx, &[TERM], &[]).await.unwrap();
    cx.journal(&mut tx, Deed::SearchRun, "search", kept, "{}")
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A backup that holds the keys of the instance too.
async fn backup(kit: &Kit, folder: &Folder, to: &Identity) -> String {
    seal_all(&kit.world).await.unwrap();
    publish_all(&kit.world).await.unwrap();
    let asked = make::Asked {
        recipients: vec![to.to_public()],
        keys_recipients: vec![to.to_public()],
        ..make::Asked::default()
    };
    let made = make::make(&Cx::platform(&kit.world), folder, &asked).await;
    made.unwrap().name
}

async fn drill(on: On) {
    let kit = kit(on, capabilities::all()).await;
    let world = &kit.world;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());
    let sought = vec![TERM.as_bytes().to_vec()];
    searches(world).await;
    assert_eq!(read(world).await, (1, vec![TERM.to_owned()]));
    assert!(!holds(&rows(world, kit.folder.path()).await, &sought));
    let before = backup(&kit, &folder, &identity).await;
    let held = faisceau_platform::keys::files(kit.folder.path()).unwrap();
    assert!(held.len() >= 3 && !held.keys().any(|name| name.contains("2026")));

    world.clock.advance_millis(91 * DAY);
    assert_eq!(searched::fall(&Cx::platform(world)).await.unwrap(), 1);
    assert_eq!(read(world).await, (0, Vec::new()));
    assert!(!holds(&rows(world, kit.folder.path()).await, &sought));

    // Put back elsewhere, with every key the backup holds and every key of the instance: the row is there, and is mute.
    let there = tempfile::tempdir().unwrap();
    keys_back(kit.folder.path(), there.path());
    let config = elsewhere(on, there.path()).await;
    let wanted = Wanted {
        name: Some(before.clone()),
        ..wanted(&before, &identity)
    };
    let done = faisceau::restore::restore(config, machine(&kit), &folder, wanted).await;
    let back = done.unwrap().world;
    assert_eq!(read(&back).await, (1, Vec::new()));
    assert!(!holds(&rows(&back, there.path()).await, &sought));
    // And the next turn takes the row away too.
    searched::fall(&Cx::platform(&back)).await.unwrap();
    assert_eq!(read(&back).await, (0, Vec::new()));
    for (world, data) in [(world, kit.folder.path()), (&back, there.path())] {
        assert_eq!(lying_that_tell(world, data, &sought).await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_that_fell_is_read_nowhere_on_sqlite() {
    drill(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_day_that_fell_is_read_nowhere_on_postgres() {
    drill(On::Postgres).await;
}
