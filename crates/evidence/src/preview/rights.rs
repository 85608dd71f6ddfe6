//! A complaint as policies see it, and the check before its pictures are shown or set aside. What may
//! not be read does not exist for who asks.

use super::store;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed};
use uuid::Uuid;

/// A complaint as far as its pictures need it.
#[derive(Debug, Clone)]
pub(crate) struct Complaint {
    pub(crate) id: Uuid,
    pub(crate) reference: String,
    pub(crate) channel: String,
    pub(crate) form_type: String,
    pub(crate) answers: String,
    unit: String,
    sensitive: bool,
}

/// The complaint, if it is there.
pub(crate) async fn complaint(tx: &mut Tx, id: Uuid) -> Result<Option<Complaint>, Fault> {
    let Some(row) = tx.optional(&store::COMPLAINT, binds![id]).await? else {
        return Ok(None);
    };
    Ok(Some(Complaint {
        id: row.get("id")?,
        reference: row.get("reference")?,
        channel: row.get("channel")?,
        form_type: row.get("form_type")?,
        answers: row.get("answers")?,
        unit: row.get("unit")?,
        sensitive: row.get("sensitive")?,
    }))
}

/// The complaint, when this person may open its exhibits for the purpose in force.
pub(crate) async fn allowed(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    id: Uuid,
) -> Result<Complaint, Failure> {
    let complaint = complaint(tx, id).await?;
    let complaint = complaint.ok_or_else(Failure::not_found)?;
    let resource = resource(tx, &complaint).await?;
    // Who may not even read it must not learn that it exists.
    front.allow(signed, Action::ComplaintRead, &resource)?;
    front.allow(signed, Action::ExhibitRead, &resource)?;
    Ok(complaint)
}

/// The complaint as policies see it.
pub(crate) async fn resource(tx: &mut Tx, complaint: &Complaint) -> Result<Resource, Fault> {
    let mut assignees = Vec::new();
    for row in tx.all(&store::ASSIGNEES, binds![complaint.id]).await? {
        assignees.push(row.get::<Uuid>("account_id")?.to_string());
    }
    let series = tx.optional(&store::SERIES, binds![complaint.id]).await?;
    let series: Option<Uuid> = series.map(|row| row.get("series_id")).transpose()?;
    let units = Some(complaint.unit.clone()).filter(|unit| !unit.is_empty());
    Ok(Resource::complaint(complaint.id.to_string())
        .of_units(units)
        .assigned_to(assignees)
        .of_series(series)
        .sensitive(complaint.sensitive))
}
