//! Two persons declare that entries of the public log are lost: the log is closed with the last checkpoint known of it, and
//! goes on with what is here under a new name. The declaration is an entry of it. Never brings anything back, never lets
//! one person do it alone, and never hides what was signed: the last checkpoint of a closed log stays published.

use super::publish::{self, Refused as NotSigned};
use super::{memory, send, store, tree};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::lineage;
use faisceau_domain::merkle::loss::{self, Proposal, Refused};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// A log that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The number of the log that goes on.
    pub generation: u32,
    /// The last checkpoint known of the one closed, as it was signed.
    pub note: String,
    /// Entries that both hold for certain: those before are the same.
    pub kept: u64,
    /// Entries that were here when it was declared.
    pub size: u64,
    /// Who proposed, and why.
    pub proposed: (AccountId, String),
    /// Who agreed, and why.
    pub agreed: (AccountId, String),
    /// When.
    pub at: Timestamp,
}

/// What stands between the log and its next checkpoint.
#[derive(Debug)]
pub struct Standing {
    /// Why nothing is signed, if so.
    pub refused: Option<NotSigned>,
    /// The loss that waits for a second person.
    pub proposed: Option<Proposal>,
    /// The logs that were closed, oldest first.
    pub closed: Vec<Closed>,
}

/// The number of the log that goes on.
///
/// # Errors
/// When the database fails.
pub(crate) async fn generation(tx: &mut Tx) -> Result<u32, Fault> {
    let row = tx.one(&store::GENERATION, binds![]).await?;
    Ok(u32::try_from(row.get::<i64>("generation")?)?)
}

/// Where things stand. Signs nothing that is kept.
///
/// # Errors
/// When the database fails, or what is remembered beside the keys cannot be read.
pub async fn standing(cx: &Cx) -> Result<Standing, Fault> {
    let refused = refused(cx).await?;
    let mut tx = cx.world.db.read().await?;
    let proposed = proposed(&mut tx).await?.map(|(_, proposal)| proposal);
    Ok(Standing {
        refused,
        proposed: proposed.filter(|proposal| proposal.is_open(cx.world.clock.now())),
        closed: closed(&mut tx).await?,
    })
}

/// The logs that were closed, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn closed(tx: &mut Tx) -> Result<Vec<Closed>, Fault> {
    let rows = tx.all(&store::CLOSED, binds![]).await?;
    let read = rows.iter().map(|row| {
        Ok(Closed {
            generation: u32::try_from(row.get::<i64>("generation")?)?,
            note: row.get("closed")?,
            kept: u64::try_from(row.get::<i64>("kept")?)?,
            size: u64::try_from(row.get::<i64>("size")?)?,
            proposed: (row.get("proposed_by")?, row.get("motive")?),
            agreed: (row.get("agreed_by")?, row.get("agreed_motive")?),
            at: row.get("agreed_at")?,
        })
    });
    read.collect()
}

/// A first person proposes, for the reason of the context.
///
/// # Errors
/// See [`Refused`].
pub async fn propose(cx: &Cx) -> Outcome<Proposal, Refused> {
    let who = person(cx)?;
    let lost = refused(cx).await?.is_some();
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let before = proposed(&mut tx).await?.map(|(_, proposal)| proposal);
    loss::propose(lost, before.as_ref(), &cx.reason, now).map_err(Error::Refused)?;
    let id = cx.world.dice.uuid(now);
    tx.execute(&store::PROPOSE, binds![id, who, now, &cx.reason])
        .await?;
    cx.journal(&mut tx, Deed::LogLossProposed, "installation", None, "{}")
        .await?;
    tx.commit().await?;
    Ok(Proposal {
        by: who,
        at: now,
        motive: cx.reason.clone(),
    })
}

/// A second person agrees, for the reason of the context: the log is closed, and goes on under the name returned.
///
/// # Errors
/// See [`Refused`].
pub async fn agree(cx: &Cx) -> Outcome<String, Refused> {
    let who = person(cx)?;
    let why = refused(cx).await?;
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let before = proposed(&mut tx).await?;
    let proposal = before.as_ref().map(|(_, proposal)| proposal);
    loss::agree(why.is_some(), proposal, who, &cx.reason, now).map_err(Error::Refused)?;
    let (Some((id, _)), Some(why)) = (before, why) else {
        return Err(Error::Refused(Refused::NoProposal));
    };
    let known = publish::known(cx, &mut tx, &send::outside(cx)).await?;
    let known = known.into_iter().map(|(_, signed)| signed);
    let last = known.max_by_key(|signed| memory::place(&cx.world, signed));
    let last = last.ok_or_else(|| Fault::new("a log that signed nothing can lose nothing"))?;
    let generation = later(cx, &mut tx, &last).await?;
    let size = tree::size(&mut tx).await?;
    let row = binds![
        id,
        generation,
        last.note.whole(),
        tree::stored(kept(&why, size))?,
        tree::stored(size)?,
        who,
        now,
        &cx.reason,
    ];
    if tx.execute(&store::DECLARE, row).await? == 0 {
        return Err(Error::Refused(Refused::NoProposal));
    }
    let here = tree::stored(size)?;
    tx.execute(&store::DROP_SEEN_BEYOND, binds![here]).await?;
    tx.execute(&store::DROP_BEYOND, binds![here]).await?;
    tx.execute(&store::DROP_WAYS, binds![]).await?;
    let detail = json!({ "generation": generation, "size": size }).to_string();
    cx.journal(
        &mut tx,
        Deed::LogLossDeclared,
        "installation",
        None,
        &detail,
    )
    .await?;
    tx.commit().await?;
    // Undone by hand otherwise: what witnesses saw is of the log that is closed.
    memory::forget_denials(&cx.world)?;
    Ok(lineage::origin(
        &super::origin(&cx.world.config),
        generation,
    ))
}

/// Why nothing would be signed now.
async fn refused(cx: &Cx) -> Result<Option<NotSigned>, Fault> {
    match publish::decide(cx, &send::outside(cx)).await {
        Ok(_) => Ok(None),
        Err(Error::Refused(why)) => Ok(Some(why)),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// A number that no log of this installation bore, as far as anything known tells.
async fn later(cx: &Cx, tx: &mut Tx, last: &Signed) -> Result<u32, Fault> {
    let (known, _) = memory::place(&cx.world, last);
    Ok(generation(tx).await?.max(known) + 1)
}

/// What is surely the same in both: nothing when the entries themselves were seen to differ.
fn kept(why: &NotSigned, here: u64) -> u64 {
    match why {
        NotSigned::Behind { here, .. } => *here,
        NotSigned::Later { .. } => here,
        NotSigned::Forked { .. } | NotSigned::Denied(_) => 0,
    }
}

async fn proposed(tx: &mut Tx) -> Result<Option<(Uuid, Proposal)>, Fault> {
    let Some(row) = tx.optional(&store::PROPOSED, binds![]).await? else {
        return Ok(None);
    };
    let proposal = Proposal {
        by: row.get("proposed_by")?,
        at: row.get("proposed_at")?,
        motive: row.get("motive")?,
    };
    Ok(Some((row.get("id")?, proposal)))
}

/// Who acts: a person with an account, never a program.
fn person(cx: &Cx) -> Result<AccountId, Fault> {
    match cx.actor {
        Actor::Staff(id) => Ok(id),
        _ => Err(Fault::new("a loss is declared by persons")),
    }
}
