//! An exhibit of a filed complaint is erased: neither its bytes nor its digest are left in any row, file or paper, on both
//! databases; and a backup from before, restored, is without it before anything serves.

use crate::installation::{Filed, elsewhere, filed, lying};
use crate::restore_drill::{backup, keys_back, machine, papers_verify, wanted};
use crate::store;
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau_documents::verify_file;
use faisceau_evidence::custody::{self, verify};
use faisceau_platform::backup::Folder;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Db;
use faisceau_platform::deposit::{self, erase};
use faisceau_platform::testkit::{On, kit};
use faisceau_platform::world::World;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;

const GONE: &[u8] = b"what its victim asks to be erased, whole";

/// Its bytes, and its digest in every spelling it may stand in.
fn traces() -> Vec<Vec<u8>> {
    let digest: [u8; 32] = Sha256::digest(GONE).into();
    vec![
        GONE.to_vec(),
        digest.to_vec(),
        hex::encode(digest).into_bytes(),
        hex::encode_upper(digest).into_bytes(),
        base64(&digest),
    ]
}

/// As openssl spells it, without its padding.
fn base64(digest: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = digest
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
    let bits: Vec<u8> = bits.collect();
    let digit = |six: &[u8]| {
        let padded = (0..6).map(|at| six.get(at).copied().unwrap_or(0));
        DIGITS[usize::from(padded.fold(0_u8, |all, bit| all << 1 | bit))]
    };
    bits.chunks(6).map(digit).collect()
}

fn tells(bytes: &[u8]) -> bool {
    holds(bytes, &traces())
}

/// Whether these bytes hold any of these traces.
pub(crate) fn holds(bytes: &[u8], traces: &[Vec<u8>]) -> bool {
    let at = |trace: &Vec<u8>| bytes.windows(trace.len()).any(|seen| seen == trace);
    traces.iter().any(at)
}

/// Every row of every table, as the database copies itself.
pub(crate) async fn rows(world: &Arc<World>, data: &Path) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut keep = |bytes: &[u8]| {
        rows.extend_from_slice(bytes);
        Ok(())
    };
    let scratch = data.join("scratch");
    world.db.copy_out(&scratch, &mut keep).await.unwrap();
    rows
}

/// Files of the data folder that tell it, by name or by content, once the database is closed: SQLite empties then
/// what it wrote ahead.
async fn files(world: &Arc<World>, data: &Path) -> Vec<String> {
    lying_that_tell(world, data, &traces()).await
}

/// The same of these traces.
pub(crate) async fn lying_that_tell(
    world: &Arc<World>,
    data: &Path,
    traces: &[Vec<u8>],
) -> Vec<String> {
    match &world.db {
        Db::Sqlite {
            writer, readers, ..
        } => {
            readers.close().await;
            writer.close().await;
        }
        Db::Postgres(pool) => pool.close().await,
    }
    let all = lying(data).into_iter().map(|(name, _)| name);
    all.filter(|name| {
        holds(name.as_bytes(), traces) || holds(&std::fs::read(data.join(name)).unwrap(), traces)
    })
    .collect()
}

/// What is left is a chain that verifies, a commitment without its salt, and the entry of the erasure.
async fn erased(world: &Arc<World>, one: &Filed) {
    let mut tx = world.db.read().await.unwrap();
    let left = custody::one(&mut tx, one.exhibit).await.unwrap().unwrap();
    assert_eq!((left.sha256, left.salt), (None, None));
    let bound = erase::bound(&mut tx, one.exhibit).await.unwrap();
    assert_eq!(bound, Some((left.commitment.unwrap(), None)));
    let files = deposit::files_of(&mut tx, one.id.0).await.unwrap();
    assert!(files.is_empty());
    let told = tx.all(&store::ERASURES, binds![one.id]).await.unwrap();
    assert_eq!(told.len(), 1, "one entry of the journal");
    tx.rollback().await.unwrap();
    let verified = verify::all(world).await.unwrap();
    assert_eq!((verified.exhibits, verified.wrong), (2, vec![]));
    // The paper stands, and says nothing of the content.
    let paper = verify_file(&one.paper, &world.keys().verifying()).unwrap();
    assert!(!tells(&paper.payload.unwrap()));
}

async fn drill(on: On) {
    let kit = kit(on, capabilities::all()).await;
    let world = &kit.world;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let folder = Folder::at(safe.path());
    let one = filed(world, GONE).await;
    let other = filed(world, b"stays").await;
    let before = backup(world, &folder, &identity).await;
    assert!(tells(&rows(world, kit.folder.path()).await), "it was there");

    world.clock.advance_millis(60_000);
    let cx = Cx::platform(world).because("ordonnance du 22 novembre");
    assert_eq!(erase::erase(&cx, one.id, one.exhibit).await.unwrap(), 1);
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    erased(world, &one).await;
    assert!(!tells(&rows(world, kit.folder.path()).await));
    backup(world, &folder, &identity).await;
    let keys = tempfile::tempdir().unwrap();
    keys_back(kit.folder.path(), keys.path());
    assert_eq!(files(world, kit.folder.path()).await, [""; 0]);

    // The backup from before, elsewhere: the later list of erasures is applied before anything serves.
    let there = tempfile::tempdir().unwrap();
    keys_back(keys.path(), there.path());
    let config = elsewhere(on, there.path()).await;
    let wanted = wanted(&before.name, &identity);
    let done = faisceau::restore::restore(config, machine(&kit), &folder, wanted);
    let done = done.await.unwrap();
    assert_eq!(done.erased_again, 1);
    let back = &done.world;
    erased(back, &one).await;
    papers_verify(back, &[&one, &other]).await;
    assert!(!tells(&rows(back, there.path()).await));
    assert_eq!(files(back, there.path()).await, [""; 0]);
}

mod an_erased_exhibit_is_nowhere_and_does_not_come_back_with_a_backup {
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
