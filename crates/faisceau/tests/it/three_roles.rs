//! An installation of three roles of PostgreSQL, from its first migration on: who serves is never the owner, jobs are done
//! and the journal sealed by the worker, a backup is made and put back, and health tells of one role alone.

use crate::installation::{Filed, elsewhere, filed};
use crate::restore_drill::{backup, keys_back, wanted};
use age::x25519::Identity;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use faisceau::command::serve;
use faisceau::{background, restore, setup};
use faisceau_platform::backup::Folder;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::db::role_settings::RoleSettings;
use faisceau_platform::db::{Acting, acting};
use faisceau_platform::health;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::testkit::On;
use faisceau_platform::world::World;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::store;
use faisceau_platform::binds;

fn machine(seed: u64) -> (Clock, Dice) {
    (Clock::System, Dice::seeded(seed))
}

/// The settings that `serve` reads: the owner's address is not among them.
fn without_owner(config: &Config) -> Config {
    let roles = RoleSettings {
        owner_url: None,
        ..config.roles.clone()
    };
    Config {
        roles,
        ..config.clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn an_installation_of_three_roles_is_migrated_served_backed_up_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let config = elsewhere(On::Postgres, folder.path()).await;
    let serving = without_owner(&config);
    let (clock, dice) = machine(1);
    let early = setup::world(serving.clone(), clock, dice).await;
    assert!(early.is_err(), "nothing serves before the owner migrated");
    let (clock, dice) = machine(2);
    let world = setup::world(config, clock, dice).await.unwrap();
    let complaint = filed(&world, b"an exhibit").await;

    // Served, as who may not migrate.
    let (clock, dice) = machine(3);
    let served = setup::serving_world(serving.clone(), clock, dice)
        .await
        .unwrap();
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(&served, 1, &stop);
    let router = serve::router(&served).unwrap();
    let ready = Request::get("/readyz").body(Body::empty()).unwrap();
    assert_eq!(
        router.oneshot(ready).await.unwrap().status(),
        StatusCode::OK
    );
    let mut tx = served.db.read().await.unwrap();
    let roles = tx.all(&store::CONNECTED, binds![]).await.unwrap();
    let unseen = tx.one(&store::COUNT_COMPLAINTS, binds![]).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(unseen.get::<i64>("n").unwrap(), 0, "nobody acts");
    let roles: Vec<String> = roles.iter().map(|row| row.get("role").unwrap()).collect();
    assert_eq!(roles, ["faisceau_web", "faisceau_worker"]);
    let found = acting(Acting::Platform, health::look(&served))
        .await
        .unwrap();
    assert!(
        found.iter().all(|finding| finding.code != "no-wall"),
        "{found:?}"
    );
    tell.send(true).unwrap();
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }

    put_back(&world, folder.path(), &complaint).await;
}

/// Backed up by the worker, put back by the owner into a database of three roles.
async fn put_back(world: &Arc<World>, data: &Path, complaint: &Filed) {
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let kept = Folder::at(safe.path());
    let manifest = backup(world, &kept, &identity).await;
    let Verified::Whole { rows, .. } = verify(&world.db).await.unwrap() else {
        panic!("the journal is broken");
    };
    assert!(rows > 0);
    let there = tempfile::tempdir().unwrap();
    keys_back(data, there.path());
    let config = elsewhere(On::Postgres, there.path()).await;
    let asked = wanted(&manifest.name, &identity);
    let refused = restore::restore(
        without_owner(&config),
        machine(4),
        &kept,
        wanted(&manifest.name, &identity),
    );
    assert!(refused.await.is_err(), "only the owner makes tables");
    let done = restore::restore(config, machine(5), &kept, asked).await;
    let done = done.unwrap();
    let mut tx = done.world.db.read().await.unwrap();
    let found = tx.one(&store::COUNT_COMPLAINTS, binds![]).await.unwrap();
    assert_eq!(found.get::<i64>("n").unwrap(), 1);
    assert!(complaint.paper.starts_with(b"%PDF"));
}
