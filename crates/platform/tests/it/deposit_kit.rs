//! What tests of files at rest share: configurations, bytes given and taken out, what lies on the disk, and the two
//! ways of declaring a test for each way of keeping files on each database.

use bytes::Bytes;
use faisceau_platform::config::Config;
use faisceau_platform::deposit::{self, FileRow, NotReceived, Storage};
use faisceau_platform::fault::Fault;
use faisceau_platform::testkit::Kit;
use faisceau_platform::world::{Parts, World};
use futures_util::stream;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use uuid::Uuid;

/// A configuration whose files are encrypted, and the folder of its identity.
pub(crate) fn encrypted() -> (Config, TempDir) {
    let apart = TempDir::new().unwrap();
    let file = apart.path().join("operator.key");
    deposit::make_identity(&file).unwrap();
    let storage = Storage {
        identity_file: Some(file),
        ..Storage::default()
    };
    (with(storage), apart)
}

pub(crate) fn with(storage: Storage) -> Config {
    Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        storage,
        ..Config::default()
    }
}

/// Declares a test for each way of keeping files, on each database.
macro_rules! each_way_on_both {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            use faisceau_platform::testkit::{On, kit_with};

            async fn run(on: On) {
                let body = $body;
                let clear = $crate::deposit_kit::with(Default::default());
                let clear = kit_with(on, vec![], clear).await;
                body(clear).await;
                let (config, _apart) = $crate::deposit_kit::encrypted();
                let sealed = kit_with(on, vec![], config).await;
                assert!(sealed.world.deposit.seals());
                body(sealed).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                run(On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
            async fn on_postgres() {
                run(On::Postgres).await;
            }
        }
    };
}

pub(crate) fn drawn(world: &World) -> Uuid {
    world.dice.uuid(world.clock.now())
}

/// Bytes that no two callers share.
pub(crate) fn content(seed: u64, length: usize) -> Vec<u8> {
    let mut bytes = format!("pièce {seed} ").into_bytes();
    bytes.extend((0..length).map(|n| (n as u64).wrapping_mul(seed.wrapping_add(7)) as u8));
    bytes
}

pub(crate) async fn received(
    world: &World,
    bytes: &[u8],
) -> Result<deposit::Received, NotReceived> {
    let pieces: Vec<Result<Bytes, String>> = bytes
        .chunks(100_000)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    let staging = drawn(world);
    world
        .deposit
        .receive(staging, stream::iter(pieces), 50_000_000)
        .await
}

pub(crate) async fn deposited(world: &World, case: Uuid, bytes: &[u8]) -> Uuid {
    given(world, case, bytes).await.unwrap()
}

/// The same, which a collector without any patience may refuse: it takes what waits for its row.
pub(crate) async fn given(world: &World, case: Uuid, bytes: &[u8]) -> Result<Uuid, Fault> {
    let received = received(world, bytes).await.unwrap();
    let mut tx = world.db.write().await.unwrap();
    let id = deposit::keep(world, &mut tx, case, &received, "relevé.pdf").await?;
    tx.commit().await?;
    Ok(id)
}

pub(crate) async fn held(world: &World, case: Uuid) -> Vec<FileRow> {
    let mut tx = world.db.read().await.unwrap();
    deposit::files_of(&mut tx, case).await.unwrap()
}

/// The file of a case that has these bytes.
pub(crate) async fn of(world: &World, case: Uuid, bytes: &[u8]) -> FileRow {
    let digest = sha256(bytes);
    let mut files = held(world, case).await.into_iter();
    files.find(|file| file.sha256 == digest).unwrap()
}

pub(crate) async fn taken_out(world: &World, file: &FileRow) {
    let mut tx = world.db.write().await.unwrap();
    assert!(deposit::take_out(world, &mut tx, file).await.unwrap());
    tx.commit().await.unwrap();
}

/// Every file below a folder, but those of the store's own.
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(below(&path)),
            false => found.push(path),
        }
    }
    found.retain(|path| !path.ends_with("files/health"));
    found
}

/// Whether bytes stand anywhere in a file.
pub(crate) fn holds(file: &Path, bytes: &[u8]) -> bool {
    let whole = std::fs::read(file).unwrap();
    whole.windows(bytes.len()).any(|seen| seen == bytes)
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}

/// The same on each database, encrypted.
macro_rules! encrypted_on_both {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            use faisceau_platform::testkit::{On, kit_with};

            async fn run(on: On) {
                let (config, apart) = $crate::deposit_kit::encrypted();
                let body = $body;
                body(kit_with(on, vec![], config).await, apart).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                run(On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
            async fn on_postgres() {
                run(On::Postgres).await;
            }
        }
    };
}

/// Another world on the same database and folder.
pub(crate) fn world_of(kit: &Kit, config: Config) -> World {
    let parts = Parts {
        config,
        content: faisceau_platform::testkit::content(),
        db: kit.world.db.clone(),
        clock: kit.world.clock.clone(),
        dice: kit.world.dice.clone(),
    };
    World::build(parts, &[]).unwrap()
}
