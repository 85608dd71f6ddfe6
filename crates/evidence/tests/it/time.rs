//! Trusted time, with real authorities of openssl behind a real HTTP server: what waits is gathered and
//! stamped, one that is down delays nothing, and what a proof says holds without us.

use crate::custody_kept::{kept, officer, sealed};
use crate::previews::told;
use crate::store;
use crate::world::complaint;
use faisceau_documents::cms::Roots;
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_evidence::time::Kind;
use faisceau_evidence::time::gather::{Look, gather};
use faisceau_evidence::time::proof::{NotProven, Proof};
use faisceau_evidence::time::prove::prove;
use faisceau_evidence::time::queue::{Standing, queue};
use faisceau_evidence::time::run::turn;
use faisceau_evidence::time::stamp::stamp;
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::time::local::{KeyKind, Local};
use faisceau_platform::time::{AuthoritySettings, Time};
use sha2::{Digest, Sha256};
use std::process::Command;
use tempfile::TempDir;
use uuid::Uuid;

async fn kit(on: On, authorities: Vec<AuthoritySettings>) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        time: Time {
            every_minutes: 10,
            authorities,
            ..Time::default()
        },
        ..Config::default()
    };
    kit_with(on, crate::capabilities(), config).await
}

/// A paper of a complaint, its file kept now.
async fn paper(kit: &Kit, complaint: Uuid, file: &[u8]) -> [u8; 32] {
    let now = kit.world.clock.now();
    let digest: [u8; 32] = Sha256::digest(file).into();
    let mark: [u8; 32] = kit.world.dice.bytes();
    let (id, name) = (kit.world.dice.uuid(now), hex::encode(digest));
    let row = binds![id, complaint, name, now, vec![0_u8; 64], mark, digest, now];
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::RECEIPT, row).await.unwrap();
    tx.commit().await.unwrap();
    digest
}

async fn standings(kit: &Kit) -> Vec<Standing> {
    let mut tx = kit.world.db.read().await.unwrap();
    queue(&mut tx).await.unwrap()
}

async fn proof(kit: &Kit, digest: [u8; 32]) -> Option<Proof> {
    let mut tx = kit.world.db.read().await.unwrap();
    prove(&mut tx, digest).await.unwrap()
}

fn roots(local: &Local) -> Roots {
    Roots::read(&std::fs::read_to_string(local.folder.join("root.pem")).unwrap()).unwrap()
}

/// What openssl says of a token kept, about the root of its batch.
fn openssl_says(local: &Local, root: &[u8; 32], answer: &[u8]) -> bool {
    let file = local.folder.join("kept.tsr");
    std::fs::write(&file, answer).unwrap();
    let mut command = Command::new(env!("FAISCEAU_TEST_OPENSSL"));
    command.args(["ts", "-verify", "-digest", &hex::encode(root), "-in"]);
    let output = command
        .arg(file)
        .arg("-CAfile")
        .arg(local.folder.join("root.pem"))
        .output();
    output.unwrap().status.success()
}

async fn stamps_and_waits(on: On) {
    let folder = TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Rsa).await.unwrap();
    let kit = kit(on, vec![local.settings("ici")]).await;
    let cx = Cx::platform(&kit.world);
    let id = complaint(&kit, 1, "lille", "{}").await;
    let mut papers = Vec::new();
    for file in ["un", "deux", "trois"] {
        papers.push(paper(&kit, id, file.as_bytes()).await);
    }
    // The authority is down: what waits is gathered all the same, and shown to wait.
    local.sleep();
    turn(&cx, Look::Lately).await.unwrap();
    assert_eq!(stamp(&cx).await.unwrap(), 0, "not asked again at once");
    let waits = standings(&kit).await.remove(0);
    assert_eq!(
        (waits.waiting, waits.held, waits.why.as_str()),
        (1, 0, "silent")
    );
    assert_eq!(waits.next_at.unwrap().to_string(), "2026-11-22T10:01:00Z");
    let without = proof(&kit, papers[0]).await.unwrap();
    assert_eq!(
        without.verify(&papers[0], &roots(&local)),
        Err(NotProven::NoToken)
    );
    kit.world.clock.advance_millis(60_000);
    turn(&cx, Look::Lately).await.unwrap();
    let waits = standings(&kit).await.remove(0);
    assert_eq!(
        waits.next_at.unwrap().to_string(),
        "2026-11-22T10:03:00Z",
        "later and later"
    );
    // It answers again: the token comes, and is never asked for again.
    local.wake();
    kit.world.clock.advance_millis(120_000);
    assert_eq!(stamp(&cx).await.unwrap(), 1);
    assert_eq!(stamp(&cx).await.unwrap(), 0);
    let held = standings(&kit).await.remove(0);
    assert_eq!((held.waiting, held.held, held.why.as_str()), (0, 1, ""));
    assert_eq!(told(&kit, "batch.made").await.len(), 1);
    assert_eq!(told(&kit, "batch.stamped").await.len(), 1);
    for digest in &papers {
        let proof = proof(&kit, *digest).await.unwrap();
        let read = Proof::read(&proof.text()).unwrap();
        assert_eq!(read, proof);
        let told = read.verify(digest, &roots(&local)).unwrap();
        assert!(told[0].1.as_ref().unwrap().authority.contains("CN=tsa"));
        assert!(openssl_says(&local, &proof.root, &proof.tokens[0].1));
    }
    // Nothing waits any more; what comes later makes a batch of its own, when it is time.
    assert_eq!(gather(&cx, Look::Everywhere).await.unwrap(), None);
    let later = paper(&kit, id, b"quatre").await;
    turn(&cx, Look::Lately).await.unwrap();
    assert_eq!(
        proof(&kit, later).await,
        None,
        "ten minutes between two batches"
    );
    kit.world.clock.advance_millis(600_000);
    turn(&cx, Look::Lately).await.unwrap();
    assert_eq!(proof(&kit, later).await.unwrap().size, 1);
}

async fn asks_several(on: On) {
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let up = Local::start(one.path(), KeyKind::Ec).await.unwrap();
    let down = Local::start(two.path(), KeyKind::Rsa).await.unwrap();
    down.sleep();
    // A third whose answers lead to another root than the one trusted.
    let mut strange = up.settings("autre");
    strange.roots_file = two.path().join("root.pem");
    let known = vec![strange, down.settings("bas"), up.settings("haut")];
    let kit = kit(on, known).await;
    let cx = Cx::platform(&kit.world);
    let id = complaint(&kit, 1, "lille", "{}").await;
    let digest = paper(&kit, id, b"un").await;
    turn(&cx, Look::Lately).await.unwrap();
    let stand: Vec<(String, i64, String)> = standings(&kit)
        .await
        .into_iter()
        .map(|one| (one.authority, one.held, one.why))
        .collect();
    let told = |name: &str, held, why: &str| (name.to_owned(), held, why.to_owned());
    let expected = [
        told("autre", 0, "chain"),
        told("bas", 0, "silent"),
        told("haut", 1, ""),
    ];
    assert_eq!(stand, expected, "what does not hold is not kept");
    let proof = proof(&kit, digest).await.unwrap();
    assert_eq!(proof.tokens.len(), 1);
    assert!(proof.verify(&digest, &roots(&up)).unwrap()[0].1.is_ok());
}

async fn damage_is_told(on: On) {
    let folder = TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Ec).await.unwrap();
    let kit = kit(on, vec![local.settings("ici")]).await;
    let cx = Cx::platform(&kit.world);
    let id = complaint(&kit, 1, "lille", "{}").await;
    let (one, _two) = (paper(&kit, id, b"un").await, paper(&kit, id, b"deux").await);
    turn(&cx, Look::Lately).await.unwrap();
    let good = proof(&kit, one).await.unwrap();
    let trusted = roots(&local);
    assert!(good.verify(&one, &trusted).is_ok());
    let bent = |change: &dyn Fn(&mut Proof)| {
        let mut bent = good.clone();
        change(&mut bent);
        bent.verify(&one, &trusted)
    };
    assert_eq!(good.verify(&[0; 32], &trusted), Err(NotProven::OtherFile));
    assert_eq!(bent(&|proof| proof.path[0][0] ^= 1), Err(NotProven::Path));
    assert_eq!(bent(&|proof| proof.root[0] ^= 1), Err(NotProven::Path));
    assert_eq!(bent(&|proof| proof.index ^= 1), Err(NotProven::Path));
    assert_eq!(bent(&|proof| proof.tokens.clear()), Err(NotProven::NoToken));
    let flipped = bent(&|proof| {
        let last = proof.tokens[0].1.len() - 5;
        proof.tokens[0].1[last] ^= 1;
    });
    assert!(flipped.unwrap()[0].1.is_err());
    for wrong in [
        good.text().replace("size 2", "size 02"),
        good.text().replace("digest", "Digest"),
        good.text() + "token x y\n",
        good.text() + "\n",
        String::new(),
    ] {
        assert!(
            matches!(Proof::read(&wrong), Err(NotProven::Malformed(_))),
            "{wrong}"
        );
    }
    // A row changed behind our back makes no proof at all.
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::BEND_LEAF, binds![[7_u8; 32]])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = kit.world.db.read().await.unwrap();
    let altered = prove(&mut tx, one).await.unwrap_err();
    assert!(altered.to_string().contains("altered"), "{altered}");
}

async fn erasure_leaves_the_rest(on: On) {
    let folder = TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Ec).await.unwrap();
    let kit = kit(on, vec![local.settings("ici")]).await;
    let cx = Cx::platform(&kit.world);
    let gone = complaint(&kit, 1, "lille", "{}").await;
    let stays = complaint(&kit, 2, "lille", "{}").await;
    let (erased, kept) = (
        paper(&kit, gone, b"un").await,
        paper(&kit, stays, b"deux").await,
    );
    turn(&cx, Look::Lately).await.unwrap();
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::ERASE_RECEIPTS, binds![gone])
        .await
        .unwrap();
    let event = Event::ComplaintErased(ComplaintErased {
        complaint: ComplaintId(gone),
    });
    cx.emit(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(proof(&kit, erased).await, None);
    let proof = proof(&kit, kept).await.unwrap();
    assert!(proof.verify(&kept, &roots(&local)).unwrap()[0].1.is_ok());
    assert_eq!(gather(&cx, Look::Everywhere).await.unwrap(), None);
}

async fn stamps_custody(on: On) {
    let folder = TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Ec).await.unwrap();
    let kit = kit(on, vec![local.settings("ici")]).await;
    let cx = Cx::platform(&kit.world);
    let exhibit = kept(&kit, 1, b"piece").await;
    turn(&cx, Look::Everywhere).await.unwrap();
    let first = crate::custody_kept::exhibit(&kit, exhibit.id).await.head;
    assert_eq!(proof(&kit, first).await.unwrap().kind, Kind::Custody);
    // A step more is another end of the chain, stamped in its turn; the one before stays proven.
    sealed(&officer(&kit, "chef").await, exhibit.id).await;
    turn(&cx, Look::Everywhere).await.unwrap();
    let second = crate::custody_kept::exhibit(&kit, exhibit.id).await.head;
    assert_ne!(first, second);
    for head in [first, second] {
        let proof = proof(&kit, head).await.unwrap();
        assert!(proof.verify(&head, &roots(&local)).unwrap()[0].1.is_ok());
    }
}

/// Of the checkpoints of the log the last alone is stamped: it holds all before it.
async fn stamps_checkpoints(on: On) {
    let folder = TempDir::new().unwrap();
    let local = Local::start(folder.path(), KeyKind::Ec).await.unwrap();
    let kit = kit(on, vec![local.settings("ici")]).await;
    let mut tx = kit.world.db.write().await.unwrap();
    for (size, root) in [(1_i64, [1_u8; 32]), (2, [2; 32])] {
        let row = binds![size, root, kit.world.clock.now()];
        tx.execute(&store::CHECKPOINT_AT, row).await.unwrap();
    }
    tx.commit().await.unwrap();
    turn(&Cx::platform(&kit.world), Look::Everywhere)
        .await
        .unwrap();
    assert_eq!(proof(&kit, [1; 32]).await, None);
    let last = proof(&kit, [2; 32]).await.unwrap();
    assert_eq!(last.kind, Kind::Checkpoint);
    assert!(last.verify(&[2; 32], &roots(&local)).unwrap()[0].1.is_ok());
}

async fn nobody_to_ask(on: On) {
    let kit = kit(on, Vec::new()).await;
    let cx = Cx::platform(&kit.world);
    let id = complaint(&kit, 1, "lille", "{}").await;
    paper(&kit, id, b"un").await;
    turn(&cx, Look::Everywhere).await.unwrap();
    assert_eq!(standings(&kit).await, []);
    let mut tx = kit.world.db.read().await.unwrap();
    assert!(tx.all(&store::BATCHES, vec![]).await.unwrap().is_empty());
}

macro_rules! with_openssl {
    ($name:ident, $run:ident) => {
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_openssl), ignore = "openssl not found")]
            async fn on_sqlite() {
                super::$run(super::On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(
                not(all(has_openssl, has_postgres)),
                ignore = "openssl or PostgreSQL not found"
            )]
            async fn on_postgres() {
                super::$run(super::On::Postgres).await;
            }
        }
    };
}

with_openssl!(
    what_waits_is_gathered_and_stamped_even_late,
    stamps_and_waits
);
with_openssl!(
    an_authority_that_is_down_or_strange_delays_no_other,
    asks_several
);
with_openssl!(a_damaged_proof_proves_nothing, damage_is_told);
with_openssl!(
    an_erased_paper_leaves_the_proofs_of_others,
    erasure_leaves_the_rest
);
with_openssl!(without_an_authority_nothing_is_gathered, nobody_to_ask);
with_openssl!(the_end_of_each_custody_is_stamped, stamps_custody);
with_openssl!(
    the_last_checkpoint_of_the_log_is_stamped,
    stamps_checkpoints
);
