//! Takes up a draft again with its code, on any device. Says the same of a wrong code, a deleted
//! draft and an expired one.

use crate::draft::{self, Draft};
use crate::file;
use faisceau_domain::code::Code;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// What a code opens.
#[derive(Debug)]
pub enum Opened {
    /// A draft, alive.
    Draft(Box<Draft>),
    /// What was filed with it: the same person holds the same secret, and finds the receipt again.
    Filed(Code),
}

/// What this code opens; `None` for a wrong code, a deleted draft and an expired one alike.
///
/// # Errors
/// When the database fails.
pub async fn open(cx: &Cx, code: &Code) -> Result<Option<Opened>, Fault> {
    let mut tx = cx.world.db.read().await?;
    if let Some(draft) = draft::load(cx, &mut tx, code).await? {
        return Ok(Some(Opened::Draft(Box::new(draft))));
    }
    let filed = file::already(cx, &mut tx, code).await?;
    Ok(filed.map(|_| Opened::Filed(code.clone())))
}

/// The draft of this code, if it is alive.
///
/// # Errors
/// When the database fails.
pub async fn resume(cx: &Cx, code: &Code) -> Result<Option<Draft>, Fault> {
    let mut tx = cx.world.db.read().await?;
    draft::load(cx, &mut tx, code).await
}
