//! Writes what a turn of the linker changes, and only that: short transactions of at most a thousand
//! rows, each of which the lease's fencing number must let through.
//!
//! Series end first, then members move, then values change class; the marks of the complaints
//! treated go last. Whatever was cut short is put right by the next linker, which compares
//! everything before it begins.

use crate::dialect::{self, list};
use crate::hold::Held;
use crate::load::{StoredClass, key_id, typed_code, uuid};
use crate::store;
use faisceau_domain::event::{Change, Event, SeriesChanged};
use faisceau_domain::id::SeriesId as PublicId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_linkage::{Changes, Event as Told, Outcome, Overlap, RecordId, SeriesId, ValueKey};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx, dialect as platform_dialect};
use faisceau_platform::fault::Fault;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of one transaction: SQLite has one writer, and filings wait behind it.
const SLICE_ROWS: usize = 1_000;
/// What begins the reference of a series.
const PREFIX: &str = "SER";

/// What a turn of the linker changes.
pub(crate) struct Done {
    pub(crate) changes: Changes,
    /// The members, before, of the series that end.
    pub(crate) ended_members: BTreeMap<SeriesId, Vec<RecordId>>,
    /// Values with the class they have now.
    pub(crate) changed: Vec<(ValueKey, StoredClass)>,
    /// Values, by their keys' ids, that have no class any more.
    pub(crate) gone: Vec<Uuid>,
    /// The version of the figures.
    pub(crate) version: String,
}

/// What happened to each series.
type Events<'a> = BTreeMap<SeriesId, Vec<&'a Told>>;

/// Transactions one after the other, each checked against the lease.
struct Slices<'a> {
    cx: &'a Cx,
    held: &'a mut Held,
    open: Option<Tx>,
    rows: usize,
}

impl Slices<'_> {
    /// The transaction in hand; a full one is ended first.
    async fn tx(&mut self) -> Result<&mut Tx, Fault> {
        if self.rows >= SLICE_ROWS {
            self.end().await?;
        }
        if self.open.is_none() {
            self.held.keep(&self.cx.world).await?;
            let mut tx = self.cx.world.db.write().await?;
            self.held.check(&mut tx).await?;
            self.open = Some(tx);
        }
        Ok(self.open.as_mut().expect("opened just above"))
    }

    async fn end(&mut self) -> Result<(), Fault> {
        self.rows = 0;
        match self.open.take() {
            Some(tx) => tx.commit().await,
            None => Ok(()),
        }
    }
}

/// Writes what a turn changes and forgets the marks of the complaints treated: `(complaint, turn)`.
pub(crate) async fn write(
    cx: &Cx,
    held: &mut Held,
    done: &Done,
    treated: &[(Uuid, i64)],
) -> Result<(), Fault> {
    let mut slices = Slices {
        cx,
        held,
        open: None,
        rows: 0,
    };
    let mut events = Events::new();
    for event in &done.changes.events {
        events.entry(about(event)).or_default().push(event);
    }
    let successors = successors(&done.changes.outcomes);
    for ended in &done.changes.ended {
        let successor = successors.get(ended).copied();
        end(&mut slices, *ended, successor, done, &events).await?;
    }
    for outcome in &done.changes.outcomes {
        place(&mut slices, outcome, &done.version, &events).await?;
    }
    for chunk in done.changed.chunks(SLICE_ROWS) {
        let rows = chunk.iter().map(|(value, now)| class_row(cx, value, now));
        let rows = rows.collect();
        let tx = slices.tx().await?;
        tx.insert_many(&store::KEEP_CLASS, rows).await?;
        slices.rows += chunk.len();
    }
    for chunk in done.gone.chunks(SLICE_ROWS) {
        let tx = slices.tx().await?;
        let gone = list(chunk.iter().copied());
        tx.execute(&dialect::DROP_CLASSES, vec![gone]).await?;
        slices.rows += chunk.len();
    }
    forget_marks(&mut slices, treated).await?;
    slices.end().await
}

/// Takes off the marks that were read: a complaint marked again since keeps its mark.
async fn forget_marks(slices: &mut Slices<'_>, treated: &[(Uuid, i64)]) -> Result<(), Fault> {
    let mut by_turn: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
    for (id, turn) in treated {
        by_turn.entry(*turn).or_default().push(*id);
    }
    for (turn, marked) in by_turn {
        for chunk in marked.chunks(SLICE_ROWS) {
            let asked = vec![Bind::from(turn), list(chunk.iter().copied())];
            slices.tx().await?.execute(&dialect::DONE, asked).await?;
            slices.rows += chunk.len();
        }
    }
    Ok(())
}

/// Which series holds most of what a series held.
fn successors(outcomes: &[Outcome]) -> BTreeMap<SeriesId, SeriesId> {
    let mut best: BTreeMap<SeriesId, (usize, SeriesId)> = BTreeMap::new();
    for outcome in outcomes {
        for from in &outcome.lineage {
            let here = (from.members, outcome.id);
            let known = best.entry(from.series).or_insert(here);
            if from.members > known.0 {
                *known = here;
            }
        }
    }
    best.into_iter().map(|(old, (_, new))| (old, new)).collect()
}

async fn end(
    slices: &mut Slices<'_>,
    ended: SeriesId,
    successor: Option<SeriesId>,
    done: &Done,
    events: &Events<'_>,
) -> Result<(), Fault> {
    let cx = slices.cx;
    let now = cx.world.clock.now();
    let id = public(ended);
    let members = done
        .ended_members
        .get(&ended)
        .map_or(&[][..], Vec::as_slice);
    remove(slices, id, members).await?;
    let tx = slices.tx().await?;
    let successor = successor.map(public);
    tx.execute(&store::END_SERIES, binds![id, now, successor])
        .await?;
    let emptied = tx.execute(&store::EMPTY_SERIES, binds![id]).await?;
    let told = tell(cx, tx, ended, 0, events).await?;
    slices.rows += 1 + usize::try_from(emptied).unwrap_or(SLICE_ROWS) + told;
    Ok(())
}

/// Complaints leave a series, not too many at once.
async fn remove(slices: &mut Slices<'_>, id: PublicId, left: &[RecordId]) -> Result<(), Fault> {
    for chunk in left.chunks(SLICE_ROWS) {
        let left = list(chunk.iter().map(|record| uuid(*record)));
        let tx = slices.tx().await?;
        tx.execute(&dialect::REMOVE_MEMBERS, vec![Bind::from(id), left])
            .await?;
        slices.rows += chunk.len();
    }
    Ok(())
}

async fn place(
    slices: &mut Slices<'_>,
    outcome: &Outcome,
    version: &str,
    events: &Events<'_>,
) -> Result<(), Fault> {
    let cx = slices.cx;
    let now = cx.world.clock.now();
    let id = public(outcome.id);
    let size = i64::try_from(outcome.members.len())?;
    let tx = slices.tx().await?;
    let change = binds![id, now, size, version];
    if tx.execute(&store::CHANGE_SERIES, change).await? == 0 {
        let number: i64 = tx
            .one(&platform_dialect::NEXT_NUMBER, binds!["series"])
            .await?
            .get("value")?;
        let year = now.to_zoned(TimeZone::UTC).year();
        let reference = Reference::new(PREFIX, year, number);
        let row = binds![id, reference.as_str(), now, size, version];
        tx.execute(&store::INSERT_SERIES, row).await?;
    }
    slices.rows += 1;
    remove(slices, id, &outcome.left).await?;
    for chunk in outcome.joined.chunks(SLICE_ROWS) {
        let rows = chunk.iter().map(|record| binds![uuid(*record), id, now]);
        let tx = slices.tx().await?;
        tx.insert_many(&store::PLACE_MEMBERS, rows.collect())
            .await?;
        slices.rows += chunk.len();
    }
    let members = outcome.members.len();
    // In the same transaction as its last members, even if that makes it a little longer.
    let tx = match slices.open.as_mut() {
        Some(tx) => tx,
        None => slices.tx().await?,
    };
    let told = tell(cx, tx, outcome.id, members, events).await?;
    slices.rows += told;
    Ok(())
}

fn public(series: SeriesId) -> PublicId {
    PublicId(Uuid::from_u128(series.0))
}

/// Tells what happened to a series, to the others and in the journal; returns the rows written.
async fn tell(
    cx: &Cx,
    tx: &mut Tx,
    series: SeriesId,
    size: usize,
    events: &Events<'_>,
) -> Result<usize, Fault> {
    let mut rows = 0;
    for (action, change) in events
        .get(&series)
        .into_iter()
        .flatten()
        .filter_map(|event| said(event))
    {
        let detail = format!("{{\"size\":{size}}}");
        let id = public(series);
        cx.journal(tx, action, "series", Some(id.0), &detail)
            .await?;
        let event = SeriesChanged {
            series: id,
            change,
            size,
        };
        cx.emit(tx, &Event::SeriesChanged(event)).await?;
        rows += 2;
    }
    Ok(rows)
}

/// The series of which an event is told.
fn about(event: &Told) -> SeriesId {
    match event {
        Told::Formed { series, .. }
        | Told::Grew { series, .. }
        | Told::Shrank { series, .. }
        | Told::Split { series, .. }
        | Told::Dissolved { series, .. } => *series,
        Told::Merged { into, .. } => *into,
        _ => SeriesId(0),
    }
}

/// What an event of the grouping says of its series. Members that leave for no other series make
/// a split into nothing else.
fn said(event: &Told) -> Option<(Deed, Change)> {
    let others = |series: SeriesId, overlaps: &[Overlap]| -> Vec<PublicId> {
        let others = overlaps.iter().filter(|o| o.series != series);
        others.map(|o| public(o.series)).collect()
    };
    match event {
        Told::Formed { .. } => Some((Deed::SeriesFormed, Change::Formed)),
        Told::Grew { .. } => Some((Deed::SeriesGrew, Change::Grew)),
        Told::Shrank { .. } => Some((Deed::SeriesShrank, Change::Split { into: Vec::new() })),
        Told::Merged { into, from } => {
            let absorbed = others(*into, from);
            Some((Deed::SeriesMerged, Change::Merged { absorbed }))
        }
        Told::Split { series, into } => {
            let into = others(*series, into);
            Some((Deed::SeriesSplit, Change::Split { into }))
        }
        Told::Dissolved { .. } => Some((Deed::SeriesDissolved, Change::Dissolved)),
        _ => None,
    }
}

fn class_row(cx: &Cx, value: &ValueKey, now: &StoredClass) -> Vec<Bind> {
    binds![
        key_id(cx.world.value_ids, value),
        typed_code(value.kind),
        &*value.key,
        now.class.code(),
        &now.reason,
        now.list.clone(),
        i64::try_from(now.tally.users).unwrap_or(i64::MAX),
        now.tally.first,
        now.tally.last,
        now.worth.bits,
        now.worth.corroborated,
        &now.parameters,
    ]
}
