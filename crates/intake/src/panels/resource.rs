//! A complaint as policies see it, and the check before any gesture on it. What may not be read
//! does not exist for who asks.

use super::store;
use crate::receipt::{self, Complaint};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed};
use uuid::Uuid;

/// The complaint with its units and the persons in charge.
pub(crate) async fn of(tx: &mut Tx, complaint: &Complaint) -> Result<Resource, Fault> {
    let mut assignees = Vec::new();
    for row in tx.all(&store::ASSIGNEES, binds![complaint.id]).await? {
        assignees.push(row.get::<AccountId>("account_id")?.0.to_string());
    }
    let series = tx.optional(&store::SERIES, binds![complaint.id]).await?;
    let series: Option<Uuid> = series.map(|row| row.get("series_id")).transpose()?;
    let units = Some(complaint.unit.clone()).filter(|unit| !unit.is_empty());
    Ok(Resource::complaint(complaint.id.0.to_string())
        .of_units(units)
        .assigned_to(assignees)
        .of_series(series)
        .sensitive(complaint.sensitive))
}

/// The complaint, when this person may do this to it for the purpose in force.
pub(crate) async fn allowed(
    front: &Front,
    signed: &Signed,
    id: Uuid,
    action: Action,
) -> Result<Complaint, Failure> {
    let mut tx = front.world.db.read().await?;
    let Some(complaint) = receipt::complaint(&mut tx, ComplaintId(id)).await? else {
        return Err(Failure::not_found());
    };
    let resource = of(&mut tx, &complaint).await?;
    tx.rollback().await?;
    // Who may not even read it must not learn that it exists.
    front.allow(signed, Action::ComplaintRead, &resource)?;
    front.allow(signed, action, &resource)?;
    Ok(complaint)
}

/// The complaint of a panel, in a transaction that says in the journal what is read of it.
pub(crate) async fn read(
    cx: &Cx,
    id: Uuid,
    action: Option<Deed>,
) -> Result<(Tx, Complaint), Fault> {
    let mut tx = cx.world.db.write().await?;
    let complaint = receipt::complaint(&mut tx, ComplaintId(id))
        .await?
        .ok_or_else(|| Fault::new("a panel is asked of a complaint that does not exist"))?;
    if let Some(action) = action {
        cx.journal(&mut tx, action, "complaint", Some(id), "{}")
            .await?;
    }
    Ok((tx, complaint))
}
