//! What somebody who leaves had in their charge goes to a colleague, or to nobody: the unit then sees it as to be taken. A
//! complaint that the colleague's rights would not open goes to nobody too. Changes nothing of what was done before.

use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::access::Authority;
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

use crate::assign::{charge, could_read, release};
use crate::case;
use crate::store;

/// Complaints of one transaction.
const AT_ONCE: i64 = 200;

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Succeeded {
    /// Complaints the colleague has in charge now.
    pub given: u64,
    /// Those in nobody's charge now.
    pub released: u64,
}

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody says why.
    #[error("say why")]
    NoReason,
    /// The colleague is the one who leaves.
    #[error("this is the account that leaves: name another")]
    SamePerson,
    /// No open account.
    #[error("no open account has this login")]
    NotAColleague,
}

/// Hands over everything that `from` has in charge; the reason is the context's. Cut short, it goes on where it was when asked
/// again.
///
/// # Errors
/// See [`Refused`].
pub async fn succeed(
    cx: &Cx,
    authority: &Authority,
    from: AccountId,
    to: Option<AccountId>,
) -> Outcome<Succeeded, Refused> {
    if cx.reason.trim().is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    if to == Some(from) {
        return Err(Error::Refused(Refused::SamePerson));
    }
    let mut done = Succeeded::default();
    let mut after = Uuid::nil();
    loop {
        let mut tx = cx.world.db.write().await?;
        let colleague = match to {
            None => None,
            Some(to) => match accounts::load(&mut tx, to).await? {
                None => return Err(Error::Refused(Refused::NotAColleague)),
                some => some,
            },
        };
        let rows = tx
            .all(&store::IN_CHARGE, binds![from, after, AT_ONCE])
            .await?;
        let Some(last) = rows.last() else {
            return Ok(done);
        };
        after = last.get("complaint_id")?;
        for row in &rows {
            let id = row.get("complaint_id")?;
            match give((cx, authority), &mut tx, id, (from, colleague.as_ref())).await? {
                true => done.given += 1,
                false => done.released += 1,
            }
        }
        tx.commit().await?;
    }
}

/// Whether the colleague has it now.
async fn give(
    (cx, authority): (&Cx, &Authority),
    tx: &mut Tx,
    id: ComplaintId,
    (from, to): (AccountId, Option<&Staff>),
) -> Result<bool, Fault> {
    // Whoever administers sees no complaint: it is the colleague's rights that are asked.
    tx.over_units().await?;
    let case = case::load(tx, id).await?;
    tx.within_units().await?;
    let opens = |to: &&Staff| {
        case.as_ref()
            .is_some_and(|case| could_read(authority, to, case))
    };
    if let Some(to) = to.filter(opens) {
        // The command line has no account: who leaves hands over.
        let by = cx.actor.account().unwrap_or(from.0);
        charge(cx, tx, id, (to.id, Some(by))).await?;
        return Ok(true);
    }
    release(cx, tx, id).await?;
    Ok(false)
}
