//! Opens, in an emergency, a complaint that one's rights do not open: by its printed reference, with a reason, for some hours, to
//! read alone. The auditors see it on their first page from then on, and say what they think of it.

use faisceau_domain::exception::OPEN_FOR;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::exceptions::{self, Break};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

use crate::case;
use crate::desk::Desk;
use crate::recuse::REASON_MIN;
use crate::store;

/// Why nothing is opened, or examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The reason holds too few words.
    NoReason,
    /// What is typed is not a reference.
    NoReference,
    /// No complaint bears this reference, or one that is not opened so to this person: the same answer to both.
    NoComplaint,
    /// No such opening, or somebody examined it meanwhile.
    Examined,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NoReason => "no-reason",
            Refused::NoReference => "no-reference",
            Refused::NoComplaint => "no-complaint",
            Refused::Examined => "examined",
        }
    }
}

/// Opens the complaint of a reference; the reason is the context's. What one's rights open already is opened without
/// breaking anything.
///
/// # Errors
/// See [`Refused`]; a refusal is journaled.
pub async fn break_glass(cx: &Cx, desk: &Desk<'_>, typed: &str) -> Outcome<ComplaintId, Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let Some(reference) = Reference::parse(typed) else {
        return Err(Error::Refused(Refused::NoReference));
    };
    let mut tx = cx.world.db.write().await?;
    // The database keeps back what is another unit's: here one asks for just that.
    tx.over_units().await?;
    let row = tx.optional(&store::BY_REFERENCE, binds![reference.as_str()]);
    let case = match row.await? {
        Some(row) => case::load(&mut tx, row.get("id")?).await?,
        None => None,
    };
    tx.within_units().await?;
    let account = cx.actor.account().map(AccountId);
    let Some((case, account)) = case.zip(account) else {
        return refuse(cx, tx, None).await;
    };
    let resource = case.resource();
    if desk.may(Action::ComplaintRead, &resource) {
        return Ok(case.id);
    }
    if !desk.may(Action::GlassBreak, &resource) {
        return refuse(cx, tx, Some(case.id.0)).await;
    }
    let now = cx.world.clock.now();
    let one = Break {
        id: cx.world.dice.uuid(now),
        complaint: case.id,
        account,
        reason: cx.reason.clone(),
        at: now,
        until: now + OPEN_FOR,
        examined: None,
    };
    exceptions::open(&mut tx, &one).await?;
    let detail = format!("{{\"opening\":\"{}\"}}", one.id);
    let broken = Deed::GlassBroken;
    cx.journal(&mut tx, broken, "complaint", Some(case.id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(case.id)
}

async fn refuse(cx: &Cx, mut tx: Tx, complaint: Option<Uuid>) -> Outcome<ComplaintId, Refused> {
    let deed = Deed::GlassRefused;
    cx.journal(&mut tx, deed, "complaint", complaint, "{}")
        .await?;
    tx.commit().await?;
    Err(Error::Refused(Refused::NoComplaint))
}

/// An auditor says whether an opening was justified; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn examine(cx: &Cx, id: Uuid, justified: bool) -> Outcome<(), Refused> {
    let Some(me) = cx.actor.account().map(AccountId) else {
        return Err(Error::Fault(Fault::new("nobody examines")));
    };
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    if !exceptions::examine(&mut tx, id, (me, justified), now).await? {
        return Err(Error::Refused(Refused::Examined));
    }
    let detail = format!("{{\"opening\":\"{id}\",\"justified\":{justified}}}");
    let examined = Deed::GlassExamined;
    cx.journal(&mut tx, examined, "glass", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
