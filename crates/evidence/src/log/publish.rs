//! Signs a checkpoint over the leaves, if it goes on from every checkpoint known: the one remembered beside the
//! keys, the last published, those left outside. Three steps, in this order: decide, remember, store. Whatever
//! the process dies between, what was signed is what the leaves say, since leaves are durable before.

use super::{loss, memory};
use super::{origin, store, tree};
use faisceau_domain::merkle::checkpoint::{Checkpoint, Signed};
use faisceau_domain::merkle::lineage;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::lease::Lease;
use std::fmt;

/// Where a checkpoint is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The file beside the keys.
    Remembered,
    /// The last one published.
    Published,
    /// A copy outside, by its name.
    Outside(String),
}

impl fmt::Display for Known {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Known::Remembered => out.write_str("remembered beside the keys"),
            Known::Published => out.write_str("published"),
            Known::Outside(name) => write!(out, "kept in `{name}`"),
        }
    }
}

/// Why nothing is signed. Somebody must look: the database was put back, or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A checkpoint already signed holds more than there is.
    #[error(
        "the log has {here} entries here, and the checkpoint {known} has {size}: entries were lost"
    )]
    Behind {
        /// Entries here.
        here: u64,
        /// Entries signed.
        size: u64,
        /// Where that is known from.
        known: Known,
    },
    /// A witness saw another log.
    #[error(
        "a witness saw another log, so that entries were lost or changed here ({0}); remove keys/log.denied if it is wrong"
    )]
    Denied(String),
    /// The log went on under a later name, and that is not known here.
    #[error(
        "the log went on as `{name}`, by the checkpoint {known}, and nothing here says so: the database was put back"
    )]
    Later {
        /// That name.
        name: String,
        /// Where that is known from.
        known: Known,
    },
    /// A checkpoint already signed says something else of the same entries.
    #[error(
        "the first {size} entries are not those of the checkpoint {known}: the log was changed"
    )]
    Forked {
        /// Entries signed.
        size: u64,
        /// Where that is known from.
        known: Known,
    },
}

/// Signs and publishes what is not yet; `None` when nothing is new.
///
/// # Errors
/// See [`Refused`].
pub async fn publish(
    cx: &Cx,
    lease: &Lease,
    outside: &[(String, Signed)],
) -> Outcome<Option<Signed>, Refused> {
    let decided = decide(cx, outside).await;
    match &decided {
        Ok(_) => memory::note_refusal(&cx.world, None)?,
        Err(Error::Refused(why)) => memory::note_refusal(&cx.world, Some(&why.to_string()))?,
        Err(Error::Fault(_)) => {}
    }
    let Some(signed) = decided? else {
        return Ok(None);
    };
    memory::remember(&cx.world, &signed)?;
    store(cx, lease, &signed).await?;
    Ok(Some(signed))
}

/// Whether there are leaves that no checkpoint published speaks of.
///
/// # Errors
/// When the database fails.
pub async fn is_due(cx: &Cx) -> Result<bool, Fault> {
    let mut tx = cx.world.db.read().await?;
    let size = tree::size(&mut tx).await?;
    Ok(size > 0 && published_size(&mut tx).await? != size)
}

/// Entries of the last checkpoint published; 0 when there is none.
pub(super) async fn published_size(tx: &mut Tx) -> Result<u64, Fault> {
    match tx.optional(&store::LAST, binds![]).await? {
        Some(row) => Ok(u64::try_from(row.get::<i64>("size")?)?),
        None => Ok(0),
    }
}

/// What would be published: signed, and neither remembered nor stored. `None` when nothing is new.
///
/// # Errors
/// See [`Refused`].
pub async fn decide(cx: &Cx, outside: &[(String, Signed)]) -> Outcome<Option<Signed>, Refused> {
    if let Some(why) = memory::denials(&cx.world)?.into_iter().next() {
        return Err(Error::Refused(Refused::Denied(why)));
    }
    let mut tx = cx.world.db.read().await?;
    let size = tree::size(&mut tx).await?;
    let now = loss::generation(&mut tx).await?;
    let known = known(cx, &mut tx, outside).await?;
    for (known, signed) in &known {
        let name = &signed.checkpoint.origin;
        match memory::place(&cx.world, signed).0 {
            // What a log that is closed said stays said; this one answers for itself.
            before if before < now => {}
            later if later > now => {
                let (name, known) = (name.clone(), known.clone());
                return Err(Error::Refused(Refused::Later { name, known }));
            }
            _ => goes_on(&mut tx, size, known.clone(), &signed.checkpoint).await?,
        }
    }
    let of = |from: &Known| {
        let mut here = known.iter().filter(|(known, _)| known == from);
        here.find(|(_, signed)| memory::place(&cx.world, signed) == (now, size))
    };
    if size == 0 || of(&Known::Published).is_some() {
        return Ok(None);
    }
    // Signed before the process died: the same is published, not another of the same size.
    if let Some((_, signed)) = of(&Known::Remembered) {
        return Ok(Some(signed.clone()));
    }
    let checkpoint = Checkpoint {
        origin: lineage::origin(&origin(&cx.world.config), now),
        size,
        root: tree::edge(&mut tx, size).await?.root(),
    };
    Ok(Some(checkpoint.sign(cx.world.keys().signing())))
}

/// Every checkpoint known, and where from.
pub(super) async fn known(
    cx: &Cx,
    tx: &mut Tx,
    outside: &[(String, Signed)],
) -> Result<Vec<(Known, Signed)>, Fault> {
    let remembered = memory::last(&cx.world)?.map(|signed| (Known::Remembered, signed));
    let published = last(cx, tx).await?.map(|signed| (Known::Published, signed));
    let outside = outside.iter().cloned();
    let outside = outside.map(|(name, signed)| (Known::Outside(name), signed));
    Ok(remembered
        .into_iter()
        .chain(published)
        .chain(outside)
        .collect())
}

/// Whether the log here begins with what a checkpoint says.
async fn goes_on(
    tx: &mut Tx,
    here: u64,
    known: Known,
    signed: &Checkpoint,
) -> Outcome<(), Refused> {
    let size = signed.size;
    if size > here {
        return Err(Error::Refused(Refused::Behind { here, size, known }));
    }
    // A tile that lacks or is cut is a log that was changed, too.
    match tree::root(tx, size).await {
        Ok(root) if root == signed.root => Ok(()),
        _ => Err(Error::Refused(Refused::Forked { size, known })),
    }
}

/// Publishes what was signed and is remembered.
///
/// # Errors
/// When the lease has a newer holder or the database fails.
pub async fn store(cx: &Cx, lease: &Lease, signed: &Signed) -> Result<(), Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    lease.check(&mut tx).await?;
    let row = binds![
        tree::stored(signed.checkpoint.size)?,
        signed.checkpoint.root,
        signed.note.whole(),
        cx.world.clock.now(),
    ];
    tx.execute(&store::INSERT_CHECKPOINT, row).await?;
    tx.commit().await
}

/// The last checkpoint published, with what witnesses added to it.
///
/// # Errors
/// When the database fails, or what it holds is no checkpoint of this log by these keys.
pub async fn last(cx: &Cx, tx: &mut Tx) -> Result<Option<Signed>, Fault> {
    let Some(row) = tx.optional(&store::LAST, binds![]).await? else {
        return Ok(None);
    };
    let (size, mut note): (i64, String) = (row.get("size")?, row.get("note")?);
    for row in tx.all(&store::COSIGNATURES, binds![size]).await? {
        note.push_str(&row.get::<String>("line")?);
    }
    let signed = memory::known(&cx.world, &note);
    signed
        .map(Some)
        .map_err(|fault| fault.context("the last checkpoint published"))
}
