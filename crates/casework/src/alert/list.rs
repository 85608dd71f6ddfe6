//! The alerts of a person, the latest first. The database narrows, the policies decide alert by alert
//! on the thing each is about; what they close is neither shown nor counted.

use crate::alert::person::{self, Known};
use crate::alert::{Figures, Kind, store};
use crate::case;
use crate::desk::Desk;
use crate::watch;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_identifiers::Role;
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// Alerts on one page.
pub const PAGE_ROWS: usize = 50;
const CHUNK_ROWS: i64 = 100;
/// Rows looked at for one page.
const LOOKED_AT_MAX: usize = 2_000;

/// The series of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfSeries {
    /// The series.
    pub id: Uuid,
    /// Its reference.
    pub reference: String,
    /// Whether it ended.
    pub ended: bool,
}

/// The complaint of an alert, as far as this person may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfComplaint {
    /// It may be opened: id and reference.
    Open(Uuid, String),
    /// It may not: the unit that has it, empty for the central queue.
    Closed(String),
}

/// An alert that this person may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Which.
    pub id: Uuid,
    /// What it is about.
    pub kind: Kind,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// Its figures.
    pub figures: Figures,
    /// Whether this person read it.
    pub read: bool,
    /// Its series.
    pub series: Option<OfSeries>,
    /// Its complaint.
    pub complaint: Option<OfComplaint>,
    /// The value watched: kind and how this person may see it.
    pub value: Option<(String, String)>,
    /// What is known of the person behind that value, when this person sees it in clear or may judge it.
    pub person: Option<Known>,
    /// The identifier whose page says more.
    pub identifier: Option<Uuid>,
}

/// Where to go on from.
pub type After = Option<(Timestamp, Uuid)>;

/// Reads a place in the list, as [`write_place`] writes it.
#[must_use]
pub fn read_place(text: &str) -> After {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some((at, id.parse().ok()?))
}

/// Writes a place in the list.
#[must_use]
pub fn write_place((at, id): (Timestamp, Uuid)) -> String {
    format!("{}.{id}", at.as_millisecond())
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The alerts.
    pub alerts: Vec<Alert>,
    /// Where the next page begins.
    pub next: After,
}

/// The alerts of this person after a place in the list, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    cx: &Cx,
    desk: &Desk<'_>,
    (unread, after): (bool, After),
    most: usize,
) -> Result<Page, Fault> {
    let mut page = Page::default();
    let (mut at, mut looked_at) = (after, 0);
    loop {
        let (time, id) = at.unzip();
        let asked = binds![account(cx), unit(cx), unread, time, id, CHUNK_ROWS];
        let rows = tx.all(&store::LIST, asked).await?;
        looked_at += rows.len();
        for row in &rows {
            if page.alerts.len() == most {
                page.next = at;
                return Ok(page);
            }
            at = Some((row.get("raised_at")?, row.get("id")?));
            page.alerts.extend(seen(tx, cx, desk, row).await?);
        }
        if i64::try_from(rows.len()).unwrap_or(CHUNK_ROWS) < CHUNK_ROWS {
            return Ok(page);
        }
        if looked_at >= LOOKED_AT_MAX {
            page.next = at;
            return Ok(page);
        }
    }
}

/// One alert, when this person may know of it.
pub(crate) async fn one(
    tx: &mut Tx,
    cx: &Cx,
    desk: &Desk<'_>,
    id: Uuid,
) -> Result<Option<Alert>, Fault> {
    let asked = binds![account(cx), unit(cx), id];
    match tx.optional(&store::ONE, asked).await? {
        Some(row) => seen(tx, cx, desk, &row).await,
        None => Ok(None),
    }
}

fn account(cx: &Cx) -> Uuid {
    cx.actor.account().unwrap_or(Uuid::nil())
}

fn unit(cx: &Cx) -> String {
    let staff = cx.staff.as_ref();
    staff.map_or_else(String::new, |staff| staff.unit.clone())
}

async fn seen(tx: &mut Tx, cx: &Cx, desk: &Desk<'_>, row: &Row) -> Result<Option<Alert>, Fault> {
    let kind = row.word("kind", Kind::from_code)?;
    let series: Option<Uuid> = row.get("series_id")?;
    let identifier: Option<Uuid> = row.get("identifier_id")?;
    let may = match (series, identifier) {
        (Some(series), _) => may_read_series(tx, account(cx), desk, series).await?,
        (None, Some(value)) => {
            let value = Resource::new(access::Kind::Identifier, value.to_string());
            desk.may(Action::IdentifierRead, &value)
        }
        (None, None) => false,
    };
    if !may {
        return Ok(None);
    }
    let complaint: Option<ComplaintId> = row.get("complaint_id")?;
    let role: Option<String> = row.get("role")?;
    let (complaint, declared) = match complaint {
        Some(id) => of_complaint(tx, desk, id, role.as_deref()).await?,
        None => (None, None),
    };
    let watched: Option<Uuid> = row.get("watch_id")?;
    let value = match watched {
        Some(id) => watch::one(tx, account(cx), id).await?,
        None => None,
    };
    let person = match &value {
        Some(watch) if sees(desk, watch) => person::said(tx, watch.key).await?.or(declared),
        _ => None,
    };
    let reference: Option<String> = row.get("reference")?;
    let ended: Option<Timestamp> = row.get("ended_at")?;
    Ok(Some(Alert {
        id: row.get("id")?,
        kind,
        raised_at: row.get("raised_at")?,
        figures: serde_json::from_str(&row.get::<String>("figures")?)?,
        read: row.get::<Option<Timestamp>>("read_at")?.is_some(),
        series: series.zip(reference).map(|(id, reference)| OfSeries {
            id,
            reference,
            ended: ended.is_some(),
        }),
        complaint,
        person,
        value: value.map(|watch| (watch.kind.clone(), watch.shown())),
        identifier,
    }))
}

/// Whether this person may read a series: one has the units of all its complaints, and is in the charge of who is in charge
/// of one.
pub(crate) async fn may_read_series(
    tx: &mut Tx,
    reader: Uuid,
    desk: &Desk<'_>,
    series: Uuid,
) -> Result<bool, Fault> {
    let rows = tx.all(&store::UNITS, binds![series, 10_000_i64]).await?;
    let units: Result<Vec<String>, Fault> = rows.iter().map(|row| row.get("unit")).collect();
    let charged = tx.one(&store::IN_CHARGE, binds![series, reader]).await?;
    let charged = charged.get::<i64>("n")? > 0;
    let resource = Resource::series(series.to_string())
        .of_units(units?)
        .assigned_to(charged.then(|| reader.to_string()));
    Ok(desk.may(Action::SeriesRead, &resource))
}

/// Whether this person sees the value in clear, or may judge it.
fn sees(desk: &Desk<'_>, watch: &watch::Watch) -> bool {
    let value = Resource::new(access::Kind::Identifier, watch.identifier.to_string());
    watch.typed || desk.may(Action::IdentifierJudge, &value)
}

/// A complaint that bears a value, and what it declares of the person behind, as far as this person may know of it: what belongs to a victim
/// shows only to who may read who the victim is.
async fn of_complaint(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: ComplaintId,
    role: Option<&str>,
) -> Result<(Option<OfComplaint>, Option<Known>), Fault> {
    let Some(case) = case::load(tx, id).await? else {
        let unit = case::unit_of(tx, id).await?;
        return Ok((unit.map(OfComplaint::Closed), None));
    };
    let resource = case.resource();
    let open = desk.may(Action::ComplaintRead, &resource)
        && (role != Some("victim") || desk.may(Action::IdentityRead, &resource));
    let said = role.and_then(Role::from_code).filter(|_| open);
    let declared = said.map(|role| person::declared(&case, role));
    let known = match open {
        true => OfComplaint::Open(case.id.0, case.reference),
        false => OfComplaint::Closed(case.unit),
    };
    Ok((Some(known), declared))
}

/// Writes that alerts were listed.
///
/// # Errors
/// When the database fails.
pub async fn journal(cx: &Cx, shown: usize) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(&mut tx, Deed::AlertListed, "list", None, &detail)
        .await?;
    tx.commit().await
}
