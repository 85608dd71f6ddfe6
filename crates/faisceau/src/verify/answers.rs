//! What complaints say, version by version, against what is bound to it: the acknowledgement of a filing, the journal of
//! what replaced it. A complaint filed before anything was bound is passed over.

use super::{Check, store};
use faisceau_domain::commitment::{answers_digest, commitment};
use faisceau_domain::receipt::Payload;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Complaints read at once: their answers are the largest thing a row holds.
const PAGE_ROWS: i64 = 200;

/// What is attested of each version of each complaint.
type Attested = BTreeMap<(Uuid, i64), String>;

/// What the journal tells of a version.
#[derive(Deserialize)]
struct Told {
    version: i64,
    answers: String,
}

/// Every version of every complaint.
pub(super) async fn said(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("complaints: what they say");
    let mut after = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx.all(&store::SAID, binds![after, PAGE_ROWS]).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(check);
        };
        let (from, to): (Uuid, Uuid) = (first.get("id")?, last.get("id")?);
        let attested = attested(&mut tx, from, to).await?;
        let before = tx.all(&store::SAID_BEFORE, binds![from, to]).await?;
        tx.rollback().await?;
        let mut kept = BTreeMap::new();
        for row in rows.iter().chain(&before) {
            let (id, version): (Uuid, i64) = (row.get("id")?, row.get("version")?);
            kept.insert((id, version), bound(row)?);
        }
        compare(&mut check, &attested, &kept);
        after = to;
    }
}

/// What papers and the journal attest of the complaints from one id to another.
async fn attested(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<Attested, Fault> {
    let mut attested = Attested::new();
    for row in tx.all(&store::ACKNOWLEDGED, binds![from, to]).await? {
        // What cannot be read is told where papers are looked at.
        let payload = serde_json::from_slice::<Payload>(&row.get::<Vec<u8>>("payload")?);
        let bound = payload.map_or_else(|_| String::new(), |payload| payload.answers_commitment);
        if !bound.is_empty() {
            attested.insert((row.get("complaint_id")?, 1), bound);
        }
    }
    for row in tx.all(&store::REPLACED, binds![from, to]).await? {
        if let Ok(told) = serde_json::from_str::<Told>(&row.get::<String>("detail")?) {
            attested.insert((row.get("subject")?, told.version), told.answers);
        }
    }
    Ok(attested)
}

/// What is bound to the answers of a row, as they are now; none without a salt.
pub(super) fn bound(row: &Row) -> Result<Option<String>, Fault> {
    let Some(salt) = row.get::<Option<[u8; 32]>>("answers_salt")? else {
        return Ok(None);
    };
    let (hash, answers): (String, String) = (row.get("form_hash")?, row.get("answers")?);
    let digest = answers_digest(row.get("id")?, row.get("version")?, &hash, &answers);
    Ok(Some(hex::encode(commitment(&salt, &digest))))
}

fn compare(check: &mut Check, attested: &Attested, kept: &BTreeMap<(Uuid, i64), Option<String>>) {
    for (at @ (id, version), bound) in kept {
        if !attested.contains_key(&(*id, 1)) {
            continue;
        }
        check.looked_at += 1;
        if attested
            .get(at)
            .is_none_or(|told| Some(told) != bound.as_ref())
        {
            check.tell(format!(
                "complaint {id}, version {version}: it does not say what was attested"
            ));
        }
    }
    for (id, version) in attested.keys().filter(|at| !kept.contains_key(at)) {
        check.tell(format!("complaint {id}: version {version} is gone"));
    }
}
