//! Merges two sides: two series, a series and a complaint, two complaints. Their complaints are
//! one series from now on, whatever the evidence says.

use crate::decide::enact::{Gesture, between};
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::side::Side;
use crate::rights::Sight;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;

/// Merges two sides; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn merge(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    sides: [Side; 2],
) -> Outcome<(), Refused> {
    between(cx, sight, gesture, Kind::Merge, sides).await
}
