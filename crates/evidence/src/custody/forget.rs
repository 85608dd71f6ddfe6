//! What custody holds of an exhibit goes with its complaint, or when its file is set aside because it may show a
//! minor: its digests and words would tell its content. The journal keeps that there was a custody, and that
//! there was an incident stays, without a digest.

use super::store;
use crate::laboratory::store as laboratory;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Forgets one exhibit, in the caller's transaction.
///
/// # Errors
/// When the database fails.
pub(crate) async fn one(tx: &mut Tx, exhibit: Uuid) -> Result<(), Fault> {
    for statement in [
        &store::FORGET_STEPS,
        &store::FORGET_NOTES,
        &store::FORGET_CHALLENGES,
        &store::FORGET_INCIDENTS,
        &laboratory::FORGET_IMAGE,
        &laboratory::FORGET_REPORT,
        &store::FORGET,
    ] {
        tx.take("custody", statement, binds![exhibit]).await?;
    }
    Ok(())
}

/// Forgets those of a complaint.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_complaint(tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    for exhibit in super::of_complaint(tx, complaint).await? {
        one(tx, exhibit.id).await?;
    }
    Ok(())
}
