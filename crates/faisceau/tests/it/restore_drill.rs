//! The drill of a restore, on both databases: complaints, a backup, more complaints and erasures, a backup;
//! then the first one put back elsewhere. The journal verifies to the head it had, every paper verifies,
//! what was erased since stays erased, and nothing serves before.

use crate::installation::{Draft, Filed, copies, draft, elsewhere, filed, lying, victim};
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::{capabilities, setup};
use faisceau_documents::verify_file;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_evidence::log::check::Checked;
use faisceau_evidence::log::{self, loss, memory};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT};
use faisceau_intake::{detach, forget, render, resume};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::backup::manifest::Manifest;
use faisceau_platform::backup::restore::Wanted;
use faisceau_platform::backup::{Folder, Refused, check, make};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, set_aside};
use faisceau_platform::fault::Error;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::testkit::{Kit, On, kit};
use faisceau_platform::world::World;
use std::path::Path;
use std::sync::Arc;

/// The clock and chance of the machine that restores.
pub(crate) fn machine(kit: &Kit) -> (Clock, Dice) {
    (kit.world.clock.clone(), Dice::seeded(11))
}

pub(crate) async fn backup(world: &Arc<World>, folder: &Folder, to: &Identity) -> Manifest {
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    let asked = make::Asked {
        recipients: vec![to.to_public()],
        ..make::Asked::default()
    };
    make::make(&Cx::platform(world), folder, &asked)
        .await
        .unwrap()
}

/// The keys put back by hand, as an operator who kept them elsewhere does.
pub(crate) fn keys_back(from: &Path, to: &Path) {
    let (from, to) = (from.join("keys"), to.join("keys"));
    std::fs::create_dir_all(to.join("retired")).unwrap();
    for name in ["server.key", "values.key", "signing.pem"] {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

pub(crate) fn wanted(name: &str, identity: &Identity) -> Wanted {
    Wanted {
        name: Some(name.to_owned()),
        identities: vec![identity.clone()],
        ..Wanted::default()
    }
}

pub(crate) async fn papers_verify(world: &Arc<World>, every: &[&Filed]) {
    let cx = victim(world);
    for one in every {
        let again = render::render(&cx, one.id, ACKNOWLEDGEMENT);
        let again = again.await.unwrap();
        assert_eq!(again, one.paper, "the very bytes that were handed out");
        verify_file(&again, &world.keys().verifying()).unwrap();
    }
}

async fn files(world: &Arc<World>, case: uuid::Uuid) -> Vec<deposit::FileRow> {
    let mut tx = world.db.read().await.unwrap();
    deposit::files_of(&mut tx, case).await.unwrap()
}

async fn drill(on: On) {
    let kit = kit(on, capabilities::all()).await;
    let world = &kit.world;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());

    let shown = filed(world, b"one exhibit").await;
    let kept = filed(world, b"another exhibit").await;
    let dropped = draft(world, &[b"given and then deleted"]).await;
    let changed = draft(world, &[b"stays", b"taken back"]).await;
    let first = backup(world, &folder, &identity).await;
    let head = verify(&world.db).await.unwrap();
    let checkpoint = std::fs::read_to_string(memory::file(world)).unwrap();

    world.clock.advance_millis(60_000);
    let later = filed(world, b"an exhibit of later").await;
    erase(world, (&dropped, &changed, &shown)).await;
    let second = backup(world, &folder, &identity).await;
    assert_eq!(second.files - second.files_copied, first.files - 3);
    assert_eq!(
        second.files_copied, 3,
        "an exhibit, its paper, what is sealed"
    );

    // The first one, elsewhere.
    let there = tempfile::tempdir().unwrap();
    keys_back(kit.folder.path(), there.path());
    let config = elsewhere(on, there.path()).await;
    let done = faisceau::restore::restore(
        config.clone(),
        machine(&kit),
        &folder,
        wanted(&first.name, &identity),
    );
    let done = done.await.unwrap();
    let back = &done.world;
    assert_eq!(
        done.erased_again, 3,
        "a draft, a file taken back, a file set aside"
    );
    assert!(done.rows_known > first.journal_rows, "the loss is told");
    let Verified::Whole { rows, head: bytes } = verify(&back.db).await.unwrap() else {
        panic!("the journal is broken");
    };
    assert_eq!(
        (rows, hex::encode(bytes)),
        (first.journal_rows, first.journal_head.clone())
    );
    assert_eq!(head, Verified::Whole { rows, head: bytes });
    papers_verify(back, &[&shown, &kept]).await;
    let mut tx = back.db.read().await.unwrap();
    let absent = receipt::complaint(&mut tx, later.id).await.unwrap();
    assert!(absent.is_none(), "filed after the backup");
    tx.rollback().await.unwrap();

    let stored = there.path().join("files");
    erased_stays_erased(back, &stored, (&dropped, &changed, &shown)).await;

    it_serves(back, &config).await;
    the_log_goes_on_from_what_was_signed(world, back, &checkpoint).await;
    let again = wanted(&first.name, &identity);
    let again = faisceau::restore::restore(config, machine(&kit), &folder, again).await;
    let Err(Error::Refused(why)) = again else {
        panic!("an installation is never restored over")
    };
    assert_eq!(why, Refused::NotEmpty);
    the_last_one_holds_everything(&kit, on, &folder, &identity, &[&shown, &kept, &later]).await;
}

/// A draft is deleted, a file taken back, another set aside.
async fn erase(world: &Arc<World>, (dropped, changed, shown): (&Draft, &Draft, &Filed)) {
    let cx = victim(world);
    assert!(forget::forget(&cx, &dropped.code).await.unwrap());
    let taken = detach::detach(&cx, &changed.code, changed.files[1]);
    assert!(taken.await.unwrap());
    let officer = Cx::platform(world).because("may show a minor");
    let within = set_aside::Within::Complaint;
    let aside = set_aside::set_aside(&officer, within, shown.id.0, shown.exhibit);
    aside.await.unwrap();
}

/// From the end of a restore on, an installation opens, files and seals as before.
async fn it_serves(back: &Arc<World>, config: &Config) {
    let clock = back.clock.clone();
    let opened = setup::world(config.clone(), clock, Dice::seeded(3));
    opened.await.unwrap();
    filed(back, b"filed after the restore").await;
    seal_all(back).await.unwrap();
    let whole = verify(&back.db).await.unwrap();
    assert!(matches!(whole, Verified::Whole { .. }));
}

/// The log verifies to the checkpoint of the backup; told of a later one, it signs nothing.
async fn the_log_goes_on_from_what_was_signed(
    world: &Arc<World>,
    back: &Arc<World>,
    checkpoint: &str,
) {
    let cx = Cx::platform(back);
    let signed = memory::known(back, checkpoint).unwrap();
    let checked = log::check::check(&cx, &[signed]).await.unwrap();
    assert!(matches!(checked, Checked::Whole { .. }), "{checked:?}");
    std::fs::copy(memory::file(world), memory::file(back)).unwrap();
    let refused = publish_all(back).await.unwrap_err().to_string();
    let told = ["entries were lost", "the log was changed"];
    assert!(told.iter().any(|told| refused.contains(told)), "{refused}");
    // Two persons declare the loss: it goes on under another name, and everything fits again.
    let mut persons = Vec::new();
    for login in ["premiere", "seconde"] {
        let new = NewAccount {
            login: login.into(),
            display_name: login.into(),
            unit: "siege".into(),
            roles: vec![Role::Administrator],
            password: "une longue phrase de passe".into(),
        };
        let id = accounts::add(&cx, new).await.unwrap();
        let mut tx = back.db.read().await.unwrap();
        let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
        let person = Cx::staff(back, staff, Purpose::Administration, Lang::Fr);
        persons.push(person.because("La sauvegarde plus récente est illisible."));
    }
    loss::propose(&persons[0]).await.unwrap();
    let name = loss::agree(&persons[1]).await.unwrap();
    seal_all(back).await.unwrap();
    publish_all(back).await.unwrap();
    let now = memory::last(back).unwrap().unwrap();
    assert_eq!(now.checkpoint.origin, name);
    let checked = log::check::check(&cx, &[now]).await.unwrap();
    assert!(matches!(checked, Checked::Whole { .. }), "{checked:?}");
}

/// What was erased since the backup stays erased: rows and bytes.
async fn erased_stays_erased(
    back: &Arc<World>,
    stored: &Path,
    (dropped, changed, shown): (&Draft, &Draft, &Filed),
) {
    let cx = victim(back);
    assert!(resume::resume(&cx, &dropped.code).await.unwrap().is_none());
    assert_eq!(files(back, changed.id).await.len(), 1);
    assert_eq!(files(back, shown.id.0).await.len(), 0);
    for gone in [&b"given and then deleted"[..], b"taken back"] {
        assert_eq!(copies(stored, gone), [""; 0]);
    }
    let sealed = copies(stored, b"one exhibit");
    let apart = sealed.len() == 1 && sealed[0].starts_with("sealed/");
    assert!(apart, "{sealed:?}");
    assert_eq!(copies(stored, b"stays").len(), 1);
}

/// The second backup: every complaint is in it, and the keys are asked for.
async fn the_last_one_holds_everything(
    kit: &Kit,
    on: On,
    folder: &Folder,
    identity: &Identity,
    every: &[&Filed],
) {
    let there = tempfile::tempdir().unwrap();
    let config = elsewhere(on, there.path()).await;
    let wanted = || Wanted {
        identities: vec![identity.clone()],
        ..Wanted::default()
    };
    let without = faisceau::restore::restore(config.clone(), machine(kit), folder, wanted()).await;
    let Err(Error::Refused(why)) = without else {
        panic!("without its keys an installation is nothing")
    };
    assert_eq!(why, Refused::NoKeys);
    assert_eq!(lying(there.path()), [], "nothing was made");
    keys_back(kit.folder.path(), there.path());
    let done = faisceau::restore::restore(config, machine(kit), folder, wanted());
    let done = done.await.unwrap();
    assert_eq!(done.erased_again, 0);
    papers_verify(&done.world, every).await;
    // Numbers go on where they were.
    let next = filed(&done.world, b"next").await;
    let mut tx = done.world.db.read().await.unwrap();
    let next = receipt::complaint(&mut tx, next.id).await.unwrap().unwrap();
    assert!(next.reference.contains("-000004-"), "{}", next.reference);
}

mod a_backup_restored_elsewhere_is_the_same_installation_without_what_was_erased {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        drill(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        drill(On::Postgres).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_byte_of_a_backup_is_answered_for() {
    let kit = kit(On::Sqlite, capabilities::all()).await;
    let world = &kit.world;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());
    filed(world, b"an exhibit").await;
    let made = backup(world, &folder, &identity).await;
    let keys = world.keys().verifying();
    let judge = || check::check(&folder, None, &keys, std::slice::from_ref(&identity));
    let whole = judge().unwrap();
    assert!(whole.opened && whole.wrong.is_empty(), "{:?}", whole.wrong);
    // Outsiders read the digests with their own tools.
    let sums = format!("backups/{}/SHA256SUMS", made.name);
    let judged = || {
        let mut told = std::process::Command::new("sha256sum");
        told.args(["--quiet", "--check", &sums])
            .current_dir(safe.path());
        told.output().unwrap().status.success()
    };
    assert!(judged());
    for (file, bytes) in lying(safe.path()) {
        if file == "lock" {
            continue;
        }
        let at = safe.path().join(&file);
        let before = std::fs::read(&at).unwrap();
        for place in [0, before.len() / 2, before.len() - 1] {
            let mut after = before.clone();
            after[place] ^= 1;
            std::fs::write(&at, &after).unwrap();
            let held = judge().is_ok_and(|checked| checked.wrong.is_empty());
            assert!(!held, "{file}: byte {place} of {bytes}");
        }
        std::fs::remove_file(&at).unwrap();
        let held = judge().is_ok_and(|checked| checked.wrong.is_empty());
        assert!(!held, "{file} is gone");
        let listed = !file.contains("manifest");
        assert!(!listed || !judged(), "{file}: sha256sum sees it");
        std::fs::write(&at, before).unwrap();
    }
    assert!(judge().unwrap().wrong.is_empty() && judged());
    // Another's key, another's identity.
    let stranger = Identity::generate();
    let opened = check::check(&folder, None, &keys, std::slice::from_ref(&stranger));
    assert!(opened.is_err() || !opened.unwrap().wrong.is_empty());
    let unknown = check::check(&folder, None, &[], &[]);
    assert!(matches!(unknown, Err(Error::Refused(Refused::Damaged(_)))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_a_backup_is_refused() {
    let kit = kit(On::Sqlite, capabilities::all()).await;
    let world = &kit.world;
    let cx = Cx::platform(world);
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());
    let nobody = make::make(&cx, &folder, &make::Asked::default()).await;
    assert!(matches!(nobody, Err(Error::Refused(Refused::NoRecipient))));
    let asked = make::Asked {
        recipients: vec![identity.to_public()],
        ..make::Asked::default()
    };
    for within in [
        kit.folder.path().to_path_buf(),
        kit.folder.path().join("not/yet"),
    ] {
        let inside = make::make(&cx, &Folder::at(&within), &asked).await;
        assert!(matches!(inside, Err(Error::Refused(Refused::WithinData))));
    }
    let keys = world.keys().verifying();
    let none = check::check(&folder, None, &keys, &[]);
    assert!(matches!(none, Err(Error::Refused(Refused::NoBackup))));
    // What another left half-made is no backup, and is swept by the next.
    let half = safe.path().join("backups/.part-000001-x");
    std::fs::create_dir_all(&half).unwrap();
    std::fs::create_dir_all(safe.path().join("objects/ab")).unwrap();
    let part = safe.path().join("objects/ab/.part-abcd.age");
    std::fs::write(&part, b"half").unwrap();
    let none = check::check(&folder, None, &keys, &[]);
    assert!(matches!(none, Err(Error::Refused(Refused::NoBackup))));
    let made = backup(world, &folder, &identity).await;
    assert!(!half.exists() && !part.exists());
    let other = check::check(&folder, Some("000009-x"), &keys, &[]);
    assert!(matches!(other, Err(Error::Refused(Refused::NoBackup))));
    // Two at a time.
    let lock = std::fs::File::open(safe.path().join("lock")).unwrap();
    lock.lock().unwrap();
    let second = make::make(&cx, &folder, &asked).await;
    assert!(matches!(second, Err(Error::Refused(Refused::Busy))));
    drop(lock);
    // A clock put back makes no older name.
    world.clock.advance_millis(-86_400_000);
    let after = backup(world, &folder, &identity).await;
    assert!(after.name > made.name);
    // A folder put in the place of another.
    std::fs::rename(
        safe.path().join("backups").join(&after.name),
        safe.path().join("backups/000007-x"),
    )
    .unwrap();
    let moved = check::check(&folder, Some("000007-x"), &keys, &[]);
    assert!(matches!(moved, Err(Error::Refused(Refused::Damaged(_)))));
}
