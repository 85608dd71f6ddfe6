//! Joins two complaints as one case: the earlier stands for both, the later is its appendix. Both
//! keep their reference, receipts, answers and follow-up code; what counts, counts once.

use super::{Pair, Refused, SaidSame, Standing, case_of, read, store, told};
use crate::receipt::{self, Complaint};
use faisceau_domain::complaint::{State, check_reason};
use faisceau_domain::event::{ComplaintsJoined, Event};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_domain::twice::{alike_by_code, alike_by_officer};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// An officer joins a pair that was found, with a reason; returns the complaint that stands for both.
///
/// # Errors
/// See [`Refused`].
pub async fn join(
    cx: &Cx,
    complaint: ComplaintId,
    pair: Uuid,
    reason: &str,
) -> Outcome<ComplaintId, Refused> {
    let staff = cx.staff.as_ref();
    let by = staff
        .ok_or_else(|| Fault::new("only staff join what was found"))?
        .id;
    check_reason(reason).map_err(|rule| Error::Refused(Refused::Reason(rule)))?;
    let mut tx = cx.world.db.write().await?;
    let found = tx.optional(&store::ONE, binds![pair]).await?;
    let found = found.as_ref().map(read).transpose()?;
    let Some(pair) = found.filter(|pair| pair.one == complaint || pair.other == complaint) else {
        return Err(Error::Refused(Refused::NoPair));
    };
    let case = write(cx, &mut tx, &pair, Some(by), reason.trim()).await?;
    tx.commit().await?;
    Ok(case)
}

/// Joins what was just filed to the complaint whose follow-up code its victim proved to hold, or that an
/// officer recognised, when both tell the same facts; in the transaction of the filing, which nothing here
/// refuses.
///
/// # Errors
/// When the database fails.
pub async fn join_said(
    cx: &Cx,
    tx: &mut Tx,
    same: &SaidSame,
    filed: ComplaintId,
) -> Result<Option<ComplaintId>, Fault> {
    let known = same.complaint.id;
    let (Some(one), Some(other)) = (
        receipt::complaint(tx, known).await?,
        receipt::complaint(tx, filed).await?,
    ) else {
        return Ok(None);
    };
    let (Some(told_before), Some(told_now)) = (told(cx, &one)?, told(cx, &other)?) else {
        return Ok(None);
    };
    let likeness = match same.by {
        Some(_) => alike_by_officer(&told_before, &told_now),
        None => alike_by_code(&told_before, &told_now),
    };
    let Some(likeness) = likeness else {
        return Ok(None);
    };
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let row = binds![id, known, filed, likeness.written(), now];
    tx.execute(&store::FOUND, row).await?;
    let pair = Pair {
        id,
        one: known,
        other: filed,
        likeness,
        standing: Standing::Found,
        decided: None,
    };
    let by = same.by.as_ref();
    let reason = by.map_or("", |(_, reason)| reason.as_str());
    match write(cx, tx, &pair, by.map(|(by, _)| *by), reason).await {
        Ok(case) => Ok(Some(case)),
        // The pair stays found: an officer sees it.
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

async fn write(
    cx: &Cx,
    tx: &mut Tx,
    pair: &Pair,
    by: Option<AccountId>,
    reason: &str,
) -> Outcome<ComplaintId, Refused> {
    let (case, appendix) = ordered(tx, pair).await?;
    if pair.standing == Standing::Joined {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    let now = cx.world.clock.now();
    let row = binds![
        pair.id,
        case,
        appendix,
        Standing::Joined.code(),
        now,
        by,
        reason,
        pair.standing.code(),
    ];
    if tx.execute(&store::DECIDE, row).await? == 0 {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    let detail = serde_json::json!({ "case": case, "appendix": appendix }).to_string();
    for about in [case, appendix] {
        let deed = Deed::ComplaintJoined;
        cx.journal(tx, deed, "complaint", Some(about.0), &detail)
            .await?;
    }
    let joined = ComplaintsJoined { case, appendix };
    cx.emit(tx, &Event::ComplaintsJoined(joined)).await?;
    Ok(case)
}

/// Which stands for both: the earlier, unless only the later holds appendices already.
async fn ordered(tx: &mut Tx, pair: &Pair) -> Outcome<(ComplaintId, ComplaintId), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut held = [0_i64; 2];
    for (place, id) in [pair.one, pair.other].into_iter().enumerate() {
        let Some(complaint) = receipt::complaint(tx, id).await? else {
            return refused(Refused::NoPair);
        };
        if is_closed(&complaint) {
            return refused(Refused::Closed);
        }
        if pair.standing != Standing::Joined && case_of(tx, id).await?.is_some() {
            return refused(Refused::Entangled);
        }
        let row = tx.one(&store::COUNT_APPENDICES, binds![id]).await?;
        held[place] = row.get("n")?;
    }
    match held {
        [_, 0] => Ok((pair.one, pair.other)),
        [0, _] => Ok((pair.other, pair.one)),
        _ => refused(Refused::Entangled),
    }
}

/// Whether nothing counts it any more.
pub(super) fn is_closed(complaint: &Complaint) -> bool {
    matches!(
        complaint.state,
        State::Rejected { .. } | State::Withdrawn { .. }
    )
}
