//! Writes what a regrouping changes, and only that: short transactions of at most a thousand
//! rows, each of which the lease's fencing number must let through.
//!
//! The order makes a crash harmless. Series end first, then members move, then values gain or
//! keep their class; values that stop linking and the marks of the complaints treated go last,
//! together. Whatever was cut short is found again by the same complaints, still marked.

use crate::dialect::{self, list};
use crate::load::{StoredClass, key_id, typed_code, uuid};
use crate::store;
use faisceau_domain::ValueIds;
use faisceau_domain::event::{Change, Event, SeriesChanged};
use faisceau_domain::id::SeriesId as PublicId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_linkage::{Class, Event as Told, Outcome, Overlap, Reason, Regrouped, SeriesId};
use faisceau_linkage::{ValueKey, Weighed};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx, dialect as platform_dialect};
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Rows of one transaction: SQLite has one writer, and filings wait behind it.
const SLICE_ROWS: usize = 1_000;
/// What begins the reference of a series.
const PREFIX: &str = "SER";

/// Transactions one after the other, each checked against the lease.
struct Slices<'a> {
    cx: &'a Cx,
    lease: &'a Lease,
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
            let mut tx = self.cx.world.db.write().await?;
            self.lease.check(&mut tx).await?;
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

/// Writes a regrouping and forgets the marks of the complaints treated: `(complaint, turn)`.
pub(crate) async fn write(
    cx: &Cx,
    lease: &Lease,
    done: &Regrouped,
    stored: &BTreeMap<ValueKey, StoredClass>,
    treated: &[(Uuid, i64)],
) -> Result<(), Fault> {
    let mut slices = Slices {
        cx,
        lease,
        open: None,
        rows: 0,
    };
    let successors = successors(&done.changes.outcomes);
    for ended in &done.changes.ended {
        end(&mut slices, *ended, successors.get(ended).copied(), done).await?;
    }
    for outcome in &done.changes.outcomes {
        place(&mut slices, outcome, done).await?;
    }
    let (parameters, ids) = (done.grouping.version.to_string(), cx.world.value_ids);
    let changed = done.grouping.values.iter();
    let changed = changed.filter(|w| stored.get(&w.value) != Some(&kept(w, &parameters)));
    let (linking, not): (Vec<_>, Vec<_>) = changed.partition(|w| w.class == Class::Link);
    for chunk in linking.chunks(SLICE_ROWS) {
        let rows = chunk
            .iter()
            .map(|w| class_row(ids, w, &parameters))
            .collect();
        slices
            .tx()
            .await?
            .insert_many(&store::KEEP_CLASS, rows)
            .await?;
        slices.rows += chunk.len();
    }
    let not: Vec<_> = not
        .into_iter()
        .map(|w| class_row(ids, w, &parameters))
        .collect();
    let tx = slices.tx().await?;
    tx.insert_many(&store::KEEP_CLASS, not).await?;
    let gone = done.unclassed.iter().filter(|v| stored.contains_key(*v));
    let gone: Vec<Uuid> = gone.map(|v| key_id(ids, v)).collect();
    if !gone.is_empty() {
        tx.execute(&dialect::DROP_CLASSES, vec![list(gone)]).await?;
    }
    let turns: BTreeSet<i64> = treated.iter().map(|(_, turn)| *turn).collect();
    for turn in turns {
        let marked = treated.iter().filter(|(_, t)| *t == turn);
        let marked = list(marked.map(|(id, _)| *id));
        tx.execute(&dialect::DONE, vec![Bind::from(turn), marked])
            .await?;
    }
    slices.end().await
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
    done: &Regrouped,
) -> Result<(), Fault> {
    let cx = slices.cx;
    let now = cx.world.clock.now();
    let id = public(ended);
    let tx = slices.tx().await?;
    let successor = successor.map(public);
    tx.execute(&store::END_SERIES, binds![id, now, successor])
        .await?;
    let emptied = tx.execute(&store::EMPTY_SERIES, binds![id]).await?;
    let told = tell(cx, tx, ended, 0, &done.changes.events).await?;
    slices.rows += 1 + usize::try_from(emptied).unwrap_or(SLICE_ROWS) + told;
    Ok(())
}

async fn place(slices: &mut Slices<'_>, outcome: &Outcome, done: &Regrouped) -> Result<(), Fault> {
    let cx = slices.cx;
    let now = cx.world.clock.now();
    let id = public(outcome.id);
    let size = i64::try_from(outcome.members.len())?;
    let version = done.grouping.version.to_string();
    let tx = slices.tx().await?;
    let change = binds![id, now, size, &version];
    if tx.execute(&store::CHANGE_SERIES, change).await? == 0 {
        let number: i64 = tx
            .one(&platform_dialect::NEXT_NUMBER, binds!["series"])
            .await?
            .get("value")?;
        let year = now.to_zoned(TimeZone::UTC).year();
        let reference = Reference::new(PREFIX, year, number);
        let row = binds![id, reference.as_str(), now, size, &version];
        tx.execute(&store::INSERT_SERIES, row).await?;
    }
    if !outcome.left.is_empty() {
        let left = list(outcome.left.iter().map(|record| uuid(*record)));
        tx.execute(&dialect::REMOVE_MEMBERS, vec![Bind::from(id), left])
            .await?;
    }
    slices.rows += 1 + outcome.left.len();
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
    let told = tell(cx, tx, outcome.id, members, &done.changes.events).await?;
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
    events: &[Told],
) -> Result<usize, Fault> {
    let mut rows = 0;
    for (action, change) in events.iter().filter_map(|event| said(event, series)) {
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

/// What an event of the grouping says of one series. Members that leave for no other series make
/// a split into nothing else.
fn said(event: &Told, series: SeriesId) -> Option<(Deed, Change)> {
    let others = |overlaps: &[Overlap]| -> Vec<PublicId> {
        let others = overlaps.iter().filter(|o| o.series != series);
        others.map(|o| public(o.series)).collect()
    };
    match event {
        Told::Formed { series: s, .. } if *s == series => {
            Some((Deed::SeriesFormed, Change::Formed))
        }
        Told::Grew { series: s, .. } if *s == series => Some((Deed::SeriesGrew, Change::Grew)),
        Told::Shrank { series: s, .. } if *s == series => {
            Some((Deed::SeriesShrank, Change::Split { into: Vec::new() }))
        }
        Told::Merged { into, from } if *into == series => {
            let absorbed = others(from);
            Some((Deed::SeriesMerged, Change::Merged { absorbed }))
        }
        Told::Split { series: s, into } if *s == series => {
            let into = others(into);
            Some((Deed::SeriesSplit, Change::Split { into }))
        }
        Told::Dissolved { series: s, .. } if *s == series => {
            Some((Deed::SeriesDissolved, Change::Dissolved))
        }
        _ => None,
    }
}

fn listed(reason: &Reason) -> Option<String> {
    match reason {
        Reason::Listed { list } => Some(list.clone()),
        _ => None,
    }
}

fn kept(weighed: &Weighed, parameters: &str) -> StoredClass {
    StoredClass {
        class: weighed.class,
        reason: weighed.reason.code().to_owned(),
        list: listed(&weighed.reason),
        tally: weighed.tally,
        parameters: parameters.to_owned(),
    }
}

fn class_row(ids: ValueIds, weighed: &Weighed, parameters: &str) -> Vec<Bind> {
    binds![
        key_id(ids, &weighed.value),
        typed_code(weighed.value.kind),
        &*weighed.value.key,
        weighed.class.code(),
        weighed.reason.code(),
        listed(&weighed.reason),
        i64::try_from(weighed.tally.users).unwrap_or(i64::MAX),
        weighed.tally.first,
        weighed.tally.last,
        parameters,
    ]
}
