//! Everything linked again from one picture of the database, under the decisions in force and the
//! figures in force or others, and compared with the series and classes stored in that picture.
//! Writes nothing but that it was done: what differs is told.

use super::store;
use crate::frame;
use crate::link::Linking;
use crate::load::{self, Known};
use crate::sweep::{ReadPage, Span};
use faisceau_domain::journal::Deed;
use faisceau_linkage::{Changes, Event, Figures, Previous, RecordId, SeriesId, Settled, compare};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Series told one by one; the rest are counted.
const SAMPLE: usize = 30;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relinked {
    /// The version of the figures obeyed.
    pub version: u32,
    /// The version of the lists of values that are everybody's.
    pub lists: String,
    /// Complaints read.
    pub complaints: usize,
    /// Complaints and decisions that waited for the linker: what is stored does not know them yet.
    pub waiting: usize,
    /// Series stored, and made again.
    pub series: [usize; 2],
    /// Classes of values stored.
    pub values: usize,
    /// What differs.
    pub differences: Differences,
}

/// How what was made again differs from what is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Series that would form.
    pub formed: usize,
    /// Series into which others would merge.
    pub merged: usize,
    /// Series that would be parted.
    pub split: usize,
    /// Series that complaints alone would join.
    pub grew: usize,
    /// Series that complaints would leave for none.
    pub shrank: usize,
    /// Series of which nothing would be left.
    pub dissolved: usize,
    /// Complaints that would be in another series, in one, or in none.
    pub moved: usize,
    /// Values whose class is another, or that have one too many or too few.
    pub values: usize,
    /// Some of the series, the largest first.
    pub sample: Vec<Change>,
}

impl Differences {
    /// Whether what is stored is what the complaints give.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.moved == 0 && self.values == 0
    }
}

/// What would happen to one series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What: `formed`, `merged`, `split`, `grew`, `shrank` or `dissolved`.
    pub what: String,
    /// The stored series; none for one that would form.
    pub series: Option<Uuid>,
    /// Stored series that would end in it, or of which it would take parts.
    pub others: Vec<Uuid>,
    /// Complaints in it as stored, and as made again.
    pub sizes: [usize; 2],
}

/// Links everything again and compares.
///
/// # Errors
/// When the database fails.
pub async fn relink(cx: &Cx, figures: Figures) -> Result<Relinked, Fault> {
    // What the legal frame leaves out by now is left out here too; what that touches waits.
    frame::apply(cx).await?;
    // One transaction: one picture, in which series and complaints go together.
    let mut tx = cx.world.db.read().await?;
    let waiting: i64 = tx.one(&store::WAITING, binds![]).await?.get("waiting")?;
    let in_force = super::in_force::version(&mut tx).await? == figures.version;
    let mut linking = Linking::empty(cx, figures);
    linking.obey(&mut tx).await?;
    each(&mut tx, load::next_records, |page| linking.take_all(page)).await?;
    let work = tokio::task::spawn_blocking(move || linking.settled());
    let (linking, settled) = work.await?;
    let mut stored = load::Stored::default();
    let members = |page: Vec<load::Member>| page.into_iter().for_each(|m| m.put(&mut stored));
    each(&mut tx, load::next_members, members).await?;
    let previous: Vec<Previous> = stored.series.into_values().collect();
    let sizes: BTreeMap<SeriesId, usize> =
        previous.iter().map(|p| (p.id, p.members.len())).collect();
    let (values, differ) = classes(cx, &mut tx, &linking, &settled, in_force).await?;
    tx.rollback().await?;
    let series = [previous.len(), settled.series.len()];
    let world = cx.world.clone();
    let work = tokio::task::spawn_blocking(move || {
        let mut new_id = || SeriesId(world.dice.uuid(world.clock.now()).as_u128());
        compare(&previous, &settled.series, &mut new_id)
    });
    let changes = work.await?;
    let relinked = Relinked {
        version: linking.version(),
        lists: cx.world.noise.version().to_owned(),
        complaints: linking.len(),
        waiting: usize::try_from(waiting)?,
        series,
        values,
        differences: Differences {
            values: differ,
            ..told(&changes, &sizes)
        },
    };
    journal(cx, &relinked).await?;
    Ok(relinked)
}

/// Reads a whole table in the transaction in hand, a page at a time.
async fn each<T>(tx: &mut Tx, read: ReadPage<T>, mut take: impl FnMut(T)) -> Result<(), Fault> {
    let mut span = Span {
        above: Uuid::nil(),
        to: Uuid::max(),
    };
    loop {
        let (page, last) = read(tx, span).await?;
        let Some(last) = last else { return Ok(()) };
        take(page);
        span.above = last;
    }
}

/// How many classes are stored, and how many values do not have the class they should have.
async fn classes(
    cx: &Cx,
    tx: &mut Tx,
    linking: &Linking,
    settled: &Settled,
    with_version: bool,
) -> Result<(usize, usize), Fault> {
    let mut expected = linking.keys(cx, settled);
    let (mut stored, mut differ) = (0, 0);
    each(tx, load::next_classes, |page: Vec<Known>| {
        stored += page.len();
        for known in page {
            expected.remove(&known.key_id);
            differ += usize::from(!linking.agrees(&known, with_version));
        }
    })
    .await?;
    Ok((stored, differ + expected.len()))
}

fn told(changes: &Changes, before: &BTreeMap<SeriesId, usize>) -> Differences {
    let mut moved: BTreeSet<RecordId> = BTreeSet::new();
    let mut after: BTreeMap<SeriesId, usize> = BTreeMap::new();
    for outcome in &changes.outcomes {
        moved.extend(outcome.joined.iter().chain(&outcome.left));
        after.insert(outcome.id, outcome.members.len());
    }
    let mut found = Differences::default();
    for event in &changes.events {
        let (what, series, others) = match event {
            Event::Formed { series, from, .. } => {
                found.formed += 1;
                ("formed", *series, from.as_slice())
            }
            Event::Merged { into, from } => {
                found.merged += 1;
                ("merged", *into, from.as_slice())
            }
            Event::Split { series, into } => {
                found.split += 1;
                ("split", *series, into.as_slice())
            }
            Event::Grew { series, .. } => {
                found.grew += 1;
                ("grew", *series, &[][..])
            }
            Event::Shrank { series, left } => {
                found.shrank += 1;
                moved.extend(left);
                ("shrank", *series, &[][..])
            }
            Event::Dissolved { series, members } => {
                found.dissolved += 1;
                moved.extend(members);
                ("dissolved", *series, &[][..])
            }
            _ => continue,
        };
        let stored = |id: &SeriesId| before.contains_key(id);
        let others = others.iter().map(|overlap| overlap.series);
        let others = others.filter(|id| *id != series && stored(id));
        found.sample.push(Change {
            what: what.to_owned(),
            series: stored(&series).then(|| Uuid::from_u128(series.0)),
            others: others.map(|id| Uuid::from_u128(id.0)).collect(),
            sizes: [before, &after].map(|sizes| sizes.get(&series).copied().unwrap_or(0)),
        });
    }
    found.moved = moved.len();
    // The largest first; ties as they were told, so that the same gives the same.
    found
        .sample
        .sort_by_key(|change| std::cmp::Reverse(change.sizes[0].max(change.sizes[1])));
    found.sample.truncate(SAMPLE);
    found
}

async fn journal(cx: &Cx, relinked: &Relinked) -> Result<(), Fault> {
    let Relinked {
        version,
        lists,
        complaints,
        differences,
        ..
    } = relinked;
    let detail = format!(
        "{{\"parameters\":{version},\"lists\":\"{lists}\",\"complaints\":{complaints},\"moved\":{}}}",
        differences.moved
    );
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::LinkageRecomputed, "linkage", None, &detail)
        .await?;
    tx.commit().await
}
