//! Sealed entries of the journal become leaves, in the order of the chain. Leaves and tiles are written in one
//! transaction, before any checkpoint speaks of them; an entry is a leaf once, and no leaf changes.

use super::{store, tree};
use faisceau_domain::journal::{Deed, Logged};
use faisceau_domain::merkle::leaf::{leaf, record};
use faisceau_domain::merkle::leaf_hash;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read::{Sealed, sealed_after};
use faisceau_platform::lease::Lease;
use uuid::Uuid;

/// Entries looked at in one turn: short enough that a filing never waits long behind it.
const BATCH: i64 = 500;
/// Entries that are no leaf are passed over without a write, up to so many: after a restart they are looked at
/// again.
const PASSED_MAX: i64 = 10_000;

/// An entry to be added, with what its leaf is made of.
pub(super) struct New {
    pub(super) entry: Sealed,
    case: Option<Uuid>,
    pub(super) record: [u8; 32],
    /// Whether its complaint was erased meanwhile: its salt is not kept then.
    pub(super) erased: bool,
}

/// What the chain holds and the log does not, one batch of it.
pub struct Gathered {
    /// How far the chain was looked at.
    pub position: i64,
    /// Entries looked at: none when nothing waits.
    pub seen: usize,
    kept: i64,
    new: Vec<New>,
}

impl Gathered {
    /// Whether anything is to be written of it.
    #[must_use]
    pub fn asks_for_a_write(&self) -> bool {
        !self.new.is_empty() || self.position - self.kept >= PASSED_MAX
    }
}

/// Looks at what the chain holds after a position already looked at. Writes nothing.
///
/// # Errors
/// When the database fails.
pub async fn gather(cx: &Cx, looked_at: i64) -> Result<Gathered, Fault> {
    let mut tx = cx.world.db.read().await?;
    let kept = fed(&mut tx).await?;
    let after = kept.max(looked_at);
    let entries = sealed_after(&mut tx, after, BATCH).await?;
    let seen = entries.len();
    let position = entries.last().map_or(after, |entry| entry.position);
    let mut new = Vec::new();
    for entry in entries {
        new.extend(decide(&mut tx, entry).await?);
    }
    Ok(Gathered {
        position,
        seen,
        kept,
        new,
    })
}

/// Adds what was gathered; returns how many leaves that made.
///
/// # Errors
/// When the lease has a newer holder or the database fails: nothing was added then.
pub async fn feed(cx: &Cx, lease: &Lease, gathered: Gathered) -> Result<usize, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    lease.check(&mut tx).await?;
    let already = fed(&mut tx).await?;
    let Gathered { position, new, .. } = gathered;
    let new: Vec<New> = new
        .into_iter()
        .filter(|new| new.entry.position > already)
        .collect();
    let added = new.len();
    append(cx, &mut tx, new).await?;
    tx.execute(&store::SET_FED, binds![position.max(already)])
        .await?;
    tx.commit().await?;
    Ok(added)
}

/// How far the journal was put in the log.
async fn fed(tx: &mut Tx) -> Result<i64, Fault> {
    match tx.optional(&store::FED, binds![]).await? {
        Some(row) => row.get("position"),
        None => Ok(0),
    }
}

/// What an entry puts in the log, if anything.
pub(super) async fn decide(tx: &mut Tx, entry: Sealed) -> Result<Option<New>, Fault> {
    let Some(logged) = Deed::from_code(&entry.action).and_then(Deed::logged) else {
        return Ok(None);
    };
    let mut new = New {
        case: None,
        record: entry.digest,
        erased: false,
        entry,
    };
    let Some(subject) = new.entry.subject else {
        return Ok(Some(new));
    };
    if new.entry.subject_kind != "complaint" {
        let row = tx.optional(&store::CASE_OF, binds![subject]).await?;
        new.case = row.map(|row| row.get("case_id")).transpose()?;
        return Ok(Some(new));
    }
    new.case = Some(subject);
    let document = match logged {
        Logged::Paper(document) => document,
        Logged::Entry => "",
    };
    let paper = tx
        .optional(&store::PAPER, binds![subject, document])
        .await?;
    new.erased = paper.is_none();
    let payload: Option<Vec<u8>> = paper.map(|row| row.get("payload")).transpose()?.flatten();
    new.record = payload.map_or(new.record, |payload| record(&payload));
    Ok(Some(new))
}

async fn append(cx: &Cx, tx: &mut Tx, new: Vec<New>) -> Result<(), Fault> {
    let size = tree::size(tx).await?;
    let mut edge = tree::edge(tx, size).await?;
    let mut rows: Vec<Vec<Bind>> = Vec::with_capacity(new.len());
    for New {
        entry,
        case,
        record,
        erased,
    } in new
    {
        let salt: [u8; 32] = cx.world.dice.bytes();
        let leaf = leaf(&salt, &record);
        rows.push(binds![
            tree::stored(edge.size())?,
            entry.position,
            entry.id,
            case,
            leaf,
            (!erased).then_some(salt),
            (!erased).then_some(record),
        ]);
        edge.append(leaf_hash(&leaf));
    }
    tx.insert_many(&store::INSERT_LEAF, rows).await?;
    tree::keep(tx, &edge.changed()).await
}
