//! Trusted time read again: every batch against its root and what it is of, every token kept against the root
//! of its batch and the authority it is said to come from, and what the journal told of both. Asks no authority.

use super::against::Told;
use super::{Check, SLACK, store};
use faisceau_documents::cms::Roots;
use faisceau_documents::stamp::{self, NotStamped, Stamp};
use faisceau_domain::merkle::{self, Hash};
use faisceau_evidence::time::proof::Proof;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Statement, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashSet;
use uuid::Uuid;

/// Rows read at once.
const PAGE_ROWS: i64 = 200;

/// What the journal tells of a batch, or of a token when it names an authority.
#[derive(Deserialize)]
struct Deed {
    batch: Uuid,
    authority: Option<String>,
}

/// Every batch: its members give its root, each is what the row it is of says, and the journal told it.
pub(super) async fn batches(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("trusted time: batches");
    let mut told = told(world, &store::BATCHES_TOLD).await?;
    let mut after = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx
            .all(&store::TIME_BATCHES, binds![after, PAGE_ROWS])
            .await?;
        for row in &rows {
            check.looked_at += 1;
            after = row.get("id")?;
            if !is_whole(&mut tx, row).await? {
                check.tell(format!("batch {after}: its members do not give its root"));
            }
            if !told.remove(&(after, None)) {
                check.tell(format!("batch {after}: the journal does not tell it"));
            }
        }
        tx.rollback().await?;
        if rows.is_empty() {
            break;
        }
    }
    for (batch, _) in told {
        check.tell(format!("batch {batch} was made and is not there"));
    }
    let mut tx = world.db.read().await?;
    let every = binds![Uuid::nil(), Uuid::max()];
    for row in tx.all(&store::STAMPED_GONE, every).await? {
        let (batch, position): (Uuid, i64) = (row.get("batch_id")?, row.get("position")?);
        let kind: String = row.get("kind")?;
        check.tell(format!(
            "batch {batch}, member {position}: no {kind} has this digest"
        ));
    }
    tx.rollback().await?;
    Ok(check)
}

/// The members of a batch are as many as it says, in their order, and give its root.
async fn is_whole(tx: &mut Tx, batch: &Row) -> Result<bool, Fault> {
    let (id, root): (Uuid, [u8; 32]) = (batch.get("id")?, batch.get("root")?);
    let mut leaves: Vec<Hash> = Vec::new();
    for member in tx.all(&store::TIME_MEMBERS, binds![id]).await? {
        let leaf: [u8; 32] = member.get("leaf")?;
        let digest: Option<[u8; 32]> = member.get("digest")?;
        let position = usize::try_from(member.get::<i64>("position")?)?;
        if position != leaves.len() || digest.is_some_and(|of| merkle::leaf_hash(&of) != leaf) {
            return Ok(false);
        }
        leaves.push(leaf);
    }
    let size = usize::try_from(batch.get::<i64>("size")?)?;
    Ok(leaves.len() == size && merkle::root_of(&leaves) == root)
}

/// Every token kept, and those that the journal says came.
pub(super) async fn tokens(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("trusted time: tokens");
    let mut told = told(world, &store::TOKENS_TOLD).await?;
    let (mut after, mut named) = (Uuid::nil(), String::new());
    loop {
        let mut tx = world.db.read().await?;
        let page = binds![after, &named, PAGE_ROWS];
        let rows = tx.all(&store::TIME_TOKENS, page).await?;
        tx.rollback().await?;
        let Some(last) = rows.last() else { break };
        (after, named) = (last.get("batch_id")?, last.get("authority")?);
        for row in &rows {
            check.looked_at += 1;
            let (batch, authority): (Uuid, String) = (row.get("batch_id")?, row.get("authority")?);
            if let Some(wrong) = token(world, row, &authority)? {
                check.tell(format!("batch {batch}, token of `{authority}`: {wrong}"));
            }
            if !told.remove(&(batch, Some(authority.clone()))) {
                check.tell(format!(
                    "batch {batch}, token of `{authority}`: the journal does not tell it"
                ));
            }
        }
    }
    for (batch, authority) in told {
        let authority = authority.unwrap_or_default();
        check.tell(format!(
            "batch {batch}: the token of `{authority}` came and is not there"
        ));
    }
    Ok(check)
}

/// What is wrong with one token.
fn token(world: &World, row: &Row, authority: &str) -> Result<Option<String>, Fault> {
    let Some(roots) = world.roots_of_time.get(authority) else {
        let why = "the configuration names no such authority: name its roots under `[[time.former]]`, and it is checked";
        return Ok(Some(why.to_owned()));
    };
    let (root, answer): ([u8; 32], Vec<u8>) = (row.get("root")?, row.get("answer")?);
    let stamp = match read(&answer, &root, roots) {
        Ok(stamp) => stamp,
        Err(why) => return Ok(Some(why.to_string())),
    };
    let (said, held): (Timestamp, Timestamp) = (row.get("stamped_at")?, row.get("held_at")?);
    let made: Timestamp = row.get("made_at")?;
    let at = stamp.at;
    if said != at {
        return Ok(Some(format!("it says {at} and its row says {said}")));
    }
    // A token is given while it is asked for, about a batch that is there.
    let beside = at + SLACK < held || held + SLACK < at || at + SLACK < made;
    Ok(beside.then(|| {
        format!(
            "it says {at}; by the clock of the machine the batch was made at {made} and it came at {held}"
        )
    }))
}

fn read(answer: &[u8], root: &[u8; 32], roots: &Roots) -> Result<Stamp, NotStamped> {
    stamp::verify(&stamp::token_of(answer)?, root, None, None, roots)
}

/// What the journal tells, each once.
async fn told(
    world: &World,
    statement: &Statement,
) -> Result<HashSet<(Uuid, Option<String>)>, Fault> {
    let mut tx = world.db.read().await?;
    let rows = tx.all(statement, binds![]).await?;
    tx.rollback().await?;
    let mut every = HashSet::new();
    for row in rows {
        let detail: String = row.get("detail")?;
        let deed: Deed = serde_json::from_str(&detail)?;
        every.insert((deed.batch, deed.authority));
    }
    Ok(every)
}

/// A proof of time kept elsewhere: what was stamped is there, and nothing chained after it says an earlier time.
pub(super) async fn proof(world: &World, text: &str) -> Result<Told, Fault> {
    let proof = Proof::read(text)?;
    let mut stamped: Option<Timestamp> = None;
    for (name, answer) in &proof.tokens {
        // Of an authority that is not known here nothing is taken.
        let Some(roots) = world.roots_of_time.get(name) else {
            continue;
        };
        if let Err(why) = proof.verify(&proof.digest, roots) {
            return Ok(Told::Contradicted(format!("the proof is false: {why}")));
        }
        match read(answer, &proof.root, roots) {
            Ok(stamp) => stamped = stamped.max(Some(stamp.at)),
            Err(why) => return Ok(Told::Contradicted(format!("the token of `{name}`: {why}"))),
        }
    }
    let Some(at) = stamped else {
        return Err(Fault::new(
            "the proof holds no token of an authority that the configuration names",
        ));
    };
    let mut tx = world.db.read().await?;
    let held = held(&mut tx, &proof, at).await;
    tx.rollback().await?;
    held
}

/// Whether the installation still holds what was stamped at that time.
async fn held(tx: &mut Tx, proof: &Proof, at: Timestamp) -> Result<Told, Fault> {
    let kind = proof.kind.code();
    let leaf = merkle::leaf_hash(&proof.digest);
    let place = i64::try_from(proof.index)?;
    let known = binds![proof.root, leaf, place];
    let Some(known) = tx.optional(&store::TIME_KNOWN, known).await? else {
        return Ok(Told::Contradicted(format!(
            "what was stamped at {at} ({kind}) was never stamped here: it was taken out, or an older copy put back"
        )));
    };
    let batch: Uuid = known.get("id")?;
    for row in tx.all(&store::STAMPED_GONE, binds![batch, batch]).await? {
        if row.get::<i64>("position")? == place {
            return Ok(Told::Contradicted(format!(
                "what was stamped at {at} ({kind}) is gone or altered"
            )));
        }
    }
    let made = tx
        .optional(&store::BATCH_CHAINED, binds![format!("%{batch}%")])
        .await?;
    let Some(made) = made else {
        return Ok(Told::Contradicted(format!(
            "the journal does not tell the batch stamped at {at}"
        )));
    };
    let position: i64 = made.get("position")?;
    let after = tx.one(&store::EARLIEST_AFTER, binds![position]).await?;
    let after: Option<Timestamp> = after.get("at")?;
    Ok(match after {
        Some(after) if after + SLACK < at => Told::Contradicted(format!(
            "the clock was put back: what the journal tells after the stamp of {at} says {after}"
        )),
        _ => Told::Same(format!(
            "what was stamped at {at} ({kind}) is here, and nothing after it says an earlier time"
        )),
    })
}
