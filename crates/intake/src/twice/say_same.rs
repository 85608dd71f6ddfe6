//! Who fills in a questionnaire proves to hold the follow-up code of a complaint filed before. What
//! that complaint is, is told to nobody who does not: a name and an address typed by anybody would
//! otherwise tell who filed.

use super::{store, told};
use crate::draft::Draft;
use crate::follow::{self, Tried};
use crate::receipt::{self, Complaint};
use faisceau_domain::form::Journey;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::twice::{self, alike_by_code};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Standing;

/// The complaint that the holder of a draft proved to hold.
#[derive(Debug)]
pub struct SaidSame {
    /// The complaint.
    pub complaint: Complaint,
    /// Whether the answers given so far tell the same facts.
    pub alike: bool,
    /// The officer who recognised it and why; none when its holder proved it by a code.
    pub by: Option<(AccountId, String)>,
}

/// Keeps with the draft that its holder holds this complaint; `None` when reference and code open
/// nothing together or were tried too often, whatever the reason.
///
/// # Errors
/// When the database fails.
pub async fn say_same(
    cx: &Cx,
    draft: &Draft,
    tried: &Tried,
    standing: Standing,
) -> Result<Option<SaidSame>, Fault> {
    let Some(complaint) = follow::knock(cx, tried, standing).await? else {
        return Ok(None);
    };
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::SAY_SAME, binds![draft.id, complaint.id])
        .await?;
    tx.commit().await?;
    compared(cx, draft, complaint, None).map(Some)
}

/// What the holder of a draft proved before, or an officer recognised.
///
/// # Errors
/// When the database fails.
pub async fn said_same(cx: &Cx, tx: &mut Tx, draft: &Draft) -> Result<Option<SaidSame>, Fault> {
    let Some(row) = tx.optional(&store::SAID_SAME, binds![draft.id]).await? else {
        return Ok(None);
    };
    let Some(id) = row.get::<Option<ComplaintId>>("same_as")? else {
        return Ok(None);
    };
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(None);
    };
    let by: Option<AccountId> = row.get("same_by")?;
    let reason: Option<String> = row.get("same_reason")?;
    let by = by.map(|by| (by, reason.unwrap_or_default()));
    compared(cx, draft, complaint, by).map(Some)
}

fn compared(
    cx: &Cx,
    draft: &Draft,
    complaint: Complaint,
    by: Option<(AccountId, String)>,
) -> Result<SaidSame, Fault> {
    let journey: Journey<'_> = draft.journey(&cx.world.forms);
    let now = twice::told(&journey);
    let before = told(cx, &complaint)?;
    let alike = before.is_some_and(|before| alike_by_code(&before, &now).is_some());
    Ok(SaidSame {
        complaint,
        alike,
        by,
    })
}
