//! An exhibit as policies see it: it is as open as the complaint it supports. What may not be read does not
//! exist for who asks; a receiver named handles what is handed over, whatever the complaint.

use super::Exhibit;
use crate::preview::rights::{self, Complaint};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed};
use uuid::Uuid;

/// An exhibit that somebody may read the custody of.
pub(crate) struct Opened {
    pub(crate) exhibit: Exhibit,
    pub(crate) complaint: Complaint,
    pub(crate) resource: Resource,
    /// Its place among the exhibits of the complaint, from 1.
    pub(crate) number: i64,
}

/// The exhibit, when this person may open those of its complaint.
pub(crate) async fn opened(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    id: Uuid,
) -> Result<Opened, Failure> {
    let exhibit = super::one(tx, id).await?.ok_or_else(Failure::not_found)?;
    let complaint = rights::allowed(front, signed, tx, exhibit.complaint).await?;
    let resource = rights::resource(tx, &complaint).await?;
    let number = number(tx, &exhibit).await?;
    Ok(Opened {
        exhibit,
        complaint,
        resource,
        number,
    })
}

/// The place of an exhibit among those of its complaint, from 1.
pub(crate) async fn number(tx: &mut Tx, exhibit: &Exhibit) -> Result<i64, Fault> {
    let all = super::of_complaint(tx, exhibit.complaint).await?;
    let before = all.iter().take_while(|other| other.id != exhibit.id);
    Ok(i64::try_from(before.count()).unwrap_or(i64::MAX - 1) + 1)
}

/// Whether this person may do that to the complaint of an exhibit.
pub(crate) fn may(front: &Front, signed: &Signed, action: Action, resource: &Resource) -> bool {
    front.allow(signed, action, resource).is_ok()
}
