//! Parts a series: the complaints chosen go apart from the others that were read.

use crate::decide::enact::{Begun, Decided, Gesture, begin, enact};
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, named};
use crate::rights::Sight;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Parts the complaints chosen from the rest of their series, as it was at an instant; the reason
/// is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn split(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    series: Uuid,
    chosen: &BTreeSet<Uuid>,
    as_of: Timestamp,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, Kind::Split).await? == Begun::Done {
        return Ok(());
    }
    let members = named(&mut tx, sight, Side::Series(series), Some(as_of)).await?;
    let (going, staying): (Vec<Uuid>, Vec<Uuid>) = members
        .complaints
        .into_iter()
        .partition(|id| chosen.contains(id));
    if going.len() < chosen.len() {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    if going.is_empty() || staying.is_empty() {
        return Err(Error::Refused(Refused::OneSide));
    }
    let decided = Decided {
        kind: Kind::Split,
        series: Some(series),
        other: None,
        sides: [staying, going],
        value: None,
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}
