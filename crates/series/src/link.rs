//! Brings complaints together: what the linker holds in memory, brought up to date with the
//! complaints that wait, and written where it changed. The same set of complaints gives the same
//! groups, in whatever order they arrived.
//!
//! What people decided comes first: a decision taken or withdrawn waits with a mark as a complaint
//! does, and is obeyed before the groups are made.
//!
//! A fault loses the linker, never a mark: the next one reads everything again and compares it
//! with what is stored.

use crate::decide::obey::{self, InForce};
use crate::decide::stand::Stand;
use crate::hold::Held;
use crate::lent::{self, Lent};
use crate::load::{self, Known, Stored, StoredClass, Worth, key_id};
use crate::noise;
use crate::parameters;
use crate::placed::Placed;
use crate::propose::refresh::{Open, Slice};
use crate::sweep::{self, Sweep};
use crate::write::{self, Done, Written};
use faisceau_linkage::{
    Class, Explained, Figures, Kind, Linker, Prepared, Reason, Record, RecordId, SeriesId, Settled,
    ValueKey, Weighed,
};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// The linker as it is after its last turn: equal to what is stored, and used up by a fault.
#[derive(Debug)]
pub struct Linking {
    linker: Linker,
    lent: Lent,
    in_force: InForce,
    placed: Placed,
    open: Open,
    version: String,
    written: Written,
}

/// The marks a turn takes, each with how often it was set: complaints that wait, and decisions
/// taken or withdrawn.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub(crate) complaints: Vec<(Uuid, i64)>,
    pub(crate) decisions: Vec<(Uuid, i64)>,
}

impl Marks {
    /// The marks of now, at most `limit` of complaints and as many of decisions.
    async fn read(cx: &Cx, limit: i64) -> Result<Marks, Fault> {
        let mut tx = cx.world.db.read().await?;
        let marks = Marks {
            complaints: load::marks(&mut tx, limit).await?,
            decisions: obey::marks(&mut tx, limit.min(DECISIONS_AT_ONCE)).await?,
        };
        tx.rollback().await?;
        Ok(marks)
    }

    fn len(&self) -> usize {
        self.complaints.len() + self.decisions.len()
    }

    /// The complaints marked, as linkage names them.
    fn records(&self) -> Vec<RecordId> {
        let marked = self.complaints.iter();
        marked.map(|(id, _)| RecordId(id.as_u128())).collect()
    }
}

/// What a turn is about to take in, read and not yet taken.
#[derive(Debug)]
pub struct Waiting {
    marks: Marks,
    records: Vec<Record>,
}

impl Waiting {
    /// How many complaints and decisions wait in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Decisions obeyed at once.
const DECISIONS_AT_ONCE: i64 = 200;

/// What a turn compares with what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Every series and value: nothing is known of who linked before.
    Everything,
    /// What the complaints marked changed.
    Marked,
}

impl Linking {
    /// Reads every complaint, links them at once and writes what differs from what is stored;
    /// also how many marked complaints that treated.
    ///
    /// # Errors
    /// When the database fails, or when another process took the lease.
    pub async fn load(cx: &Cx, held: &mut Held) -> Result<(Linking, usize), Fault> {
        let mut tx = cx.world.db.read().await?;
        let in_force = parameters::in_force(&mut tx).await?;
        tx.rollback().await?;
        let mut linking = Linking::empty(cx, in_force.figures);
        // Marks before complaints and decisions: who is marked later is treated later.
        let marks = Marks::read(cx, i64::MAX).await?;
        linking.read_decisions(cx, held).await?;
        let mut tx = cx.world.db.read().await?;
        let spans = sweep::complaints(&mut tx).await?;
        tx.rollback().await?;
        let read = Sweep::of(&cx.world, spans, load::next_records);
        let (mut pages, mut readers) = read.parted();
        let taken = tokio::task::spawn_blocking(move || {
            while let Some(page) = pages.blocking_recv() {
                linking.take_all(page?);
            }
            Ok::<_, Fault>(linking)
        });
        let linking = held.keep_while(&cx.world, taken).await??;
        sweep::whole(&mut readers).await?;
        let treated = marks.len();
        let linking = linking.settle(cx, held, Scope::Everything, marks).await?;
        Ok((linking, treated))
    }

    /// Obeys every decision in force.
    async fn read_decisions(&mut self, cx: &Cx, held: &mut Held) -> Result<(), Fault> {
        let mut after = Some(Uuid::nil());
        while let Some(from) = after {
            held.keep(&cx.world).await?;
            let mut tx = cx.world.db.read().await?;
            after = self.in_force.read_next(&mut tx, from).await?;
        }
        Ok(self.linker.correct(self.in_force.obeyed())?)
    }

    /// Reads at most `limit` of the complaints that wait, the longest first, and the decisions to
    /// obey. Nothing is taken in: after a fault the linker is what it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting(&mut self, cx: &Cx, limit: i64) -> Result<Waiting, Fault> {
        let marks = Marks::read(cx, limit).await?;
        let ids: Vec<Uuid> = marks.complaints.iter().map(|(id, _)| *id).collect();
        let mut tx = cx.world.db.read().await?;
        let records = match ids.is_empty() {
            true => Vec::new(),
            false => load::records(&mut tx, &ids).await?,
        };
        if !marks.decisions.is_empty() {
            let decided: Vec<Uuid> = marks.decisions.iter().map(|(id, _)| *id).collect();
            self.in_force.read_again(&mut tx, &decided).await?;
        }
        tx.rollback().await?;
        Ok(Waiting { marks, records })
    }

    /// Brings together what waits and obeys the decisions; also how many were treated.
    ///
    /// # Errors
    /// When the database fails, or when another process took the lease: what is written is then
    /// not known, and the linker is lost.
    pub async fn turn(
        mut self,
        cx: &Cx,
        held: &mut Held,
        waiting: Waiting,
    ) -> Result<(Linking, usize), Fault> {
        let Waiting { marks, records } = waiting;
        let treated = marks.len();
        if treated == 0 {
            return Ok((self, 0));
        }
        if !marks.decisions.is_empty() {
            self.linker.correct(self.in_force.obeyed())?;
        }
        let found: HashSet<RecordId> = records.iter().map(|record| record.id).collect();
        for gone in marks.records().iter().filter(|id| !found.contains(id)) {
            self.linker.remove(*gone);
            self.lent.remove(*gone);
        }
        let ready = records.into_iter().map(Prepared::of);
        self.take_all(ready.collect());
        let linking = self.settle(cx, held, Scope::Marked, marks).await?;
        Ok((linking, treated))
    }

    /// What is left to people of what changed, some of it at once; `None` when nothing is left.
    pub(crate) fn next_open(&mut self) -> Option<Slice> {
        self.open.next(&self.linker)
    }

    /// Why complaints are together or not, as of the last turn; `None` unless all are held.
    pub(crate) fn explain(&self, about: &[Uuid]) -> Option<Explained> {
        let ids: Vec<RecordId> = about.iter().map(|id| RecordId(id.as_u128())).collect();
        self.linker.explain(&ids)
    }

    /// How many complaints it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.linker.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.linker.is_empty()
    }

    /// What its last turn wrote.
    #[must_use]
    pub const fn written(&self) -> Written {
        self.written
    }

    /// A linker that holds nothing, under these figures.
    pub(crate) fn empty(cx: &Cx, figures: Figures) -> Linking {
        Linking {
            version: figures.version.to_string(),
            linker: Linker::new(figures, noise::lists(&cx.world.noise)),
            lent: Lent::default(),
            in_force: InForce::default(),
            placed: Placed::default(),
            open: Open::default(),
            written: Written::default(),
        }
    }

    /// The version of the figures it obeys.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.linker.figures().version
    }

    /// Obeys every decision in force in this picture of the database.
    pub(crate) async fn obey(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        let mut after = Some(Uuid::nil());
        while let Some(from) = after {
            after = self.in_force.read_next(tx, from).await?;
        }
        Ok(self.linker.correct(self.in_force.obeyed())?)
    }

    /// Takes complaints in; nothing is linked before it is settled.
    pub(crate) fn take_all(&mut self, ready: Vec<Prepared>) {
        for ready in &ready {
            self.lent.insert(ready.record());
        }
        self.linker.insert_many(ready);
    }

    /// Links what came and went, and writes it nowhere.
    pub(crate) fn settled(mut self) -> (Linking, Settled) {
        let settled = self.linker.settle();
        // What is stored is compared series by series, whole.
        let settled = self.linker.whole(settled);
        (self, settled)
    }

    /// The ids of the values that were judged and have a class.
    pub(crate) fn keys(&self, cx: &Cx, settled: &Settled) -> HashSet<Uuid> {
        let values: BTreeSet<ValueKey> = settled.values.iter().map(told).collect();
        let classed = values.iter().filter(|value| self.standing(value).is_some());
        let ids = cx.world.value_ids;
        classed.map(|value| key_id(ids, value)).collect()
    }

    /// Whether a stored class is what it finds; with the version of the figures, or without.
    pub(crate) fn agrees(&self, known: &Known, with_version: bool) -> bool {
        let now = known.value.as_ref().and_then(|value| self.standing(value));
        let Some(mut now) = now else { return false };
        if !with_version {
            now.parameters.clone_from(&known.stored.parameters);
        }
        now == known.stored
    }

    /// Links what came and went, and writes what that changes.
    async fn settle(
        self,
        cx: &Cx,
        held: &mut Held,
        scope: Scope,
        marks: Marks,
    ) -> Result<Linking, Fault> {
        let everything = scope == Scope::Everything;
        let work = tokio::task::spawn_blocking(move || self.settled());
        let (mut linking, settled) = held.keep_while(&cx.world, work).await?;
        linking.open.note(&settled, &marks.complaints, everything);
        if everything {
            linking.placed = Placed::of(&stored(cx, held).await?);
        }
        let (changed, gone) = linking.classes(cx, held, &settled, everything).await?;
        let stand = Stand::of(
            &linking.in_force,
            &settled.series,
            linking.placed.standings(),
        );
        let told = marks.records();
        let again = told.iter().copied().filter(|id| linking.placed.holds(*id));
        let again = again.collect();
        let others = (!everything).then(|| [settled.alone, told].concat());
        let (world, at) = (cx.world.clone(), cx.world.clock.now());
        let work = tokio::task::spawn_blocking(move || {
            let mut new_id = || SeriesId(world.dice.uuid(at).as_u128());
            let compared = linking.placed.compare(settled.series, others, &mut new_id);
            (linking, compared)
        });
        let (mut linking, compared) = held.keep_while(&cx.world, work).await?;
        let done = Done {
            compared,
            again,
            changed,
            gone,
            stand,
            version: linking.version.clone(),
            at,
        };
        linking.written = write::write(cx, held, &done, &marks).await?;
        linking.placed.note(&done.compared, &done.stand, at);
        Ok(linking)
    }

    /// The values whose stored class is not that of now, and those that have none any more.
    async fn classes(
        &self,
        cx: &Cx,
        held: &mut Held,
        settled: &Settled,
        everything: bool,
    ) -> Result<(Vec<(ValueKey, StoredClass)>, Vec<Uuid>), Fault> {
        let ids = cx.world.value_ids;
        let values: BTreeSet<ValueKey> = settled.values.iter().map(told).collect();
        let values: Vec<(Uuid, ValueKey)> =
            values.into_iter().map(|v| (key_id(ids, &v), v)).collect();
        let mut sifted = Sifted::default();
        if everything {
            let mut read = Sweep::of(&cx.world, sweep::even(), load::next_classes);
            while let Some(page) = read.next().await {
                held.keep(&cx.world).await?;
                sifted.sift(self, page?);
            }
        } else {
            for chunk in values.chunks(1_000) {
                let keys: Vec<Uuid> = chunk.iter().map(|(id, _)| *id).collect();
                let mut tx = cx.world.db.read().await?;
                sifted.sift(self, load::classes(&mut tx, &keys).await?);
            }
        }
        let changed = values.into_iter().filter_map(|(id, value)| {
            let differs = !sifted.same.contains(&id);
            let now = differs.then(|| self.standing(&value)).flatten()?;
            Some((value, now))
        });
        Ok((changed.collect(), sifted.gone))
    }

    /// The class of a value as a row holds it; `None` below two users.
    fn standing(&self, value: &ValueKey) -> Option<StoredClass> {
        let kept = |class, reason: &Reason, tally, worth| StoredClass {
            class,
            reason: reason.code().to_owned(),
            list: match reason {
                Reason::Listed { list } => Some(list.clone()),
                _ => None,
            },
            tally,
            worth,
            parameters: self.version.clone(),
        };
        if value.kind == Kind::Ip {
            let tally = self.lent.tally(&value.key)?;
            let named = self.linker.listed(value).map(str::to_owned);
            let reason = named.map_or(Reason::NeverAlone, |list| Reason::Listed { list });
            return Some(kept(Class::Shared, &reason, tally, Worth::default()));
        }
        let weighed = self.linker.value(value)?;
        let worth = worth(&weighed);
        Some(kept(weighed.class, &weighed.reason, weighed.tally, worth))
    }
}

/// The figures of a value that was weighed; none where a list, a person or its kind decides.
fn worth(weighed: &Weighed) -> Worth {
    let (Reason::Agrees { corroborated, .. }
    | Reason::AgreesTooLittle { corroborated, .. }
    | Reason::Disagrees { corroborated, .. }) = &weighed.reason
    else {
        return Worth::default();
    };
    Worth {
        bits: weighed.bits.map(|bits| i64::from(bits.0)),
        corroborated: Some(i64::from(*corroborated)),
    }
}

/// The value of a complaint behind a value of the linker.
fn told(value: &ValueKey) -> ValueKey {
    match value.kind {
        Kind::Ip => ValueKey::new(Kind::Ip, lent::address(&value.key)),
        _ => value.clone(),
    }
}

/// Stored classes, sorted.
#[derive(Default)]
struct Sifted {
    same: HashSet<Uuid>,
    gone: Vec<Uuid>,
}

impl Sifted {
    fn sift(&mut self, linking: &Linking, page: Vec<Known>) {
        for known in page {
            match known.value.and_then(|value| linking.standing(&value)) {
                None => self.gone.push(known.key_id),
                Some(now) if now == known.stored => {
                    self.same.insert(known.key_id);
                }
                Some(_) => {}
            }
        }
    }
}

/// Every stored series.
async fn stored(cx: &Cx, held: &mut Held) -> Result<Stored, Fault> {
    let mut tx = cx.world.db.read().await?;
    let spans = sweep::complaints(&mut tx).await?;
    tx.rollback().await?;
    let mut found = Stored::default();
    let mut read = Sweep::of(&cx.world, spans, load::next_members);
    while let Some(page) = read.next().await {
        held.keep(&cx.world).await?;
        page?.into_iter().for_each(|member| member.put(&mut found));
    }
    Ok(found)
}
