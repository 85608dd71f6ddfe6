//! Brings the stored proposals up to date with what the linker changed, in slices and only while no
//! complaint waits: a filing never waits behind them. A proposal between two series that did not
//! change keeps the figures it was found with until one of them does, or the linker begins again.

use crate::dialect::list;
use crate::hold::Held;
use crate::link::Linking;
use crate::load::{key_id, typed_code, uuid};
use crate::propose::{dialect, slips, store};
use faisceau_linkage::{
    Linker, Proposal, Proposed, ProposedValue, RecordId, Settled, ValueKey, worth,
};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Statement};
use faisceau_platform::fault::Fault;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Series looked at in one slice.
const SERIES_AT_ONCE: usize = 100;
/// Complaints of the series of one slice, beyond which it is closed.
const MEMBERS_AT_ONCE: usize = 1_000;
/// Values looked at in one slice.
const VALUES_AT_ONCE: usize = 500;
/// Rows of one transaction.
const SLICE_ROWS: usize = 1_000;

/// What changed and was not looked at since.
#[derive(Debug, Default)]
pub(crate) struct Open {
    complaints: BTreeSet<RecordId>,
    values: BTreeSet<ValueKey>,
    slips: slips::Open,
    /// Everything is looked at: what is not found any more is forgotten at the end.
    begun: bool,
}

impl Open {
    /// Remembers what a settling changed, and the complaints that came or went.
    pub(crate) fn note(&mut self, settled: &Settled, touched: &[(Uuid, i64)], everything: bool) {
        let series = settled.series.iter().filter_map(|members| members.first());
        self.complaints.extend(series.chain(&settled.alone));
        let touched = touched.iter().map(|(id, _)| RecordId(id.as_u128()));
        let touched: Vec<RecordId> = touched.collect();
        self.complaints.extend(&touched);
        self.values.extend(settled.values.iter().cloned());
        self.slips.note(settled, touched, everything);
        self.begun |= everything;
    }

    /// What to look at next; `None` when nothing is left.
    pub(crate) fn next(&mut self, linker: &Linker) -> Option<Slice> {
        let mut slice = Slice::default();
        while slice.looked < SERIES_AT_ONCE && slice.members.len() < MEMBERS_AT_ONCE {
            let Some(id) = self.complaints.pop_first() else {
                break;
            };
            let members = linker.series_of(id).unwrap_or_else(|| vec![id]);
            for member in &members {
                self.complaints.remove(member);
            }
            slice.looked += 1;
            slice.found.extend(linker.proposals(id));
            slice.members.extend(members);
        }
        while slice.values.len() < VALUES_AT_ONCE {
            let Some(value) = self.values.pop_first() else {
                break;
            };
            let proposed = linker.proposed_value(&value);
            slice.values.push((value, proposed));
        }
        // What may be mistyped is dear to find: the rest comes first.
        if self.complaints.is_empty() && self.values.is_empty() {
            slice.slips = self.slips.next(linker);
        }
        slice.last = self.complaints.is_empty() && self.values.is_empty() && self.slips.is_empty();
        slice.sweeps = slice.last && std::mem::take(&mut self.begun);
        let looked = slice.looked > 0 || !slice.values.is_empty() || slice.slips.looked;
        let nothing = !looked && !slice.sweeps;
        (!nothing).then_some(slice)
    }
}

/// What was looked at, and found.
#[derive(Debug, Default)]
pub(crate) struct Slice {
    looked: usize,
    members: Vec<RecordId>,
    found: Vec<Proposal>,
    values: Vec<(ValueKey, Option<ProposedValue>)>,
    slips: slips::Slice,
    last: bool,
    /// Nothing older is to stay.
    sweeps: bool,
}

/// Looks at some of what changed; whether something is left.
///
/// # Errors
/// When the database fails, or when another process took the lease.
pub(crate) async fn refresh(
    cx: &Cx,
    held: &mut Held,
    mut linking: Linking,
) -> Result<(Linking, bool), Fault> {
    let work = tokio::task::spawn_blocking(move || {
        let slice = linking.next_open();
        (linking, slice)
    });
    let (linking, slice) = held.keep_while(&cx.world, work).await?;
    let Some(slice) = slice else {
        return Ok((linking, false));
    };
    let version = linking.version().to_string();
    write(cx, held, &slice, &version).await?;
    Ok((linking, !slice.last))
}

/// The row of a proposal.
pub(super) struct Kept {
    pub(super) id: Uuid,
    pub(super) row: Vec<Bind>,
}

async fn write(cx: &Cx, held: &mut Held, slice: &Slice, version: &str) -> Result<(), Fault> {
    let mut kept = joined(cx, held, slice, version).await?;
    kept.extend(valued(cx, held, slice, version).await?);
    kept.extend(slips::rows(cx, held, &slice.slips.found, version).await?);
    let ids: Vec<Uuid> = kept.iter().map(|kept| kept.id).collect();
    let values = slice.values.iter();
    let keys: Vec<Uuid> = values.map(|(v, _)| key_id(cx.world.value_ids, v)).collect();
    let members: Vec<Uuid> = slice.members.iter().map(|id| uuid(*id)).collect();
    for (statement, stale) in [
        (&dialect::STALE_ONE, &members),
        (&dialect::STALE_OTHER, &members),
        (&dialect::STALE_VALUES, &keys),
        (&dialect::STALE_SLIPS, &slice.slips.again),
    ] {
        for chunk in stale.chunks(SLICE_ROWS) {
            let asked = vec![list(chunk.iter().copied()), list(ids.iter().copied())];
            execute(cx, held, statement, asked).await?;
        }
    }
    let mut rows = kept.into_iter().map(|kept| kept.row).peekable();
    while rows.peek().is_some() {
        held.keep(&cx.world).await?;
        let mut tx = cx.world.db.write().await?;
        held.check(&mut tx).await?;
        let chunk = rows.by_ref().take(SLICE_ROWS).collect();
        tx.insert_many(&store::KEEP, chunk).await?;
        tx.commit().await?;
    }
    if slice.sweeps {
        let most = i64::try_from(SLICE_ROWS).expect("a thousand");
        let asked = binds![held.fence(), most];
        while execute(cx, held, &store::FORGET_OLD, asked.clone()).await? > 0 {}
    }
    Ok(())
}

async fn execute(
    cx: &Cx,
    held: &mut Held,
    statement: &Statement,
    asked: Vec<Bind>,
) -> Result<u64, Fault> {
    held.keep(&cx.world).await?;
    let mut tx = cx.world.db.write().await?;
    held.check(&mut tx).await?;
    let done = tx.execute(statement, asked).await?;
    tx.commit().await?;
    Ok(done)
}

/// The losses of the sides or values of a list.
pub(super) async fn losses(
    cx: &Cx,
    statement: &Statement,
    ids: &BTreeSet<Uuid>,
) -> Result<HashMap<Uuid, i64>, Fault> {
    let mut found = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut tx = cx.world.db.read().await?;
    let asked = vec![list(ids.iter().copied())];
    for row in tx.all(statement, asked).await? {
        found.insert(row.get("id")?, row.get("loss_minor")?);
    }
    tx.rollback().await?;
    Ok(found)
}

async fn joined(cx: &Cx, held: &Held, slice: &Slice, version: &str) -> Result<Vec<Kept>, Fault> {
    let sides = slice.found.iter().flat_map(|found| found.sides);
    let sides: BTreeSet<Uuid> = sides.map(uuid).collect();
    let losses = losses(cx, &dialect::LOSSES, &sides).await?;
    let mut kept: HashMap<Uuid, Kept> = HashMap::new();
    for found in &slice.found {
        let [one, other] = found.sides.map(uuid);
        let (kind, why) = words(found.proposed);
        let id = cx.world.value_ids.of(kind, &format!("{one}:{other}"));
        let smaller = usize::from(found.sizes[1] <= found.sizes[0]);
        let moved = [one, other][smaller];
        let loss = losses.get(&moved).copied().unwrap_or(0);
        let bits = i64::from(found.bits);
        let row = binds![
            id,
            kind,
            why,
            one,
            other,
            None::<Uuid>,
            None::<String>,
            None::<String>,
            bits,
            i64::from(found.threshold),
            i64::try_from(found.sizes[0])?,
            i64::try_from(found.sizes[1])?,
            loss,
            worth(bits, found.sizes[smaller], loss),
            version,
            cx.world.clock.now(),
            held.fence(),
            None::<Uuid>,
            None::<String>,
            None::<String>,
            None::<i64>,
            None::<String>,
        ];
        kept.insert(id, Kept { id, row });
    }
    Ok(kept.into_values().collect())
}

async fn valued(cx: &Cx, held: &Held, slice: &Slice, version: &str) -> Result<Vec<Kept>, Fault> {
    let ids = cx.world.value_ids;
    let proposed = slice.values.iter();
    let proposed = proposed.filter_map(|(value, found)| Some((value, found.as_ref()?)));
    let proposed: Vec<(&ValueKey, &ProposedValue)> = proposed.collect();
    let keys: BTreeSet<Uuid> = proposed.iter().map(|(v, _)| key_id(ids, v)).collect();
    let losses = losses(cx, &dialect::LOSSES_OF_KEYS, &keys).await?;
    let mut kept = Vec::with_capacity(proposed.len());
    for (value, found) in proposed {
        let key_id = key_id(ids, value);
        let id = ids.of("proposed_value", &key_id.to_string());
        let loss = losses.get(&key_id).copied().unwrap_or(0);
        let bits = i64::from(found.bits);
        let row = binds![
            id,
            "value",
            "too_little",
            None::<Uuid>,
            None::<Uuid>,
            key_id,
            typed_code(value.kind),
            &*value.key,
            bits,
            0_i64,
            i64::try_from(found.users)?,
            i64::try_from(found.series)?,
            loss,
            worth(bits, found.users, loss),
            version,
            cx.world.clock.now(),
            held.fence(),
            None::<Uuid>,
            None::<String>,
            None::<String>,
            None::<i64>,
            None::<String>,
        ];
        kept.push(Kept { id, row });
    }
    Ok(kept)
}

/// The stored words of what is proposed, and why it was not done.
const fn words(proposed: Proposed) -> (&'static str, &'static str) {
    match proposed {
        Proposed::JoinElsewhere => ("join", "elsewhere"),
        Proposed::JoinConfirmed => ("join", "both_confirmed"),
        Proposed::Part { .. } => ("part", "held_by_confirmation"),
        _ => ("join", "below"),
    }
}
