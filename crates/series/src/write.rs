//! Writes what a turn of the linker changes, and only that: transactions of at most a thousand rows,
//! what is told of them included, each of which the lease's fencing number must let through.
//!
//! Series end first, then members move, then values change class; the marks of the complaints
//! treated go last. Whatever was cut short is put right by the next linker, which compares
//! everything before it begins.

use crate::count;
use crate::decide::stand::Stand;
use crate::decide::{dialect as decided, store as decisions};
use crate::dialect::{self, list};
use crate::hold::Held;
use crate::link::Marks;
use crate::load::{StoredClass, key_id, typed_code, uuid};
use crate::placed::Compared;
use crate::store;
use faisceau_domain::event::{Change, Event, SeriesChanged};
use faisceau_domain::id::SeriesId as PublicId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_linkage::{Event as Told, Outcome, Overlap, RecordId, SeriesId, ValueKey};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Statement, Tx, dialect as platform_dialect};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of one transaction: SQLite has one writer, and filings wait behind it.
const SLICE_ROWS: usize = 1_000;
/// Kept free for what is told of a series: at most four things, each in the journal and as an event.
const TOLD_ROWS: usize = 10;
/// Rows of one statement.
const CHUNK_ROWS: usize = SLICE_ROWS - 2 * TOLD_ROWS;
/// Rows of sums beside the members of one statement: a series states its losses in few currencies.
const LOSS_ROWS: usize = 8;
/// What begins the reference of a series.
const PREFIX: &str = "SER";

/// What a turn of the linker changes.
pub(crate) struct Done {
    pub(crate) compared: Compared,
    /// Members that were marked: what is kept of their complaints with them is written again.
    pub(crate) again: Vec<RecordId>,
    /// Values with the class they have now.
    pub(crate) changed: Vec<(ValueKey, StoredClass)>,
    /// Values, by their keys' ids, that have no class any more.
    pub(crate) gone: Vec<Uuid>,
    /// How members stand in their series.
    pub(crate) stand: Stand,
    /// The version of the figures.
    pub(crate) version: String,
    /// The instant of the turn.
    pub(crate) at: Timestamp,
}

/// Writes how members stand, once they are where they belong.
async fn stand(slices: &mut Slices<'_>, stand: &Stand) -> Result<(), Fault> {
    for (standing, members) in &stand.members {
        for chunk in members.chunks(CHUNK_ROWS) {
            let named = list(chunk.iter().map(|record| uuid(*record)));
            let asked = vec![Bind::from(standing.code()), named];
            slices.execute(chunk.len(), &decided::STAND, asked).await?;
        }
    }
    for (member, confirmed, attached) in &stand.counts {
        let asked = binds![uuid(*member), *confirmed, *attached];
        slices
            .execute(1, &decisions::COUNT_STANDINGS, asked)
            .await?;
    }
    Ok(())
}

/// What happened to each series.
type Events<'a> = BTreeMap<SeriesId, Vec<&'a Told>>;

/// What a turn wrote, as the database counts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Transactions.
    pub slices: u64,
    /// Rows of all of them.
    pub rows: u64,
    /// Rows of the largest.
    pub most: u64,
}

/// Transactions one after the other, each checked against the lease.
struct Slices<'a> {
    cx: &'a Cx,
    held: &'a mut Held,
    open: Option<Tx>,
    /// Rows promised to the transaction in hand.
    promised: usize,
    /// Rows that the database says it wrote there.
    rows: u64,
    written: Written,
}

impl Slices<'_> {
    /// The transaction in hand, for so many rows more; one without room for them is ended first.
    async fn room(&mut self, rows: usize) -> Result<&mut Tx, Fault> {
        if self.promised + rows > SLICE_ROWS - TOLD_ROWS && rows > 0 {
            self.end().await?;
        }
        self.promised += rows;
        if self.open.is_none() {
            self.held.keep(&self.cx.world).await?;
            let mut tx = self.cx.world.db.write().await?;
            self.held.check(&mut tx).await?;
            self.open = Some(tx);
        }
        Ok(self.open.as_mut().expect("opened just above"))
    }

    /// Runs a statement that changes at most so many rows; how many it changed.
    async fn execute(
        &mut self,
        most: usize,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<u64, Fault> {
        let done = self.room(most).await?.execute(statement, binds).await?;
        self.rows += done;
        Ok(done)
    }

    /// Writes rows.
    async fn insert(&mut self, statement: &Statement, rows: Vec<Vec<Bind>>) -> Result<(), Fault> {
        let tx = self.room(rows.len()).await?;
        self.rows += tx.insert_many(statement, rows).await?;
        Ok(())
    }

    async fn end(&mut self) -> Result<(), Fault> {
        self.promised = 0;
        let Some(tx) = self.open.take() else {
            return Ok(());
        };
        tx.commit().await?;
        let rows = std::mem::take(&mut self.rows);
        self.written.slices += 1;
        self.written.rows += rows;
        self.written.most = self.written.most.max(rows);
        Ok(())
    }
}

/// Writes what a turn changes and forgets the marks of what it treated.
pub(crate) async fn write(
    cx: &Cx,
    held: &mut Held,
    done: &Done,
    treated: &Marks,
) -> Result<Written, Fault> {
    let mut slices = Slices {
        cx,
        held,
        open: None,
        promised: 0,
        rows: 0,
        written: Written::default(),
    };
    let mut events = Events::new();
    let changes = &done.compared.changes;
    for event in &changes.events {
        events.entry(about(event)).or_default().push(event);
    }
    let successors = successors(&changes.outcomes);
    for ended in &changes.ended {
        let successor = successors.get(ended).copied();
        end(&mut slices, *ended, successor, done, &events).await?;
    }
    for outcome in &changes.outcomes {
        place(&mut slices, outcome, done, &events).await?;
    }
    keep_again(&mut slices, &done.again).await?;
    stand(&mut slices, &done.stand).await?;
    for chunk in done.changed.chunks(CHUNK_ROWS) {
        let rows = chunk.iter().map(|(value, now)| class_row(cx, value, now));
        slices.insert(&store::KEEP_CLASS, rows.collect()).await?;
    }
    for chunk in done.gone.chunks(CHUNK_ROWS) {
        let gone = vec![list(chunk.iter().copied())];
        let statement = &dialect::DROP_CLASSES;
        slices.execute(chunk.len(), statement, gone).await?;
    }
    forget_marks(&mut slices, &dialect::DONE, &treated.complaints).await?;
    forget_marks(&mut slices, &decided::OBEYED, &treated.decisions).await?;
    slices.end().await?;
    Ok(slices.written)
}

/// Takes off the marks that were read: what was marked again since keeps its mark.
async fn forget_marks(
    slices: &mut Slices<'_>,
    forget: &Statement,
    treated: &[(Uuid, i64)],
) -> Result<(), Fault> {
    let mut by_turn: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
    for (id, turn) in treated {
        by_turn.entry(*turn).or_default().push(*id);
    }
    for (turn, marked) in by_turn {
        for chunk in marked.chunks(CHUNK_ROWS) {
            let asked = vec![Bind::from(turn), list(chunk.iter().copied())];
            slices.execute(chunk.len(), forget, asked).await?;
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
    let id = public(ended);
    let members = done
        .compared
        .ended_members
        .get(&ended)
        .map_or(&[][..], Vec::as_slice);
    remove(slices, id, members).await?;
    let row = binds![id, done.at, successor.map(public)];
    slices.execute(1, &store::END_SERIES, row).await?;
    // Whoever a linker cut short had left there: nobody, as a rule.
    slices.execute(0, &store::EMPTY_SERIES, binds![id]).await?;
    let forget = &count::store::FORGET_LOSSES;
    slices.execute(LOSS_ROWS, forget, binds![id]).await?;
    if i64::try_from(members.len())? > count::COUNTED_LIVE_MAX {
        let values = usize::try_from(count::VALUES_MAX)?;
        count::forget(slices.room(values).await?, id.0).await?;
    }
    tell(slices, ended, 0, events).await
}

/// Complaints leave a series, not too many at once.
async fn remove(slices: &mut Slices<'_>, id: PublicId, left: &[RecordId]) -> Result<(), Fault> {
    for chunk in left.chunks(CHUNK_ROWS - LOSS_ROWS) {
        let most = chunk.len() + LOSS_ROWS;
        let left = || list(chunk.iter().map(|record| uuid(*record)));
        slices.room(most).await?;
        count_losses(slices, -1, left(), Some(id)).await?;
        let asked = vec![Bind::from(id), left()];
        slices.execute(0, &dialect::REMOVE_MEMBERS, asked).await?;
    }
    Ok(())
}

/// Adds what members lost to the sums of their series, or takes it away, in the transaction that
/// moves them: where there is room already.
async fn count_losses(
    slices: &mut Slices<'_>,
    sign: i64,
    members: Bind,
    of: Option<PublicId>,
) -> Result<(), Fault> {
    let asked = vec![Bind::from(sign), members, Bind::from(of.map(|id| id.0))];
    slices
        .execute(0, &count::dialect::COUNT_LOSSES, asked)
        .await?;
    Ok(())
}

/// Complaints join a series, not too many at once; those that moved are counted there no more
/// where they were.
async fn join(
    slices: &mut Slices<'_>,
    id: PublicId,
    joined: &[RecordId],
    done: &Done,
) -> Result<(), Fault> {
    for chunk in joined.chunks(CHUNK_ROWS / 2) {
        let moved = chunk.iter().filter(|id| done.compared.moved.contains(id));
        let moved: Vec<Uuid> = moved.map(|record| uuid(*record)).collect();
        let most = chunk.len() + moved.len() + LOSS_ROWS;
        slices.room(most).await?;
        if !moved.is_empty() {
            count_losses(slices, -1, list(moved), None).await?;
        }
        let placed = || list(chunk.iter().map(|record| uuid(*record)));
        let asked = vec![Bind::from(id), Bind::from(done.at), placed()];
        slices.execute(0, &dialect::PLACE_MEMBERS, asked).await?;
        count_losses(slices, 1, placed(), None).await?;
    }
    Ok(())
}

/// What is kept of complaints with their membership is read again: a unit took one in charge.
async fn keep_again(slices: &mut Slices<'_>, again: &[RecordId]) -> Result<(), Fault> {
    for chunk in again.chunks(CHUNK_ROWS / 3) {
        slices.room(3 * chunk.len()).await?;
        let members = || list(chunk.iter().map(|record| uuid(*record)));
        count_losses(slices, -1, members(), None).await?;
        let asked = vec![members()];
        slices.execute(0, &dialect::KEEP_MEMBERS, asked).await?;
        count_losses(slices, 1, members(), None).await?;
    }
    Ok(())
}

async fn place(
    slices: &mut Slices<'_>,
    outcome: &Outcome,
    done: &Done,
    events: &Events<'_>,
) -> Result<(), Fault> {
    let (now, version) = (done.at, &done.version);
    let id = public(outcome.id);
    let size = i64::try_from(outcome.members.len())?;
    let change = binds![id, now, size, version];
    // Its row and the counter of references.
    let changed = slices.execute(2, &store::CHANGE_SERIES, change).await?;
    if changed == 0 {
        let tx = slices.room(0).await?;
        let next = tx.one(&platform_dialect::NEXT_NUMBER, binds!["series"]);
        let number: i64 = next.await?.get("value")?;
        let year = now.to_zoned(TimeZone::UTC).year();
        let reference = Reference::new(PREFIX, year, number);
        let row = binds![id, reference.as_str(), now, size, version];
        slices.execute(0, &store::INSERT_SERIES, row).await?;
    }
    remove(slices, id, &outcome.left).await?;
    join(slices, id, &outcome.joined, done).await?;
    tell(slices, outcome.id, outcome.members.len(), events).await
}

fn public(series: SeriesId) -> PublicId {
    PublicId(Uuid::from_u128(series.0))
}

/// Tells what happened to a series, to the others and in the journal, in the transaction of its
/// last members.
async fn tell(
    slices: &mut Slices<'_>,
    series: SeriesId,
    size: usize,
    events: &Events<'_>,
) -> Result<(), Fault> {
    let cx = slices.cx;
    let told = events.get(&series).into_iter().flatten();
    for (action, change) in told.filter_map(|event| said(event)) {
        // No transaction is ended between members and what is told of them: room was kept.
        let tx = slices.room(0).await?;
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
        slices.rows += 2;
    }
    Ok(())
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
        Told::Formed { series, from, .. } => {
            let from = others(*series, from);
            Some((Deed::SeriesFormed, Change::Formed { from }))
        }
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
