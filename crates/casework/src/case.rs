//! A complaint as the desk knows it: what its list and header show, who is in charge, and what
//! policies need to know. Holds no answer, no narrative and no identity.

use faisceau_domain::form::value::Money;
use faisceau_domain::id::{AccountId, ComplaintId, SeriesId};
use faisceau_domain::priority::Priority;
use faisceau_domain::urgency::{Urgency, Urgent};
use faisceau_platform::access::Resource;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

use crate::store;
use crate::weigh;

/// A complaint on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The complaint.
    pub id: ComplaintId,
    /// Its printed reference.
    pub reference: String,
    /// `complaint` or `report`.
    pub nature: String,
    /// The questionnaire type.
    pub form_type: String,
    /// What its source calls it.
    pub heading: String,
    /// How it came: `online`, `counter`, `import`.
    pub channel: String,
    /// The source it was imported from.
    pub source: Option<String>,
    /// When it was registered here.
    pub filed_at: Timestamp,
    /// When its source received it.
    pub received_at: Option<Timestamp>,
    /// When the facts began.
    pub occurred_at: Option<Timestamp>,
    /// The loss, when one was told.
    pub loss: Option<Money>,
    /// The unit in charge; empty while it waits in the central queue.
    pub unit: String,
    /// Whether the questionnaire says that it is sensitive.
    pub sensitive: bool,
    /// Where it stands: the stored word.
    pub state: String,
    /// The account in charge.
    pub assignee: Option<AccountId>,
    /// Its series and how many complaints that holds.
    pub series: Option<(SeriesId, i64)>,
    /// Why it cannot wait, while nobody has decided it; a clock in it may have run out.
    pub urgency: Option<Urgency>,
    /// What it weighs, while nobody has decided it.
    pub weight: Option<Weight>,
}

/// What a complaint weighs in the order of lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// The points it stands at.
    pub points: i64,
    /// Those that no clock takes away.
    lasting: i64,
    /// When the clock in them runs out.
    until: Option<Timestamp>,
    own: String,
    series: String,
}

impl Weight {
    /// Its place in the order at this instant; 0 among the rest.
    #[must_use]
    pub fn rank(&self, now: Timestamp) -> i64 {
        let counts = self.lasting > 0 || self.until.is_some_and(|until| until > now);
        if counts { self.points } else { 0 }
    }

    /// The reasons that count at this instant, the heaviest first.
    #[must_use]
    pub fn reasons(&self, now: Timestamp) -> Priority {
        weigh::reasons(&self.own, &self.series, self.until, now)
    }
}

impl Case {
    /// Reads a row of the lists.
    ///
    /// # Errors
    /// When a column is missing.
    pub fn read(row: &Row) -> Result<Case, Fault> {
        let minor: Option<i64> = row.get("amount_minor")?;
        let currency: Option<String> = row.get("currency")?;
        let series: Option<SeriesId> = row.get("series_id")?;
        let links: Option<i64> = row.get("links")?;
        Ok(Case {
            id: row.get("id")?,
            reference: row.get("reference")?,
            nature: row.get("nature")?,
            form_type: row.get("form_type")?,
            heading: row.get("heading")?,
            channel: row.get("channel")?,
            source: row.get("source")?,
            filed_at: row.get("filed_at")?,
            received_at: row.get("received_at")?,
            occurred_at: row.get("occurred_at")?,
            loss: minor
                .zip(currency)
                .map(|(minor, currency)| Money { minor, currency }),
            unit: row.get("unit")?,
            sensitive: row.get("sensitive")?,
            state: row.get("state")?,
            assignee: row.get("assignee")?,
            series: series.zip(links),
            urgency: urgency(row)?,
            weight: weight(row)?,
        })
    }

    /// What policies decide on.
    #[must_use]
    pub fn resource(&self) -> Resource {
        let unit = Some(self.unit.clone()).filter(|unit| !unit.is_empty());
        let assignee = self.assignee.map(|account| account.to_string());
        Resource::complaint(self.id.to_string())
            .of_units(unit)
            .assigned_to(assignee)
            .of_series(self.series.map(|(id, _)| id))
            .sensitive(self.sensitive)
    }

    /// Its series as far as this complaint tells: a series has the units and persons of all its
    /// complaints, so these at least.
    #[must_use]
    pub fn series_resource(&self) -> Option<Resource> {
        let (series, _) = self.series?;
        let mut resource = Resource::series(series.to_string());
        let own = self.resource();
        resource.units = own.units;
        resource.assignees = own.assignees;
        Some(resource)
    }
}

fn urgency(row: &Row) -> Result<Option<Urgency>, Fault> {
    let reasons: Option<String> = row.get("urgent_reasons")?;
    let until = row.get("urgent_until")?;
    Ok(reasons.map(|codes| Urgency {
        reasons: codes.split('|').filter_map(Urgent::from_code).collect(),
        until,
    }))
}

fn weight(row: &Row) -> Result<Option<Weight>, Fault> {
    let Some(points) = row.get::<Option<i64>>("points")? else {
        return Ok(None);
    };
    Ok(Some(Weight {
        points,
        lasting: row.get("lasting")?,
        until: row.get("clock_until")?,
        own: row.get("own_weighed")?,
        series: row.get("series_weighed")?,
    }))
}

/// One complaint, or `None`.
///
/// # Errors
/// When the database fails.
pub async fn load(tx: &mut Tx, id: ComplaintId) -> Result<Option<Case>, Fault> {
    let row = tx.optional(&store::CASE, binds![id]).await?;
    row.as_ref().map(Case::read).transpose()
}

/// The unit of a complaint, be it one that the database keeps back from who asks; or `None`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn unit_of(tx: &mut Tx, id: ComplaintId) -> Result<Option<String>, Fault> {
    tx.over_units().await?;
    let row = tx.optional(&store::UNIT_OF, binds![id]).await?;
    tx.within_units().await?;
    row.map(|row| row.get("unit")).transpose()
}
