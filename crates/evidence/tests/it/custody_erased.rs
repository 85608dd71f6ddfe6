//! What an erasure leaves of custody, on both databases: a chain that verifies, bound to a commitment whose salt is
//! destroyed, and no digest anywhere; and what is made up as an erasure is told.

use crate::custody_kept::{doing, exhibit, forge, kept, officer, on_disk, say, sealed, steps};
use crate::store;
use crate::world::given;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use faisceau_domain::custody::{Fields, Kind, Layout};
use faisceau_domain::id::ComplaintId;
use faisceau_evidence::custody::act::NotDone;
use faisceau_evidence::custody::{self, chain, incident, reread, verify};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Db;
use faisceau_platform::deposit::erase;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

/// A digest in every spelling it may stand in.
fn spelled(digest: [u8; 32]) -> Vec<Vec<u8>> {
    let hex = hex::encode(digest);
    vec![
        digest.to_vec(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        STANDARD_NO_PAD.encode(digest).into_bytes(),
        URL_SAFE_NO_PAD.encode(digest).into_bytes(),
    ]
}

fn holds(bytes: &[u8], digest: [u8; 32]) -> bool {
    let traces = spelled(digest);
    let at = |trace: &Vec<u8>| bytes.windows(trace.len()).any(|seen| seen == trace);
    traces.iter().any(at)
}

/// Every row of every table, as the database copies itself.
async fn rows(kit: &Kit) -> Vec<u8> {
    let mut rows = Vec::new();
    let scratch = kit.folder.path().join("scratch");
    let mut keep = |bytes: &[u8]| {
        rows.extend_from_slice(bytes);
        Ok(())
    };
    kit.world.db.copy_out(&scratch, &mut keep).await.unwrap();
    rows
}

/// Whether any row tells a digest.
async fn told(kit: &Kit, digest: [u8; 32]) -> bool {
    holds(&rows(kit).await, digest)
}

/// Closes the database, so that SQLite empties what it wrote ahead, and gives every file of the data folder that
/// tells a digest.
async fn lying(kit: &Kit, digest: [u8; 32]) -> Vec<String> {
    match &kit.world.db {
        Db::Sqlite {
            writer, readers, ..
        } => {
            readers.close().await;
            writer.close().await;
        }
        Db::Postgres(pool) => pool.close().await,
    }
    let mut open = vec![kit.folder.path().to_path_buf()];
    let mut found = Vec::new();
    while let Some(inside) = open.pop() {
        for entry in std::fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_dir() {
                open.push(path);
            } else if holds(name.as_bytes(), digest)
                || holds(&std::fs::read(&path).unwrap(), digest)
            {
                found.push(name);
            }
        }
    }
    found
}

async fn erased(kit: &Kit, complaint: Uuid, file: Uuid) -> usize {
    let cx = Cx::platform(&kit.world).because("ordonnance du 22 novembre");
    erase::erase(&cx, ComplaintId(complaint), file)
        .await
        .unwrap()
}

async fn wrong(kit: &Kit) -> Vec<&'static str> {
    let verified = verify::all(&kit.world).await.unwrap();
    verified.wrong.iter().map(|wrong| wrong.what).collect()
}

on_both!(
    an_erased_exhibit_keeps_a_chain_that_verifies_and_no_digest_anywhere,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"what is to go").await;
        let digest = one.sha256.unwrap();
        let (ana, ben) = (officer(&kit, "ana").await, officer(&kit, "ben").await);
        let twin = given(&kit, one.complaint, "again.png", b"what is to go").await;
        let destroy = say(Kind::Destroyed, |d| d.authority = Some("parquet".into()));
        let describe = say(Kind::Described, |d| d.description = Some("copie".into()));
        doing(&ana, twin, &describe).await.unwrap();
        doing(&ana, twin, &destroy).await.unwrap();
        let stays = given(&kit, one.complaint, "other.png", b"what stays").await;
        sealed(&ana, one.id).await;
        // Other bytes in its place: an incident holds both digests, until the erasure.
        let path = on_disk(&kit, &one);
        std::fs::write(&path, b"other").unwrap();
        let met = reread::one(&ana, &one, "schedule").await.unwrap().unwrap();
        assert!(told(&kit, digest).await);
        let before = exhibit(&kit, one.id).await;
        assert_eq!(wrong(&kit).await, [""; 0]);

        assert_eq!(erased(&kit, one.complaint, one.id).await, 1);
        assert!(!told(&kit, digest).await);
        assert!(!told(&kit, before.salt.unwrap()).await);
        let after = exhibit(&kit, one.id).await;
        assert_eq!((after.sha256, after.salt), (None, None));
        assert_eq!(after.commitment, before.commitment);
        assert_eq!((after.head, after.steps), (before.head, before.steps));
        assert_eq!(wrong(&kit).await, [""; 0], "erased is not altered");
        let lived = steps(&kit, one.id).await;
        assert!(chain::checked(&after, &lived).is_ok());
        assert!(lived.iter().all(|step| step.sha256.is_none()));
        assert!(exhibit(&kit, twin).await.erased_at.is_some());
        assert!(exhibit(&kit, stays).await.sha256.is_some());

        // Nothing more is done to it; what was met is still decided, and a reading opens no incident.
        let open = say(Kind::Unsealed, |_| {});
        assert_eq!(doing(&ben, one.id, &open).await, Err(NotDone::Erased));
        incident::decide(&ben, met, one.id, "lost").await.unwrap();
        let again = reread::one(&ana, &after, "schedule").await.unwrap();
        assert_eq!(again, None);
        assert_eq!(wrong(&kit).await, [""; 0]);
        assert_eq!(lying(&kit, digest).await, [""; 0]);
    }
);

on_both!(
    an_erasure_made_up_in_the_tables_is_told,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"wanted gone").await;
        forge(&kit, &store::ERASED_ROW, binds![one.id]).await;
        assert_eq!(wrong(&kit).await, ["content", "erased-unsaid"]);
        forge(&kit, &store::ERASED_STEPS, binds![one.id]).await;
        assert_eq!(wrong(&kit).await, ["erased-unsaid"]);
        let two = kept(&kit, 2, b"another").await;
        forge(&kit, &store::OTHER_DIGEST, binds![two.id, [7_u8; 32]]).await;
        assert_eq!(
            wrong(&kit).await.len(),
            2,
            "a digest that does not open what the chain holds"
        );
    }
);

on_both!(
    a_chain_made_of_digests_verifies_and_goes_with_them,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"from before").await;
        let step = steps(&kit, one.id).await.remove(0);
        let old = Fields {
            id: step.id,
            exhibit: step.exhibit,
            position: 1,
            at: step.at,
            kind: &step.kind,
            person: step.person,
            quality: &step.quality,
            place: &step.place,
            tool: &step.tool,
            tool_version: &step.tool_version,
            reason: &step.reason,
            detail: &step.detail,
            layout: Layout::Digests,
            content: step.sha256,
            previous: step.previous,
        };
        let digest = old.digest();
        let entry = serde_json::json!({
            "exhibit": one.id, "position": 1, "digest": hex::encode(digest),
        });
        forge(&kit, &store::OLD_ROW, binds![one.id, digest]).await;
        forge(&kit, &store::OLD_STEP, binds![one.id, digest]).await;
        let like = format!("%{}%", one.id);
        forge(&kit, &store::OLD_ENTRY, binds![like, entry.to_string()]).await;
        assert_eq!(wrong(&kit).await, [""; 0]);
        let ana = officer(&kit, "ana").await;
        sealed(&ana, one.id).await;
        assert_eq!(wrong(&kit).await, [""; 0], "it goes on as it began");
        erased(&kit, one.complaint, one.id).await;
        assert!(!told(&kit, one.sha256.unwrap()).await);
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(custody::one(&mut tx, one.id).await.unwrap(), None);
        tx.rollback().await.unwrap();
        assert_eq!(wrong(&kit).await, [""; 0]);
    }
);
