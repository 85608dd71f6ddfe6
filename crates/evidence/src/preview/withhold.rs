//! Somebody who may open the exhibits says that a picture is not to be shown, as it may show a minor:
//! its preview goes and is not made again. The exhibit itself stays as it is, and is opened as before
//! by who must; nobody shows it again by a preview.

use super::rights::Complaint;
use super::{State, key, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;

/// Why nothing is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such file in this complaint.
    NoFile,
    /// Why must be said.
    NoReason,
    /// It is withheld already.
    Already,
}

/// Withholds a preview; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn withhold(cx: &Cx, complaint: &Complaint, file: Uuid) -> Outcome<(), Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let files = deposit::files_of(&mut tx, complaint.id).await?;
    if !files.iter().any(|row| row.id == file) {
        return Err(Error::Refused(Refused::NoFile));
    }
    let row = binds![
        file,
        complaint.id,
        State::Withheld.code(),
        cx.world.clock.now(),
        cx.actor.account(),
        &cx.reason,
    ];
    if tx.execute(&store::WITHHOLD, row).await? == 0 {
        return Err(Error::Refused(Refused::Already));
    }
    let detail = serde_json::json!({ "exhibit": file }).to_string();
    let deed = Deed::ExhibitWithheld;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.id), &detail)
        .await?;
    tx.commit().await?;
    // The row first: a preview that is read no more may go, one that goes unsaid would be made again.
    cx.world.deposit.delete(&key(complaint.id, file)).await?;
    Ok(())
}
