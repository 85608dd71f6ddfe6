//! The complaints that a gesture names on one side: those of a series as it was read, or one
//! complaint. Only those this person may read are ever named.

use crate::catalogue::{self, SeriesRow};
use crate::decide::refused::Refused;
use crate::decide::store;
use crate::rights::{self, Sight};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Complaints of one decision: five times the largest series seen in measures.
pub(crate) const NAMED_MAX: usize = 20_000;

/// A series or a complaint that is in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// The members of a series.
    Series(Uuid),
    /// One complaint.
    Complaint(Uuid),
}

/// A side as it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The series, when there is one.
    pub(crate) series: Option<Uuid>,
    /// The complaints named, in order of their ids.
    pub(crate) complaints: Vec<Uuid>,
}

/// The complaints of a side that this person may read and decide on. `as_of` leaves out those that
/// joined the series later: they were not seen.
pub(crate) async fn named(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    side: Side,
    as_of: Option<Timestamp>,
) -> Outcome<Named, Refused> {
    let complaints = match side {
        Side::Series(id) => {
            let series = decidable(tx, sight, id).await?;
            members(tx, sight, series.id, as_of).await?
        }
        Side::Complaint(id) => {
            sight.learn(tx, [id]).await?;
            let Some(resource) = sight.series_of_one(id) else {
                return Err(Error::Refused(Refused::NoComplaint));
            };
            if !sight.may(Action::ComplaintRead, id) {
                return Err(Error::Refused(Refused::NoComplaint));
            }
            if !sight.allows(Action::SeriesDecide, &resource) {
                return Err(Error::Refused(Refused::NotAllowed));
            }
            vec![id]
        }
    };
    let series = match side {
        Side::Series(id) => Some(id),
        Side::Complaint(_) => None,
    };
    Ok(Named { series, complaints })
}

/// A series in force on which this person may decide.
pub(crate) async fn decidable(
    tx: &mut Tx,
    sight: &Sight<'_>,
    id: Uuid,
) -> Outcome<SeriesRow, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let Some(series) = catalogue::one(tx, id).await? else {
        return refused(Refused::NoSeries);
    };
    let mut resources = rights::series(tx, sight.reader(), [id]).await?;
    let resource = resources.remove(&id).unwrap_or(Resource::series(id));
    if !sight.allows(Action::SeriesRead, &resource) {
        return refused(Refused::NoSeries);
    }
    if !sight.allows(Action::SeriesDecide, &resource) {
        return refused(Refused::NotAllowed);
    }
    if series.ended_at.is_some() {
        return refused(Refused::Ended);
    }
    Ok(series)
}

async fn members(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    series: Uuid,
    as_of: Option<Timestamp>,
) -> Outcome<Vec<Uuid>, Refused> {
    let limit = i64::try_from(NAMED_MAX).expect("a few thousand") + 1;
    let until = as_of.unwrap_or(Timestamp::MAX);
    let asked = binds![series, until, limit];
    let rows = tx.all(&store::MEMBERS_AS_OF, asked).await?;
    if rows.len() > NAMED_MAX {
        return Err(Error::Refused(Refused::TooMany));
    }
    let mut complaints: Vec<Uuid> = Vec::with_capacity(rows.len());
    for row in &rows {
        complaints.push(row.get("complaint_id")?);
    }
    sight.learn(tx, complaints.iter().copied()).await?;
    complaints.retain(|id| sight.may(Action::ComplaintRead, *id));
    Ok(complaints)
}
