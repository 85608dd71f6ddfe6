//! Lists complaints, newest first or what weighs most before the rest, page by page. The database narrows, the policies decide row by
//! row; a page is full or the list is at its end. Never shows a narrative.

use faisceau_domain::form::{Answers, Journey};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Statement, Tx};
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

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// What weighs most at this instant first; then the newest.
    UrgentFirst(Timestamp),
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
    /// In which order; it leaves nothing out.
    pub order: Order,
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
            self.now(),
        ]
    }
}

impl Filters {
    fn now(&self) -> Option<Timestamp> {
        match self.order {
            Order::Newest => None,
            Order::UrgentFirst(now) => Some(now),
        }
    }
}

/// A place in the list: everything after it (older), or before it (newer).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When the complaint there was filed.
    pub at: Timestamp,
    /// Which it is.
    pub id: Uuid,
    /// Its points among what weighs something; 0 among the rest.
    pub rank: i64,
    /// Whether newer ones are asked for.
    pub newer: bool,
}

impl Place {
    /// The place in the list of order and time alone.
    #[must_use]
    pub fn at(at: Timestamp, id: Uuid, newer: bool) -> Place {
        Place {
            at,
            id,
            rank: 0,
            newer,
        }
    }

    fn of(case: &Case, order: Order, newer: bool) -> Place {
        let rank = match order {
            Order::Newest => 0,
            Order::UrgentFirst(now) => case.weight.as_ref().map_or(0, |weight| weight.rank(now)),
        };
        Place {
            at: case.filed_at,
            id: case.id.0,
            rank,
            newer,
        }
    }

    /// Reads what [`Place::written`] wrote; anything else is `None`.
    #[must_use]
    pub fn read(text: &str, newer: bool) -> Option<Place> {
        let mut parts = text.splitn(3, '_');
        let at = Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
        let id = parts.next()?.parse().ok()?;
        let rank = parts.next().map_or(Ok(0), str::parse).ok()?;
        Some(Place {
            at,
            id,
            rank,
            newer,
        })
    }

    /// As written in an address.
    #[must_use]
    pub fn written(&self) -> String {
        let time = self.at.as_millisecond();
        match self.rank {
            0 => format!("{time}_{}", self.id),
            rank => format!("{time}_{}_{rank}", self.id),
        }
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
        true => cases
            .last()
            .map(|last| Place::of(last, filters.order, newer)),
        false => walked.stopped_at,
    };
    let back = place.and_then(|_| {
        cases
            .first()
            .map(|first| Place::of(first, filters.order, !newer))
    });
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

#[derive(Default)]
struct Walked {
    cases: Vec<Case>,
    looked_at: usize,
    /// Set when the walk stopped for having looked at too many.
    stopped_at: Option<Place>,
}

/// A part of the list that one statement reads.
struct Leg {
    statement: &'static Statement,
    ranked: bool,
    from: Option<Place>,
}

impl Leg {
    fn binds(&self, at: Option<Place>) -> Vec<Bind> {
        let (time, id) = at.map(|place| (place.at, place.id)).unzip();
        match self.ranked {
            true => binds![at.map(|place| place.rank), time, id, CHUNK_ROWS],
            false => binds![time, id, CHUNK_ROWS],
        }
    }
}

/// The parts still to walk, in the direction walked. What ran out meanwhile moved down the list:
/// it may be met twice, and is never missed.
fn legs(order: Order, place: Option<Place>) -> Vec<Leg> {
    let newer = place.is_some_and(|place| place.newer);
    let leg = |statement, ranked| Leg {
        statement,
        ranked,
        from: place.filter(|place| (place.rank > 0) == ranked),
    };
    let mut legs = match (order, newer) {
        (Order::Newest, false) => vec![leg(&store::NEWEST, false)],
        (Order::Newest, true) => vec![leg(&store::OLDEST, false)],
        (Order::UrgentFirst(_), false) => {
            vec![leg(&store::URGENT, true), leg(&store::NEWEST, false)]
        }
        (Order::UrgentFirst(_), true) => {
            vec![leg(&store::OLDEST, false), leg(&store::LEAST_URGENT, true)]
        }
    };
    // What stands before the place is not walked again.
    if place.is_some() && legs.len() > 1 && legs[0].from.is_none() {
        legs.remove(0);
    }
    legs
}

async fn walk(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    filters: &Filters,
    place: Option<Place>,
    most: usize,
) -> Result<Walked, Fault> {
    let mut asked = scope.binds();
    asked.extend(filters.binds());
    let newer = place.is_some_and(|place| place.newer);
    let mut walked = Walked::default();
    for leg in legs(filters.order, place) {
        let mut at = leg.from;
        loop {
            let mut binds = asked.clone();
            binds.extend(leg.binds(at));
            let rows = tx.all(leg.statement, binds).await?;
            walked.looked_at += rows.len();
            for row in &rows {
                let case = Case::read(row)?;
                at = Some(Place::of(&case, filters.order, newer));
                if desk.may(Action::ComplaintRead, &case.resource()) {
                    walked.cases.push(case);
                    if walked.cases.len() == most {
                        return Ok(walked);
                    }
                }
            }
            if rows.len() < usize::try_from(CHUNK_ROWS).unwrap_or(usize::MAX) {
                break;
            }
            if walked.looked_at >= LOOKED_AT_MAX {
                walked.stopped_at = at;
                return Ok(walked);
            }
        }
    }
    Ok(walked)
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
