//! The report of a laboratory or an expert comes back: a file like any other, an exhibit of its own, about the one it
//! reports on, by an expert whose qualifications are known. Opens nothing of it.

use super::expert::{self, Expert};
use super::store;
use crate::custody::adopt::{self, Way};
use crate::custody::chain::Around;
use crate::custody::{self, Exhibit};
use faisceau_domain::custody::Detail;
use faisceau_domain::event::{Event, ExhibitAdded};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside::is_set_aside;
use faisceau_platform::deposit::{self, Received};
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why a report is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such exhibit to report on.
    NoExhibit,
    /// The expert must be named among those known.
    NoExpert,
    /// These bytes were set aside in this case.
    SetAside,
}

/// Takes a report received whole on an exhibit; what is refused is to be discarded by who received it.
///
/// # Errors
/// See [`Refused`].
pub async fn take(
    cx: &Cx,
    of: Uuid,
    by: Option<Uuid>,
    received: &Received,
    name: &str,
) -> Outcome<Uuid, Refused> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    let Some(about) = custody::one(&mut tx, of).await? else {
        return Err(Error::Refused(Refused::NoExhibit));
    };
    let experts = expert::all(&mut tx).await?;
    let Some(by) = experts.into_iter().find(|expert| Some(expert.id) == by) else {
        return Err(Error::Refused(Refused::NoExpert));
    };
    if is_set_aside(world, &mut tx, about.complaint, received).await? {
        return Err(Error::Refused(Refused::SetAside));
    }
    let id = deposit::keep(world, &mut tx, about.complaint, received, name).await?;
    let files = deposit::files_of(&mut tx, about.complaint).await?;
    let file = files.iter().find(|file| file.id == id);
    let file = file.ok_or_else(|| Fault::new("a report just kept is not there"))?;
    let way = Way {
        of: Some(of),
        ..Way::by("report")
    };
    let more = Detail {
        about: Some(by.id),
        bearer: Some(format!("{}, {}", by.name, by.body)),
        ..Detail::default()
    };
    adopt::told(cx, &mut tx, file, &way, more, &Around::default()).await?;
    tx.execute(&store::INSERT_REPORT, binds![id, of, by.id])
        .await?;
    let (deed, case) = (Deed::ExhibitAdded, Some(about.complaint));
    cx.journal(&mut tx, deed, "complaint", case, "{}").await?;
    let added = ExhibitAdded {
        complaint: ComplaintId(about.complaint),
        exhibit: ExhibitId(id),
    };
    cx.emit(&mut tx, &Event::ExhibitAdded(added)).await?;
    tx.commit().await?;
    Ok(id)
}

/// The reports on an exhibit, each with its expert.
///
/// # Errors
/// When the database fails.
pub async fn on(tx: &mut Tx, exhibit: Uuid) -> Result<Vec<(Exhibit, Option<Expert>)>, Fault> {
    let experts = expert::all(tx).await?;
    let mut all = Vec::new();
    for row in tx.all(&store::REPORTS, binds![exhibit]).await? {
        let by: Uuid = row.get("expert_id")?;
        let by = experts.iter().find(|expert| expert.id == by).cloned();
        if let Some(report) = custody::one(tx, row.get("exhibit_id")?).await? {
            all.push((report, by));
        }
    }
    Ok(all)
}
