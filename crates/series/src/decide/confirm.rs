//! Confirms a series: its complaints, as they were read, are one series, and values alone never
//! merge it with another confirmed one. Confirming again reviews those that came since.

use crate::decide::enact::{Begun, Decided, Gesture, begin, enact};
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, named};
use crate::decide::store;
use crate::rights::Sight;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Confirms a series as it was at an instant; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn confirm(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    series: Uuid,
    as_of: Timestamp,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, Kind::Confirm).await? == Begun::Done {
        return Ok(());
    }
    let members = named(&mut tx, sight, Side::Series(series), Some(as_of)).await?;
    if members.complaints.len() < 2 {
        return Err(Error::Refused(Refused::OneSide));
    }
    let unconfirmed = tx.one(&store::UNCONFIRMED, binds![series, as_of]).await?;
    if unconfirmed.get::<i64>("left_over")? == 0 {
        return Err(Error::Refused(Refused::AlreadySo));
    }
    let decided = Decided {
        kind: Kind::Confirm,
        series: Some(series),
        other: None,
        sides: [members.complaints, Vec::new()],
        value: None,
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}
