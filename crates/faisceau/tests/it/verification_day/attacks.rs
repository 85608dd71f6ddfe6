//! The attacks, each with the power it takes: (a) the database alone, (b) the database and the files, (c) the
//! whole machine with its keys. Each does what somebody of that power would, and no more.

use super::{Scene, store};
use faisceau::background::publish_all;
use faisceau_domain::journal::anchor::Anchor;
use faisceau_domain::journal::{Deed, Fields, GENESIS, chain};
use faisceau_domain::merkle::{leaf_hash, root_of};
use faisceau_evidence::log::memory;
use faisceau_intake::receipt::Receipt;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::files_of;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use std::path::PathBuf;
use uuid::Uuid;

/// Who sees an attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sees {
    pub(crate) alone: bool,
    pub(crate) head: bool,
    pub(crate) paper: bool,
    pub(crate) checkpoint: bool,
    pub(crate) stamp: bool,
}

/// One line of the table.
pub(crate) struct Attack {
    pub(crate) power: char,
    pub(crate) what: &'static str,
    pub(crate) sees: Sees,
    pub(crate) run: for<'a> fn(&'a Scene) -> BoxFuture<'a, ()>,
}

const fn sees(alone: bool, head: bool, paper: bool, checkpoint: bool, stamp: bool) -> Sees {
    Sees {
        alone,
        head,
        paper,
        checkpoint,
        stamp,
    }
}

macro_rules! attacks {
    ($($power:literal $what:expr, $sees:expr => $run:ident;)*) => {
        /// Every attack of the day.
        pub(crate) const ATTACKS: &[Attack] = &[$(Attack {
            power: $power,
            what: $what,
            sees: $sees,
            run: |scene| Box::pin($run(scene)),
        },)*];
    };
}

/// The attack whose scene is the backup of the day before.
pub(crate) const OLDER_BACKUP: &str = "the backup of the day before restored, by the rules";

attacks! {
    'b' "one byte of an exhibit flipped", sees(true, false, false, false, false) => exhibit_flipped;
    'a' "one word of a custody row changed", sees(true, false, false, false, false) => custody_changed;
    'a' "one word of a journal row changed", sees(true, false, false, false, false) => row_changed;
    'a' "the same, and every digest and link after it computed again", sees(true, true, false, false, false) => row_changed_and_chained;
    'a' "the same, and what the anchors of the journal say of the chain", sees(true, true, false, true, false) => row_changed_and_anchored;
    'a' "what a receipt attests changed", sees(true, false, true, true, false) => payload_changed;
    'b' "one byte of the file of a receipt flipped", sees(true, false, false, false, false) => paper_flipped;
    'a' "the reference of a complaint changed", sees(true, false, false, false, false) => reference_changed;
    'a' "one byte of a tile of the log flipped", sees(true, false, false, true, false) => tile_flipped;
    'a' "one leaf of the log changed", sees(true, false, false, true, false) => leaf_changed;
    'a' "the answers of a complaint changed", sees(true, false, true, false, false) => answers_changed;
    'a' "the same, with the salt bound to them taken away", sees(true, false, true, false, false) => answers_unbound;
    'a' "a complaint deleted", sees(true, false, true, true, true) => complaint_deleted;
    'a' "a complaint deleted with its journal rows, and the chain made anew", sees(true, true, true, true, true) => complaint_deleted_and_chained;
    'c' "the same, the log emptied to be built again, and what is remembered of it beside the keys deleted with every time stamp", sees(false, true, true, true, true) => log_built_again;
    'a' "the end of the journal cut, what it told deleted", sees(true, true, true, true, true) => end_cut;
    'c' "the clock put back for a day, and work done under it", sees(true, false, false, false, true) => clock_back;
    'a' "one byte of a time stamp flipped", sees(true, false, false, false, false) => stamp_flipped;
    'a' "a time stamp replaced by a true one of another root", sees(true, false, false, false, false) => stamp_replaced;
    'a' "a time stamp deleted", sees(true, false, false, false, false) => stamp_deleted;
    'a' "a member of a stamped batch changed, and the root with it", sees(true, false, false, false, true) => member_changed;
    'a' "a batch deleted with its time stamps and its journal rows, and the chain made anew", sees(false, true, false, false, true) => batch_deleted;
    'c' "the clock put back for a day, work done under it, and the hours of the seals written over", sees(false, false, false, false, true) => clock_back_hidden;
    'c' OLDER_BACKUP, sees(true, true, true, true, true) => older_backup;
    'c' "two histories kept, the other one shown", sees(true, true, true, true, true) => forked;
    'c' "a complaint written since the last evening taken out, before anything left the machine", sees(false, false, false, false, false) => unseen_taken_out;
}

async fn with(scene: &Scene, work: impl AsyncFnOnce(&mut Tx)) {
    let mut tx = scene.world.db.write().await.unwrap();
    work(&mut tx).await;
    tx.commit().await.unwrap();
}

fn flip(file: PathBuf) {
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
}

async fn exhibit_flipped(scene: &Scene) {
    let mut tx = scene.world.db.read().await.unwrap();
    let file = files_of(&mut tx, scene.filed[0].id.0)
        .await
        .unwrap()
        .remove(0);
    flip(scene.data.path().join("files").join(file.key()));
}

async fn row_changed(scene: &Scene) {
    with(scene, async |tx| {
        tx.execute(&store::REASON, binds![2_i64]).await.unwrap();
    })
    .await;
}

async fn custody_changed(scene: &Scene) {
    with(scene, async |tx| {
        let of = binds![scene.filed[0].id];
        assert_eq!(tx.execute(&store::CUSTODY, of).await.unwrap(), 1);
    })
    .await;
}

async fn tile_flipped(scene: &Scene) {
    with(scene, async |tx| {
        let row = tx.one(&store::TILE, binds![]).await.unwrap();
        let mut hashes: Vec<u8> = row.get("hashes").unwrap();
        hashes[0] ^= 1;
        tx.execute(&store::SET_TILE, binds![hashes]).await.unwrap();
    })
    .await;
}

async fn leaf_changed(scene: &Scene) {
    with(scene, async |tx| {
        let leaf = binds![[7_u8; 32]];
        assert_eq!(tx.execute(&store::SET_LEAF, leaf).await.unwrap(), 1);
    })
    .await;
}

/// No complaint, no entry, and a log that never held it, signed by the platform itself.
async fn log_built_again(scene: &Scene) {
    with(scene, stamps_deleted).await;
    complaint_deleted_and_chained(scene).await;
    with(scene, async |tx| {
        chained(tx, Anchors::MadeAnew).await;
        for statement in [
            &store::NO_WITNESSES,
            &store::NO_CHECKPOINTS,
            &store::NO_TILES,
            &store::NO_LEAVES,
            &store::NO_FED,
        ] {
            tx.execute(statement, binds![]).await.unwrap();
        }
    })
    .await;
    std::fs::remove_file(memory::file(&scene.world)).unwrap();
    publish_all(&scene.world).await.unwrap();
}

/// What anybody can do who reads this program: no key is in the chain.
async fn chained_again(tx: &mut Tx) {
    chained(tx, Anchors::Left).await;
}

/// What is done with the anchors of the chain made anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchors {
    Left,
    MadeAnew,
}

async fn chained(tx: &mut Tx, anchors: Anchors) {
    let rows = tx.all(&store::CHAIN, binds![]).await.unwrap();
    tx.execute(&store::NO_LINKS, binds![]).await.unwrap();
    tx.execute(&store::NO_SEALS, binds![]).await.unwrap();
    let (mut head, mut position) = (GENESIS, 0_i64);
    let mut before: Option<Timestamp> = None;
    for row in &rows {
        let (id, sealed): (Uuid, Timestamp) =
            (row.get("id").unwrap(), row.get("sealed_at").unwrap());
        // A head for each batch, as the sealer leaves them.
        if before.is_some_and(|before| before != sealed) {
            let seal = binds![position, head, before];
            tx.execute(&store::SEAL, seal).await.unwrap();
        }
        before = Some(sealed);
        let action: String = row.get("action").unwrap();
        if anchors == Anchors::MadeAnew && action == Deed::JournalAnchored.code() {
            let told = Anchor { position, head }.written();
            tx.execute(&store::DETAIL, binds![id, told]).await.unwrap();
        }
        let digest = digest(tx, id).await;
        tx.execute(&store::DIGEST, binds![id, digest])
            .await
            .unwrap();
        position += 1;
        head = chain(&head, position, &digest);
        let link = binds![id, position, head];
        tx.execute(&store::LINK, link).await.unwrap();
    }
    let seal = binds![position, head, before];
    tx.execute(&store::SEAL, seal).await.unwrap();
}

async fn digest(tx: &mut Tx, id: Uuid) -> [u8; 32] {
    let row = tx.one(&store::ENTRY, binds![id]).await.unwrap();
    let word = |name: &str| row.get::<Option<String>>(name).unwrap().unwrap_or_default();
    let (actor_kind, purpose, reason) = (word("actor_kind"), word("purpose"), word("reason"));
    let (action, subject_kind, detail) = (word("action"), word("subject_kind"), word("detail"));
    Fields {
        id,
        at: row.get("at").unwrap(),
        actor_kind: &actor_kind,
        actor: row.get("actor").unwrap(),
        purpose: &purpose,
        reason: &reason,
        action: &action,
        subject_kind: &subject_kind,
        subject: row.get("subject").unwrap(),
        detail: &detail,
    }
    .digest()
}

async fn row_changed_and_chained(scene: &Scene) {
    with(scene, async |tx| {
        tx.execute(&store::REASON, binds![2_i64]).await.unwrap();
        chained_again(tx).await;
    })
    .await;
}

/// What the anchors say is changed with the chain, and they are leaves of the log.
async fn row_changed_and_anchored(scene: &Scene) {
    with(scene, async |tx| {
        tx.execute(&store::REASON, binds![2_i64]).await.unwrap();
        chained(tx, Anchors::MadeAnew).await;
    })
    .await;
}

async fn payload_changed(scene: &Scene) {
    with(scene, async |tx| {
        let id = scene.filed[2].id;
        let row = tx.one(&store::RECEIPTS, binds![id]).await.unwrap();
        let payload: Vec<u8> = row.get("payload").unwrap();
        let text = String::from_utf8(payload).unwrap();
        let text = text.replace("Association", "Administration");
        let row = binds![id, text.into_bytes()];
        tx.execute(&store::PAYLOAD, row).await.unwrap();
    })
    .await;
}

async fn paper_flipped(scene: &Scene) {
    let mut tx = scene.world.db.read().await.unwrap();
    let id = scene.filed[0].id;
    let of = faisceau_intake::receipt::all(&mut tx, id).await.unwrap();
    let receipt: &Receipt = &of[0];
    flip(scene.data.path().join("files").join(receipt.key()));
}

async fn reference_changed(scene: &Scene) {
    with(scene, async |tx| {
        let id = scene.filed[0].id;
        tx.execute(&store::REFERENCE, binds![id]).await.unwrap();
    })
    .await;
}

async fn answers_changed(scene: &Scene) {
    with(scene, async |tx| {
        let id = scene.filed[2].id;
        let changed = tx.execute(&store::ANSWERS, binds![id]).await.unwrap();
        assert_eq!(changed, 1);
    })
    .await;
}

async fn answers_unbound(scene: &Scene) {
    answers_changed(scene).await;
    with(scene, async |tx| {
        let id = scene.filed[2].id;
        tx.execute(&store::UNBIND, binds![id]).await.unwrap();
    })
    .await;
}

/// Everything of a complaint that other tables do not need to stand.
async fn delete(tx: &mut Tx, id: Uuid) {
    for statement in [
        &store::DROP_RECEIPTS,
        &store::DROP_CUSTODY,
        &store::DROP_EXHIBITS,
        &store::DROP_FILES,
        &store::DROP_NOTICES,
        &store::DROP_COMPLAINT,
    ] {
        tx.execute(statement, binds![id]).await.unwrap();
    }
}

async fn complaint_deleted(scene: &Scene) {
    with(scene, async |tx| delete(tx, scene.filed[2].id.0).await).await;
}

async fn complaint_deleted_and_chained(scene: &Scene) {
    with(scene, async |tx| {
        let id = scene.filed[2].id.0;
        delete(tx, id).await;
        tx.execute(&store::DROP_ENTRIES, binds![id]).await.unwrap();
        tx.execute(&store::DROP_LINKS, binds![i64::MAX])
            .await
            .unwrap();
        chained_again(tx).await;
    })
    .await;
}

/// The journal ends where it ended the day before; what was done since is gone with it.
async fn cut(scene: &Scene, id: Uuid) {
    with(scene, async |tx| {
        delete(tx, id).await;
        let end = || binds![scene.before];
        tx.execute(&store::DROP_END, end()).await.unwrap();
        tx.execute(&store::DROP_LINKS, end()).await.unwrap();
        tx.execute(&store::DROP_SEALS, end()).await.unwrap();
    })
    .await;
}

async fn end_cut(scene: &Scene) {
    cut(scene, scene.filed[2].id.0).await;
}

/// Its scene is made from that backup: the rest is done.
async fn older_backup(_: &Scene) {}

async fn clock_back(scene: &Scene) {
    scene.world.clock.advance_millis(-86_400_000);
    crate::installation::filed(&scene.world, b"under a clock put back").await;
    faisceau::background::seal_all(&scene.world).await.unwrap();
    scene.world.clock.advance_millis(86_400_000);
}

/// The answer of the authority with one bit of its signature changed.
async fn stamp_flipped(scene: &Scene) {
    with(scene, async |tx| {
        let row = tx.one(&store::TOKEN, binds![]).await.unwrap();
        let mut answer: Vec<u8> = row.get("answer").unwrap();
        let last = answer.len() - 5;
        answer[last] ^= 1;
        tx.execute(&store::SET_TOKEN, binds![answer]).await.unwrap();
    })
    .await;
}

/// What the same authority truly gave, about something else.
async fn stamp_replaced(scene: &Scene) {
    let authority = &scene.world.authorities[0];
    let given = authority.stamp(&scene.world, &[7; 32]).await.unwrap();
    with(scene, async |tx| {
        let answer = binds![given.answer];
        tx.execute(&store::SET_TOKEN, answer).await.unwrap();
    })
    .await;
}

async fn stamp_deleted(scene: &Scene) {
    with(scene, async |tx| {
        let gone = tx.execute(&store::DROP_TOKENS, binds![]).await.unwrap();
        assert_eq!(gone, 1);
    })
    .await;
}

/// The batch is whole again, and nobody stamped it.
async fn member_changed(scene: &Scene) {
    with(scene, async |tx| {
        let changed = binds![[7_u8; 32], leaf_hash(&[7; 32])];
        tx.execute(&store::SET_MEMBER, changed).await.unwrap();
        let leaves = tx.all(&store::MEMBERS, binds![]).await.unwrap();
        let leaves: Vec<[u8; 32]> = leaves.iter().map(|row| row.get("leaf").unwrap()).collect();
        let root = binds![root_of(&leaves)];
        assert_eq!(tx.execute(&store::SET_ROOT, root).await.unwrap(), 1);
    })
    .await;
}

/// Every batch, its tokens, and what the journal tells of them.
async fn stamps_deleted(tx: &mut Tx) {
    for statement in [
        &store::DROP_TOKENS,
        &store::DROP_MEMBERS,
        &store::DROP_BATCHES,
        &store::DROP_TOLD,
    ] {
        tx.execute(statement, binds![]).await.unwrap();
    }
}

async fn batch_deleted(scene: &Scene) {
    with(scene, async |tx| {
        stamps_deleted(tx).await;
        tx.execute(&store::DROP_LINKS, binds![i64::MAX])
            .await
            .unwrap();
        chained_again(tx).await;
    })
    .await;
}

/// The journal looks chained once that day, when it ended: in one batch no entry is out of its time.
async fn clock_back_hidden(scene: &Scene) {
    clock_back(scene).await;
    let ended = scene.world.clock.now();
    with(scene, async |tx| {
        let since = binds![scene.before];
        tx.execute(&store::ONE_SEAL, since).await.unwrap();
        let at = binds![scene.before, ended];
        assert_eq!(tx.execute(&store::SEALED_AT, at).await.unwrap(), 1);
    })
    .await;
}

/// Another history from the evening before on, as whole as the first.
async fn forked(scene: &Scene) {
    cut(scene, scene.filed[2].id.0).await;
    for exhibit in [&b"another history"[..], b"of the same length or longer"] {
        crate::installation::filed(&scene.world, exhibit).await;
    }
    faisceau::background::seal_all(&scene.world).await.unwrap();
}

/// Filed after the last memory left, and taken out before the next: no paper of it was handed out.
async fn unseen_taken_out(scene: &Scene) {
    let (before, _) = super::position(&scene.world).await;
    let filed = crate::installation::filed(&scene.world, b"never shown to anybody").await;
    faisceau::background::seal_all(&scene.world).await.unwrap();
    with(scene, async |tx| {
        delete(tx, filed.id.0).await;
        tx.execute(&store::DROP_END, binds![before]).await.unwrap();
        tx.execute(&store::DROP_LINKS, binds![before])
            .await
            .unwrap();
        tx.execute(&store::DROP_SEALS, binds![before])
            .await
            .unwrap();
    })
    .await;
}
