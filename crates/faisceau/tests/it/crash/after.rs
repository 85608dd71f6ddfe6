//! What is looked at after a run, once the installation was started again, asked again and left to itself for days:
//! everything acknowledged is there, once and whole; nothing is there by half, and nothing is left over.

use super::place::{Scene, Stage};
use super::store;
use super::walks::{Said, Walk};
use crate::installation::{lying, victim};
use faisceau::background::{publish_all, seal_all};
use faisceau::verify::verify;
use faisceau_documents::verify_file;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::render;
use faisceau_platform::binds;
use faisceau_platform::clock::Clock;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, collect, uploads};
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// Longer than any lease, claim or grace.
const LATER: SignedDuration = SignedDuration::from_hours(26);
/// Complaints of the installation before any walk.
const COMPLAINTS_BEFORE: i64 = 2;

/// Panics with what does not hold.
pub(crate) async fn check(stage: &Stage, scene: &Scene, walk: Walk, said: &Said) {
    let clock = Clock::set_at(Clock::System.now() + LATER);
    let world = scene.world(clock).await;
    match walk {
        Walk::Form => given(&world, stage.by_form.id, &stage.by_form.code, walk).await,
        Walk::Parts => given(&world, stage.in_parts.id, &stage.in_parts.code, walk).await,
        Walk::Seal => stepped(&world, stage.described, &["sealed"]).await,
        Walk::Transfer => stepped(&world, stage.sealed, &["offered", "accepted"]).await,
        Walk::Filing => filed(&world, stage.to_file.id, said).await,
    }
    settle(&world).await;
    for check in verify(&world).await.unwrap() {
        assert_eq!(check.wrong, 0, "{check:?}");
        // Nothing is linked here, and no authority says the time.
        let none = ["series", "trusted time"];
        let none = none.iter().any(|what| check.what.contains(what));
        assert!(check.looked_at > 0 || none, "{check:?}");
    }
    nothing_by_half(&world).await;
    nothing_left_over(&world, &scene.data.join("files")).await;
    world.db.close().await;
}

/// What the background does in two days.
async fn settle(world: &Arc<World>) {
    let cx = Cx::platform(world);
    work_until_idle(world).await.unwrap();
    faisceau_series::run::link_until_idle(world).await.unwrap();
    world.clock.advance_millis(10_000);
    work_until_idle(world).await.unwrap();
    for _ in 0..2 {
        uploads::sweep::sweep(&cx).await.unwrap();
        collect::collect(world, collect::GRACE).await.unwrap();
        let before = world.clock.now() - collect::GRACE;
        world.deposit.sweep(before).await.unwrap();
        world.deposit.sweep_unfinished(before).await.unwrap();
        world.clock.advance_millis(26 * 3_600_000);
    }
    collect::clear_away(world, collect::GRACE).await.unwrap();
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
}

/// The draft has the file once, whole; it is filed with it, and custody begins.
async fn given(world: &Arc<World>, id: Uuid, code: &faisceau_domain::code::Code, walk: Walk) {
    let cx = victim(world);
    let filed = file::file(&cx, code, Nature::Complaint).await.unwrap();
    assert_eq!(filed.complaint.0, id);
    let mut tx = world.db.read().await.unwrap();
    let files = deposit::files_of(&mut tx, id).await.unwrap();
    tx.rollback().await.unwrap();
    let bytes = walk.file().unwrap();
    assert_eq!(files.len(), 1, "the file is there once: {files:?}");
    let kept = world.deposit.get(&files[0].key()).await.unwrap();
    assert!(kept == bytes, "the file is whole");
    assert_eq!(files[0].sha256[..], Sha256::digest(&bytes)[..]);
    stepped(world, files[0].id, &["deposited"]).await;
}

/// Each of these steps was made once.
async fn stepped(world: &Arc<World>, exhibit: Uuid, kinds: &[&str]) {
    let mut tx = world.db.read().await.unwrap();
    for kind in kinds {
        let row = tx.one(&store::STEPS, binds![exhibit, *kind]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 1, "steps `{kind}`");
    }
    tx.rollback().await.unwrap();
}

/// The complaint bears the number that was shown, and its paper is the one that was handed out.
async fn filed(world: &Arc<World>, id: Uuid, said: &Said) {
    let mut tx = world.db.read().await.unwrap();
    let all = tx.one(&store::COMPLAINTS, binds![]).await.unwrap();
    assert_eq!(all.get::<i64>("n").unwrap(), COMPLAINTS_BEFORE + 1);
    let shown = said.reference.as_deref().expect("a number was shown");
    let row = tx.one(&store::NUMBERED, binds![shown]).await.unwrap();
    assert_eq!(row.get::<Uuid>("id").unwrap(), id);
    let files = deposit::files_of(&mut tx, id).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(files.len(), 1);
    stepped(world, files[0].id, &["deposited"]).await;
    let id = faisceau_domain::id::ComplaintId(id);
    let paper = render::render(&victim(world), id, ACKNOWLEDGEMENT).await;
    let paper = paper.unwrap();
    verify_file(&paper, &world.keys().verifying()).unwrap();
    assert!(said.paper.as_ref() == Some(&paper), "the paper handed out");
}

async fn nothing_by_half(world: &Arc<World>) {
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::HALF_WRITTEN, binds![]).await.unwrap();
    for what in [
        "exhibits_without_custody",
        "custody_without_exhibit",
        "chains_cut",
        "complaints_without_receipt",
        "files_without_commitment",
        "incidents",
        "jobs",
        "to_link",
        "to_delete",
        "on_their_way",
        "parts",
        "unsealed",
        "filed_not_once",
    ] {
        assert_eq!(row.get::<i64>(what).unwrap(), 0, "{what}");
    }
    tx.rollback().await.unwrap();
}

/// Every object is of a file that somebody has, or a paper; nothing waits to be finished.
async fn nothing_left_over(world: &Arc<World>, files: &Path) {
    let mut tx = world.db.read().await.unwrap();
    let rows = tx.all(&store::FILES, binds![]).await.unwrap();
    tx.rollback().await.unwrap();
    let named = rows.iter().map(|row| {
        let sha256: [u8; 32] = row.get("sha256").unwrap();
        deposit::case_key(row.get("case_id").unwrap(), &sha256)
    });
    let named: BTreeSet<String> = named.collect();
    let mut met = 0;
    for (below, _) in lying(files) {
        let known = ["receipts/", "papers/", "health"];
        let known = known.iter().any(|start| below.starts_with(start));
        met += usize::from(named.contains(&below));
        let whole = !below.contains('#');
        assert!(
            whole && (known || named.contains(&below)),
            "`{below}` is left over"
        );
    }
    assert_eq!(met, named.len(), "every file has its bytes");
}
