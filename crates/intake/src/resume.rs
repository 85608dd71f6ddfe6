//! Takes up a draft again with its code, on any device. Says the same of a wrong code, a deleted
//! draft and an expired one.

use crate::draft::{self, Draft};
use faisceau_domain::code::Code;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// The draft of this code, if it is alive.
///
/// # Errors
/// When the database fails.
pub async fn resume(cx: &Cx, code: &Code) -> Result<Option<Draft>, Fault> {
    let mut tx = cx.world.db.read().await?;
    draft::load(cx, &mut tx, code).await
}
