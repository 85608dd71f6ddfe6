//! Merges two sides: two series, a series and a complaint, two complaints. Their complaints are
//! one series from now on, whatever the evidence says.

use crate::decide::enact::{Begun, Decided, Gesture, begin, enact};
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, named};
use crate::decide::split::sides;
use crate::rights::Sight;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Merges two sides; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn merge(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    [one, other]: [Side; 2],
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, Kind::Merge).await? == Begun::Done {
        return Ok(());
    }
    if one == other {
        return Err(Error::Refused(Refused::Same));
    }
    let one = named(&mut tx, sight, one, None).await?;
    let other = named(&mut tx, sight, other, None).await?;
    let decided = Decided {
        kind: Kind::Merge,
        series: one.series.or(other.series),
        other: one.series.and(other.series),
        sides: sides(one, other)?,
        value: None,
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}
