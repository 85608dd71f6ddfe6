//! Lists complaints, newest first, page by page. The database narrows, the policies decide row by
//! row; a page is full or the list is at its end. Never shows a narrative.

use faisceau_domain::form::{Answers, Journey};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use uuid::Uuid;

use crate::case::Case;
use crate::desk::{Desk, Scope};
use crate::store;

/// Complaints on one page.
pub const PAGE_ROWS: usize = 50;
/// Rows asked of the database at once.
const CHUNK_ROWS: i64 = 250;
/// Rows looked at for one page before the reader is asked to go on: policies that refuse nearly
/// everything the scope lets through must not make one page cost a whole table.
const LOOKED_AT_MAX: usize = 10_000;

/// Whose complaints are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// In one's own charge.
    Me,
    /// In nobody's.
    Nobody,
}

/// What is asked for; `None` asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Where it stands.
    pub state: Option<String>,
    /// The questionnaire type.
    pub form_type: Option<String>,
    /// The unit in charge.
    pub unit: Option<String>,
    /// The person in charge.
    pub charge: Option<Charge>,
    /// Registered at this instant or after.
    pub since: Option<Timestamp>,
    /// A loss above this, in minor units.
    pub over_minor: Option<i64>,
    /// Imported from there.
    pub source: Option<String>,
}

impl Filters {
    fn binds(&self) -> Vec<Bind> {
        let charge = self.charge.map(|charge| match charge {
            Charge::Me => "me",
            Charge::Nobody => "nobody",
        });
        binds![
            self.state.clone(),
            self.form_type.clone(),
            self.unit.clone(),
            charge,
            self.since,
            self.over_minor,
            self.source.clone(),
        ]
    }
}

/// A place in the list: everything after it (older), or before it (newer).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When the complaint there was filed.
    pub at: Timestamp,
    /// Which it is.
    pub id: Uuid,
    /// Whether newer ones are asked for.
    pub newer: bool,
}

impl Place {
    fn of(case: &Case, newer: bool) -> Place {
        Place {
            at: case.filed_at,
            id: case.id.0,
            newer,
        }
    }

    /// Reads what [`Place::written`] wrote; anything else is `None`.
    #[must_use]
    pub fn read(text: &str, newer: bool) -> Option<Place> {
        let (at, id) = text.split_once('_')?;
        let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
        let id = id.parse().ok()?;
        Some(Place { at, id, newer })
    }

    /// As written in an address.
    #[must_use]
    pub fn written(&self) -> String {
        format!("{}_{}", self.at.as_millisecond(), self.id)
    }
}

/// One page of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The complaints, newest first.
    pub cases: Vec<Case>,
    /// Where the page before ends, when there is one.
    pub newer: Option<Place>,
    /// Where the page after begins, when there is one.
    pub older: Option<Place>,
}

/// What the policies let this person see of the list, from `place` on.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    filters: &Filters,
    place: Option<Place>,
) -> Result<Page, Fault> {
    let newer = place.is_some_and(|place| place.newer);
    let walked = walk(tx, desk, scope, filters, place, PAGE_ROWS + 1).await?;
    let mut cases = walked.cases;
    let more = cases.len() > PAGE_ROWS;
    cases.truncate(PAGE_ROWS);
    // Where to go on in the direction walked: after the last shown, or after the last looked at.
    let onward = match more {
        true => cases.last().map(|last| Place::of(last, newer)),
        false => walked.stopped_at,
    };
    let back = place.and_then(|_| cases.first().map(|first| Place::of(first, !newer)));
    if newer {
        cases.reverse();
        return Ok(Page {
            cases,
            newer: onward,
            older: back,
        });
    }
    Ok(Page {
        cases,
        newer: back,
        older: onward,
    })
}

/// How many the policies let this person see, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn count(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    filters: &Filters,
    most: usize,
) -> Result<usize, Fault> {
    let walked = walk(tx, desk, scope, filters, None, most).await?;
    Ok(walked.cases.len())
}

/// The first `most` that the policies let this person see.
///
/// # Errors
/// When the database fails.
pub async fn first(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    filters: &Filters,
    most: usize,
) -> Result<Vec<Case>, Fault> {
    Ok(walk(tx, desk, scope, filters, None, most).await?.cases)
}

struct Walked {
    cases: Vec<Case>,
    /// Set when the walk stopped for having looked at too many.
    stopped_at: Option<Place>,
}

async fn walk(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    filters: &Filters,
    place: Option<Place>,
    most: usize,
) -> Result<Walked, Fault> {
    let newer = place.is_some_and(|place| place.newer);
    let statement = if newer {
        &store::OLDEST
    } else {
        &store::NEWEST
    };
    let (mut at, mut looked_at) = (place, 0);
    let mut cases = Vec::new();
    loop {
        let mut binds = scope.binds();
        binds.extend(filters.binds());
        let (since, id) = at.map(|place| (place.at, place.id)).unzip();
        binds.extend(binds![since, id, CHUNK_ROWS]);
        let rows = tx.all(statement, binds).await?;
        looked_at += rows.len();
        for row in &rows {
            let case = Case::read(row)?;
            at = Some(Place::of(&case, newer));
            if desk.may(Action::ComplaintRead, &case.resource()) {
                cases.push(case);
                if cases.len() == most {
                    return Ok(Walked {
                        cases,
                        stopped_at: None,
                    });
                }
            }
        }
        let ended = rows.len() < usize::try_from(CHUNK_ROWS).unwrap_or(usize::MAX);
        if ended || looked_at >= LOOKED_AT_MAX {
            return Ok(Walked {
                cases,
                stopped_at: at.filter(|_| !ended),
            });
        }
    }
}

/// How many questions were answered by "I do not know" and its like.
///
/// # Errors
/// When the database fails.
pub async fn missing(world: &World, tx: &mut Tx, id: ComplaintId) -> Result<Option<usize>, Fault> {
    let Some(row) = tx.optional(&store::ANSWERS, binds![id]).await? else {
        return Ok(None);
    };
    let form_type: String = row.get("form_type")?;
    let stored: String = row.get("answers")?;
    // A line of another system holds no answers: nothing is known of what is missing.
    let Ok(answers) = serde_json::from_str::<Answers>(&stored) else {
        return Ok(None);
    };
    let journey = Journey::of(&world.forms, &form_type, &answers);
    Ok(journey.map(|journey| journey.unknowns().len()))
}

/// Writes that a list was read, before it is shown. The list was read beside, so that a long walk
/// does not hold SQLite's only writer.
///
/// # Errors
/// When the database fails.
pub async fn journal(cx: &Cx, deed: Deed, shown: usize) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(&mut tx, deed, "list", None, &detail).await?;
    tx.commit().await
}
