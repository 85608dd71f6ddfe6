//! What was erased: complaints whole, drafts deleted, files taken back, erased or destroyed, files set aside. The list travels with each backup, and
//! to a place of its own when asked; a restore reads every list it is given, newer ones above all, and
//! erases again. It holds ids and marks, never a name or a digest; it is signed, for whoever could write
//! one could erase.

use super::{Folder, part, safe, store};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use age::x25519::Identity;
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use uuid::Uuid;

/// Entries read at once.
const PAGE_ROWS: i64 = 2_000;
/// Below it, the store keeps the register of files set aside.
const REGISTER: &str = "tombstones/";
/// The first words of what is signed.
const FORMAT: &str = "faisceau erasures 1";

/// What was erased by an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasures {
    /// [`FORMAT`], of this layout.
    pub format: String,
    /// When the list was made (RFC 3339, UTC).
    pub made_at: String,
    /// Rows in the chain of the journal then.
    pub journal_rows: i64,
    /// The head of that chain, in hexadecimal.
    pub journal_head: String,
    /// Drafts deleted, by their holder or past their day.
    pub drafts: BTreeSet<Uuid>,
    /// Files taken back, erased or destroyed, and the draft or complaint each was of.
    pub exhibits: BTreeMap<Uuid, Uuid>,
    /// Complaints erased whole: of each the erasure, and the certificate that stays.
    #[serde(default)]
    pub complaints: BTreeMap<Uuid, (Uuid, String)>,
    /// The register of files set aside: name of each line, and the line.
    pub set_aside: BTreeMap<String, String>,
}

/// The list as it is kept: its text, and who signs it.
#[derive(Serialize, Deserialize)]
struct Kept {
    list: String,
    key_id: String,
    signature: String,
}

impl Erasures {
    /// Adds what another list tells; the journal that went further is the one remembered.
    pub fn join(&mut self, other: Erasures) {
        self.drafts.extend(other.drafts);
        self.exhibits.extend(other.exhibits);
        self.complaints.extend(other.complaints);
        self.set_aside.extend(other.set_aside);
        if other.journal_rows > self.journal_rows {
            self.made_at = other.made_at;
            self.journal_rows = other.journal_rows;
            self.journal_head = other.journal_head;
        }
    }
}

/// Everything erased by now, from the journal and from the register beside the files.
pub(super) async fn gather(cx: &Cx) -> Result<Erasures, Fault> {
    let world = &cx.world;
    let mut list = Erasures {
        format: FORMAT.to_owned(),
        made_at: world.clock.now().to_string(),
        ..Erasures::default()
    };
    let mut tx = world.db.read().await?;
    if let Some((position, head, _)) = crate::journal::read::chain_state(&mut tx).await?.head {
        list.journal_rows = position;
        list.journal_head = hex::encode(head);
    }
    let mut after = Uuid::nil();
    loop {
        let rows = tx.all(&store::ERASED, binds![after, PAGE_ROWS]).await?;
        let Some(last) = rows.last() else { break };
        after = last.get("id")?;
        for row in &rows {
            let subject: Option<Uuid> = row.get("subject")?;
            let Some(case) = subject else { continue };
            match row.get::<String>("action")?.as_str() {
                "exhibit.removed" | "exhibit.erased" | "custody.destroyed" => {
                    let detail: String = row.get("detail")?;
                    let detail: Detail = serde_json::from_str(&detail)?;
                    list.exhibits.extend(detail.exhibit.map(|id| (id, case)));
                }
                _ => {
                    list.drafts.insert(case);
                }
            }
        }
    }
    list.complaints = complaints(&mut tx).await?;
    tx.rollback().await?;
    for object in world.deposit.objects().await? {
        if object.key.starts_with(REGISTER)
            && let Some(line) = world.deposit.find(&object.key).await?
        {
            list.set_aside.insert(object.key, String::from_utf8(line)?);
        }
    }
    Ok(list)
}

/// Every complaint erased whole.
async fn complaints(tx: &mut Tx) -> Result<BTreeMap<Uuid, (Uuid, String)>, Fault> {
    let (mut all, mut after) = (BTreeMap::new(), Uuid::nil());
    loop {
        let rows = tx
            .all(&store::ERASED_COMPLAINTS, binds![after, PAGE_ROWS])
            .await?;
        let Some(last) = rows.last() else {
            return Ok(all);
        };
        after = last.get("id")?;
        for row in &rows {
            let erasure: Uuid = row.get("id")?;
            all.insert(row.get("complaint_id")?, (erasure, row.get("certificate")?));
        }
    }
}

#[derive(Deserialize)]
struct Detail {
    exhibit: Option<Uuid>,
}

/// The list as it is kept, signed.
pub(super) fn signed(cx: &Cx, list: &Erasures) -> Result<Vec<u8>, Fault> {
    let keys = cx.world.keys();
    let list = serde_json::to_string(list)?;
    let signature = keys.signing().sign(list.as_bytes());
    Ok(serde_json::to_vec(&Kept {
        signature: hex::encode(signature.to_bytes()),
        key_id: keys.current_id(),
        list,
    })?)
}

/// Reads a list, if one of these keys signed it.
pub(super) fn read(
    file: &Path,
    identities: &[Identity],
    keys: &[(String, VerifyingKey)],
) -> Result<Erasures, Fault> {
    let named = |why: &str| Fault::new(format!("the erasures of `{}`: {why}", file.display()));
    let kept: Kept = serde_json::from_slice(&safe::read(file, identities)?)?;
    let key = keys.iter().find(|(id, _)| *id == kept.key_id);
    let (_, key) = key.ok_or_else(|| named("signed by a key that is not known"))?;
    let signature = Signature::from_slice(&hex::decode(&kept.signature)?)?;
    if key.verify(kept.list.as_bytes(), &signature).is_err() {
        return Err(named("the signature is false"));
    }
    let list: Erasures = serde_json::from_str(&kept.list)?;
    match list.format == FORMAT {
        true => Ok(list),
        false => Err(named("of another layout")),
    }
}

/// What every list of a folder of backups tells together, with one that lay elsewhere.
pub(super) fn union(
    folder: &Folder,
    elsewhere: Option<&Path>,
    identities: &[Identity],
    keys: &[(String, VerifyingKey)],
) -> Result<Erasures, Fault> {
    let mut all = Erasures::default();
    for name in folder.names()? {
        let file = folder.of(&name, part::ERASURES);
        match read(&file, identities, keys) {
            Ok(list) => all.join(list),
            // Of a time when another could read backups, or of another installation: told, not fatal.
            Err(fault) => tracing::warn!(%fault, "a list of erasures is not read"),
        }
    }
    if let Some(file) = elsewhere {
        all.join(read(file, identities, keys)?);
    }
    Ok(all)
}

/// Puts the register of files set aside back beside the files, and sets them aside again. Returns how many
/// had come back.
pub(super) async fn set_aside_again(cx: &Cx, list: &Erasures) -> Result<usize, Fault> {
    for (key, line) in &list.set_aside {
        if key.starts_with(REGISTER) {
            let mut source = line.as_bytes();
            cx.world.deposit.put_object(key, &mut source).await?;
        }
    }
    crate::deposit::set_aside::replay::replay(cx).await
}
