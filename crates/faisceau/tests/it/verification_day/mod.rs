//! The verification day: an installation with complaints, copied for each attack, attacked with a stated
//! power, then looked at by `faisceau verify` alone and with outside memories. What each sees, and what
//! nobody sees, is asserted, and is the table of `docs/verification-day.md`.

mod attacks;
mod store;

use crate::installation::{Filed, elsewhere, filed};
use age::x25519::Identity;
use attacks::{ATTACKS, Attack, OLDER_BACKUP, Sees};
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau::verify::against::{Told, against, head_text};
use faisceau::verify::verify;
use faisceau_evidence::log::memory;
use faisceau_evidence::log::run::Publisher;
use faisceau_evidence::time::gather::Look;
use faisceau_evidence::time::prove::prove;
use faisceau_evidence::time::run::turn;
use faisceau_platform::backup::manifest::Manifest;
use faisceau_platform::backup::restore::Wanted;
use faisceau_platform::backup::{Folder, make};
use faisceau_platform::clock::Dice;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::role_settings::RoleSettings;
use faisceau_platform::journal::read::chain_state;
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::time::local::{KeyKind, Local};
use faisceau_platform::world::World;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// What was noted outside before the attack.
pub(crate) struct Memory {
    /// The head of the journal, the last evening.
    head: Vec<u8>,
    /// The last paper handed out.
    paper: Vec<u8>,
    /// The last checkpoint of the log that left the machine.
    checkpoint: Vec<u8>,
    /// The proof of time of the last paper, as `faisceau time export` writes it.
    stamp: Vec<u8>,
}

/// An installation under attack.
pub(crate) struct Scene {
    /// It.
    pub(crate) world: Arc<World>,
    /// Where its files are.
    pub(crate) data: TempDir,
    /// Its complaints, the oldest first; the last one was filed on the day of the attack.
    pub(crate) filed: Arc<Vec<Filed>>,
    /// How far the journal had gone the day before.
    pub(crate) before: i64,
    memory: Memory,
}

/// Three complaints, two of the day before, and the backups that every scene is made from.
struct Stage {
    kit: Kit,
    safe: TempDir,
    identity: Identity,
    filed: Arc<Vec<Filed>>,
    /// The backup of the day before, and the last one.
    backups: [Manifest; 2],
    /// The last checkpoint of the log.
    checkpoint: Vec<u8>,
    /// The proof of time of the last paper.
    stamp: Vec<u8>,
    /// The authority of time, which answers as long as the day lasts.
    authority: Local,
    _authority_folder: TempDir,
}

async fn position(world: &World) -> (i64, [u8; 32]) {
    let mut tx = world.db.read().await.unwrap();
    let (position, head, _) = chain_state(&mut tx).await.unwrap().head.unwrap();
    (position, head)
}

async fn stage(on: On) -> Stage {
    let authority_folder = tempfile::tempdir().unwrap();
    let authority = Local::start(authority_folder.path(), KeyKind::Ec);
    let authority = authority.await.unwrap();
    let mut config = elsewhere(On::Sqlite, Path::new("")).await;
    config.time.authorities = vec![authority.settings("ici")];
    let kit = kit_with(on, capabilities::all(), config).await;
    let (safe, identity) = (tempfile::tempdir().unwrap(), Identity::generate());
    let world = &kit.world;
    // The authority says the time of this machine: the last evening is now.
    let now = jiff::Timestamp::now().as_millisecond();
    let begun = now - 86_400_000 - world.clock.now().as_millisecond();
    world.clock.advance_millis(begun);
    let mut every = vec![filed(world, b"exhibit one").await];
    every.push(filed(world, b"exhibit two").await);
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    let asked = make::Asked {
        recipients: vec![identity.to_public()],
        ..make::Asked::default()
    };
    let (cx, folder) = (Cx::platform(world), Folder::at(safe.path()));
    let first = make::make(&cx, &folder, &asked).await.unwrap();
    world.clock.advance_millis(86_400_000);
    every.push(filed(world, b"exhibit three").await);
    seal_all(world).await.unwrap();
    anchored(world).await;
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    let checkpoint = std::fs::read(memory::file(world)).unwrap();
    turn(&cx, Look::Everywhere).await.unwrap();
    seal_all(world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let paper = Sha256::digest(&every[2].paper).into();
    let proof = prove(&mut tx, paper).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    let last = make::make(&cx, &folder, &asked).await.unwrap();
    Stage {
        stamp: proof.text().into_bytes(),
        authority,
        _authority_folder: authority_folder,
        kit,
        safe,
        identity,
        filed: Arc::new(every),
        backups: [first, last],
        checkpoint,
    }
}

/// The journal as it stands is anchored in the public log, as the publisher does every ten minutes.
async fn anchored(world: &Arc<World>) {
    let cx = Cx::platform(world);
    let mut publisher = Publisher::new(world);
    assert!(publisher.anchor(&cx).await.unwrap());
    assert!(!publisher.anchor(&cx).await.unwrap(), "once is enough");
    publisher.give_back(&cx).await.unwrap();
}

/// A copy of the installation, of this scene alone, as one of the backups holds it.
async fn scene(on: On, stage: &Stage, backup: &Manifest) -> Scene {
    let data = tempfile::tempdir().unwrap();
    let keys = data.path().join("keys");
    std::fs::create_dir_all(keys.join("retired")).unwrap();
    for name in ["server.key", "values.key", "signing.pem", "log.checkpoint"] {
        let from = stage.kit.folder.path().join("keys").join(name);
        std::fs::copy(from, keys.join(name)).unwrap();
    }
    let mut config = elsewhere(on, data.path()).await;
    // Who attacks writes as the owner does: a role that serves is refused by PostgreSQL.
    config.database_url = config.roles.owner_url.take().or(config.database_url);
    config.roles = RoleSettings::default();
    config.time.authorities = vec![stage.authority.settings("ici")];
    let wanted = Wanted {
        name: Some(backup.name.clone()),
        identities: vec![stage.identity.clone()],
        ..Wanted::default()
    };
    let machine = (stage.kit.world.clock.clone(), Dice::seeded(5));
    let folder = Folder::at(stage.safe.path());
    let restored = faisceau::restore::restore(config, machine, &folder, wanted);
    let world = restored.await.unwrap().world;
    seal_all(&world).await.unwrap();
    let [first, last] = &stage.backups;
    let head = hex::decode(&last.journal_head).unwrap();
    Scene {
        memory: Memory {
            head: head_text(last.journal_rows, &head.try_into().unwrap()).into_bytes(),
            paper: stage.filed[2].paper.clone(),
            checkpoint: stage.checkpoint.clone(),
            stamp: stage.stamp.clone(),
        },
        filed: stage.filed.clone(),
        before: first.journal_rows,
        world,
        data,
    }
}

/// What each look sees of a scene.
async fn seen(scene: &Scene) -> Sees {
    let checks = verify(&scene.world).await.unwrap();
    let alone = checks.iter().any(|check| check.wrong > 0);
    let contradicted = async |memory: &[u8]| {
        let told = against(&scene.world, memory).await.unwrap();
        matches!(told, Told::Contradicted(_))
    };
    Sees {
        alone,
        head: contradicted(&scene.memory.head).await,
        paper: contradicted(&scene.memory.paper).await,
        checkpoint: contradicted(&scene.memory.checkpoint).await,
        stamp: contradicted(&scene.memory.stamp).await,
    }
}

async fn day(on: On) {
    let stage = stage(on).await;
    let [first, last] = &stage.backups;
    let whole = scene(on, &stage, last).await;
    for statement in faisceau::verify::store::ALL {
        whole.world.db.prepare(statement).await.unwrap();
    }
    let told = verify(&whole.world).await.unwrap();
    assert!(told.iter().all(|check| check.wrong == 0), "{told:?}");
    for (what, looked_at) in [("exhibits: bytes", 3), ("trusted time: tokens", 1)] {
        let mut told = told.iter();
        assert!(told.any(|check| check.what == what && check.looked_at == looked_at));
    }
    let nothing = Sees {
        alone: false,
        head: false,
        paper: false,
        checkpoint: false,
        stamp: false,
    };
    assert_eq!(seen(&whole).await, nothing, "nobody is accused");
    let mut wrong = Vec::new();
    for attack in ATTACKS {
        let from = if attack.what == OLDER_BACKUP {
            first
        } else {
            last
        };
        let scene = scene(on, &stage, from).await;
        (attack.run)(&scene).await;
        let seen = seen(&scene).await;
        if seen != attack.sees {
            wrong.push((attack.what, seen));
        }
        scene.world.db.close().await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_attack_is_seen_by_what_the_table_says_on_sqlite() {
    day(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn each_attack_is_seen_by_what_the_table_says_on_postgres() {
    day(On::Postgres).await;
}

/// The table, as it stands in the page.
fn table() -> String {
    let said = |sees: bool| if sees { "**seen**" } else { "not seen" };
    let row = |attack: &Attack| {
        let Sees {
            alone,
            head,
            paper,
            checkpoint,
            stamp,
        } = attack.sees;
        let every = [alone, head, paper, checkpoint, stamp];
        let end = if every.contains(&true) {
            ""
        } else {
            ": nobody sees it"
        };
        let [alone, head, paper, checkpoint, stamp] = every.map(said);
        let (power, what) = (attack.power, attack.what);
        format!(
            "| ({power}) | {what}{end} | {alone} | {head} | {paper} | {checkpoint} | {stamp} |\n"
        )
    };
    let rows: String = ATTACKS.iter().map(row).collect();
    format!(
        "| power | attack | `verify` alone | the head of the evening | the last paper | the last checkpoint | the last time stamp |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n{rows}"
    )
}

#[test]
fn the_page_holds_the_table_of_this_day() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verification-day.md");
    let text = std::fs::read_to_string(page).unwrap();
    let table = table();
    assert!(
        text.contains(&table),
        "docs/verification-day.md should hold:\n{table}"
    );
}
