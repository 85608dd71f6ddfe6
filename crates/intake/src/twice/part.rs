//! Says that two complaints are not the same: found alike, they are told apart; joined, they are
//! taken apart again and each stands for itself. Always with a reason; it can be joined again.

use super::{Refused, Standing, read, store};
use faisceau_domain::complaint::check_reason;
use faisceau_domain::event::{ComplaintsParted, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// An officer says that this complaint and the other of a pair are not the same.
///
/// # Errors
/// See [`Refused`].
pub async fn part(
    cx: &Cx,
    complaint: ComplaintId,
    pair: Uuid,
    reason: &str,
) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let by = staff
        .ok_or_else(|| Fault::new("only staff tell complaints apart"))?
        .id;
    check_reason(reason).map_err(|rule| Error::Refused(Refused::Reason(rule)))?;
    let mut tx = cx.world.db.write().await?;
    let found = tx.optional(&store::ONE, binds![pair]).await?;
    let found = found.as_ref().map(read).transpose()?;
    let Some(pair) = found.filter(|pair| pair.one == complaint || pair.other == complaint) else {
        return Err(Error::Refused(Refused::NoPair));
    };
    let row = binds![
        pair.id,
        pair.one,
        pair.other,
        Standing::Apart.code(),
        cx.world.clock.now(),
        by,
        reason.trim(),
        pair.standing.code(),
    ];
    let apart_already = pair.standing == Standing::Apart;
    if apart_already || tx.execute(&store::DECIDE, row).await? == 0 {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    let deed = match pair.standing {
        Standing::Joined => Deed::ComplaintParted,
        Standing::Found | Standing::Apart => Deed::ComplaintToldApart,
    };
    for about in [pair.one, pair.other] {
        cx.journal(&mut tx, deed, "complaint", Some(about.0), "{}")
            .await?;
    }
    if pair.standing == Standing::Joined {
        let parted = ComplaintsParted {
            case: pair.one,
            appendix: pair.other,
        };
        cx.emit(&mut tx, &Event::ComplaintsParted(parted)).await?;
    }
    tx.commit().await?;
    Ok(())
}
