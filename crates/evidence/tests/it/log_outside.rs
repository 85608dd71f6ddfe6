//! Checkpoints leave the machine: a folder, e-mail, and a real witness, a small one in Python that checks what it
//! signs. What fails is kept, told and tried again.

use crate::store;
use crate::world::Person;
use faisceau_documents::Regime;
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::note::NoteKey;
use faisceau_evidence::log::publish::Refused;
use faisceau_evidence::log::run::publish_all;
use faisceau_evidence::log::{memory, send};
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::journal::seal::seal_batch;
use faisceau_platform::lease::Lease;
use faisceau_platform::log_settings::Log;
use faisceau_platform::mail::Tls;
use faisceau_platform::testkit::{Kit, MailServer, On, kit_with};
use jiff::SignedDuration;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The witness of these tests; it stops with the test.
struct Witness {
    program: Child,
    setting: String,
    key: NoteKey,
}

impl Witness {
    /// Starts one that will read the log's key where it is told; `ahead`, it saw so many entries already.
    fn start(key: &Path, ahead: u64) -> Witness {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut program = Command::new("python3")
            .arg(here.join("tests/witness/witness.py"))
            .arg(here.join("../../docs/verify"))
            .arg(key)
            .args(["127.0.0.1:8080/log", "temoin.example/1", &ahead.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let port = lines.next().unwrap().unwrap();
        let vkey = lines.next().unwrap().unwrap();
        Witness {
            program,
            setting: format!("http://127.0.0.1:{port} {vkey}"),
            key: NoteKey::read(&vkey).unwrap(),
        }
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.program
            .kill()
            .and_then(|()| self.program.wait())
            .unwrap();
    }
}

async fn kit(on: On, log: Log, mail: Option<&MailServer>) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        mail: mail.map(|server| server.settings(Tls::None)),
        log,
        ..Config::default()
    };
    kit_with(on, crate::capabilities(), config).await
}

/// So many acts, sealed and published; the checkpoint as it is served after it was sent.
async fn sent(kit: &Kit, acts: usize) -> String {
    sealed(kit, acts).await;
    let cx = Cx::platform(&kit.world);
    publish_all(&cx).await.unwrap();
    let holder = kit.world.dice.uuid(kit.world.clock.now());
    send::send(&cx, holder).await.unwrap();
    Person::stranger(kit).get("/log/checkpoint").await.body()
}

async fn sealed(kit: &Kit, acts: usize) {
    let (world, cx) = (&kit.world, Cx::platform(&kit.world));
    let mut tx = world.db.write().await.unwrap();
    for _ in 0..acts {
        let row = cx.journal(&mut tx, Deed::KeyRotated, "key", None, "{}");
        row.await.unwrap();
    }
    tx.commit().await.unwrap();
    world.clock.advance_millis(60_000);
    let now = world.clock.now();
    let holder = world.dice.uuid(now);
    let length = SignedDuration::from_secs(30);
    let lease = Lease::take(&world.db, "sealer", holder, now, length).await;
    let lease = lease.unwrap().unwrap();
    seal_batch(&world.db, &lease, now).await.unwrap();
}

fn read(kit: &Kit, text: &str) -> Signed {
    memory::known(&kit.world, text).unwrap()
}

async fn ways(kit: &Kit) -> Vec<(String, i64, i64, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::WAYS, binds![]).await.unwrap();
    rows.iter()
        .map(|row| {
            (
                row.get("way").unwrap(),
                row.get("size").unwrap(),
                row.get("failures").unwrap(),
                row.get("last_error").unwrap(),
            )
        })
        .collect()
}

async fn a_witness_signs(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("log.pem");
    let witness = Witness::start(&pem, 0);
    let log = Log {
        witnesses: vec![witness.setting.clone()],
        ..Log::default()
    };
    let kit = kit(on, log, None).await;
    let key = kit.world.keys();
    std::fs::write(&pem, key.export(&key.current_id()).unwrap()).unwrap();
    for (acts, size) in [(3, 3), (300, 303), (1, 304)] {
        let served = read(&kit, &sent(&kit, acts).await);
        assert_eq!(served.checkpoint.size, size);
        let seen = served.seen_by(std::slice::from_ref(&witness.key));
        assert_eq!(seen.len(), 1, "{}", served.note.whole());
        // Of what it answered, the line of another was left out.
        assert_eq!(served.note.lines.len(), 2);
    }
    // A copy is left in the folder of the data, by default.
    let left = kit.folder.path().join("checkpoints/checkpoint");
    let left = read(&kit, &std::fs::read_to_string(left).unwrap());
    assert_eq!(left.checkpoint.size, 304);
    let went = ways(&kit).await;
    let told: Vec<_> = went.iter().map(|w| (w.0.as_str(), w.1, w.2)).collect();
    assert_eq!(
        told,
        [("folder", 304, 0), ("witness temoin.example/1", 304, 0)]
    );
}

async fn a_witness_that_saw_more_is_told(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("log.pem");
    let witness = Witness::start(&pem, 50);
    let log = Log {
        witnesses: vec![witness.setting.clone()],
        drop_dir: Some(folder.path().join("outside")),
        ..Log::default()
    };
    let kit = kit(on, log, None).await;
    // Its key is not the log's: it signs nothing.
    let other = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let (key, current) = (kit.world.keys(), kit.world.keys().current_id());
    assert_ne!(other.verifying_key(), key.signing().verifying_key());
    std::fs::write(&pem, "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA/FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=\n-----END PUBLIC KEY-----\n").unwrap();
    let served = read(&kit, &sent(&kit, 3).await);
    assert_eq!(served.note.lines.len(), 1);
    let went = ways(&kit).await;
    assert_eq!((went[1].1, went[1].2), (0, 1));
    assert!(went[1].3.contains("403"), "{went:?}");
    // And then it knows the key, but saw fifty entries: some were lost here.
    std::fs::write(&pem, key.export(&current).unwrap()).unwrap();
    let served = read(&kit, &sent(&kit, 1).await);
    assert_eq!(served.note.lines.len(), 1);
    let went = ways(&kit).await;
    assert_eq!((went[0].1, went[1].1, went[1].2), (4, 0, 2));
    assert!(went[1].3.contains("entries were lost here"), "{went:?}");
    assert!(folder.path().join("outside/checkpoint").exists());
    let mut tx = kit.world.db.read().await.unwrap();
    let told = send::fails(&mut tx).await.unwrap();
    assert_eq!(told.len(), 1, "the folder took it: {told:?}");
    assert!(
        told[0].times == 2 && told[0].way.starts_with("witness"),
        "{told:?}"
    );
    tx.rollback().await.unwrap();
    // Nothing is signed any more, until it sees this log again or somebody knows better.
    sealed(&kit, 1).await;
    let cx = Cx::platform(&kit.world);
    let refused = publish_all(&cx).await;
    let Err(Error::Refused(Refused::Denied(why))) = refused else {
        panic!("{refused:?}");
    };
    assert!(why.starts_with("temoin.example/1 saw 50 entries"), "{why}");
    memory::allow(&kit.world, "another.example/1").unwrap();
    assert_eq!(memory::denials(&kit.world).unwrap(), [why]);
    memory::allow(&kit.world, "temoin.example/1").unwrap();
    publish_all(&cx).await.unwrap();
    let served = Person::stranger(&kit).get("/log/checkpoint").await.body();
    assert_eq!(read(&kit, &served).checkpoint.size, 5);
}

async fn a_message_a_day(on: On) {
    let server = MailServer::start(None);
    let log = Log {
        mail_to: Some("journal@exemple.fr".into()),
        ..Log::default()
    };
    let kit = kit(on, log, Some(&server)).await;
    sent(&kit, 1).await;
    sent(&kit, 1).await;
    assert_eq!(server.messages().len(), 1, "one a day");
    kit.world.clock.advance_millis(24 * 3_600 * 1_000);
    sent(&kit, 1).await;
    let messages = server.messages();
    assert_eq!(messages.len(), 2);
    assert!(
        messages
            .iter()
            .all(|text| text.contains("journal@exemple.fr"))
    );
}

macro_rules! on_each {
    ($name:ident, $run:ident, $cfg:ident) => {
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not($cfg), ignore = "a server of the test is not found")]
            async fn on_sqlite() {
                super::$run(super::On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(
                not(all($cfg, has_postgres)),
                ignore = "PostgreSQL or a server of the test is not found"
            )]
            async fn on_postgres() {
                super::$run(super::On::Postgres).await;
            }
        }
    };
}

on_each!(
    a_witness_signs_what_goes_on_and_its_line_is_published,
    a_witness_signs,
    unix
);
on_each!(
    a_witness_that_saw_more_signs_nothing_and_is_told,
    a_witness_that_saw_more_is_told,
    unix
);
on_each!(a_checkpoint_a_day_leaves_by_mail, a_message_a_day, has_smtp);
