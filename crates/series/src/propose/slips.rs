//! Values that may be others, mistyped, as rows of proposals: which complaints are looked at again when
//! something changed, and what a row says. The linker finds them; nothing here joins anybody.

use crate::hold::Held;
use crate::load::{key_id, typed_code, uuid};
use crate::propose::dialect;
use crate::propose::refresh::{Kept, losses};
use faisceau_linkage::{Kind, Linker, Near, RecordId, Settled, Slip, ValueKey, worth};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Complaints, and values besides, searched around in one slice: some milliseconds.
const AT_ONCE: usize = 64;

/// What was not searched around since it changed.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Complaints, each with whether something may be stored of it from before this linker began.
    complaints: BTreeMap<RecordId, bool>,
    /// Values whose use changed: who may have mistyped them is looked at again.
    used: BTreeSet<ValueKey>,
}

/// What was searched around.
#[derive(Debug, Default)]
pub(super) struct Slice {
    /// Whether anything was.
    pub(super) looked: bool,
    /// Complaints of which what is stored and was not found again goes.
    pub(super) again: Vec<Uuid>,
    /// Each with the complaint whose value it is.
    pub(super) found: Vec<(RecordId, Near)>,
}

impl Open {
    /// Remembers what a settling changed, and the complaints that came or went.
    pub(super) fn note(&mut self, settled: &Settled, touched: Vec<RecordId>, everything: bool) {
        if everything {
            let all = settled.series.iter().flatten().chain(&settled.alone);
            for id in all {
                self.complaints.entry(*id).or_insert(false);
            }
        } else {
            self.used.extend(settled.values.iter().cloned());
        }
        self.complaints
            .extend(touched.into_iter().map(|id| (id, true)));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.complaints.is_empty() && self.used.is_empty()
    }

    /// Searches around some of it.
    pub(super) fn next(&mut self, linker: &Linker) -> Slice {
        let mut slice = Slice::default();
        for _ in 0..AT_ONCE {
            let Some(value) = self.used.pop_first() else {
                break;
            };
            slice.looked = true;
            let again = linker.near_of(&value).into_iter();
            self.complaints.extend(again.map(|id| (id, true)));
        }
        for _ in 0..AT_ONCE {
            let Some((id, again)) = self.complaints.pop_first() else {
                break;
            };
            slice.looked = true;
            slice.again.extend(again.then(|| uuid(id)));
            let near = linker.near(id).unwrap_or_default();
            slice.found.extend(near.into_iter().map(|near| (id, near)));
        }
        slice
    }
}

/// What a slip is worth before anybody looks, in hundredths of a bit: how often such a pair was of one
/// group in synthetic samples (decisions 0051 and 0063). It sorts a list; it is no evidence.
const fn bits(kind: Kind, slip: Slip) -> i64 {
    match kind {
        Kind::Handle if matches!(slip, Slip::LooksSame) => 500,
        Kind::Handle => 400,
        Kind::Crypto => 400,
        Kind::Email | Kind::Url => 350,
        Kind::Iban => 300,
        Kind::Phone => 100,
        _ => 0,
    }
}

/// The rows of what was found.
pub(super) async fn rows(
    cx: &Cx,
    held: &Held,
    found: &[(RecordId, Near)],
    version: &str,
) -> Result<Vec<Kept>, Fault> {
    let ids = cx.world.value_ids;
    let complaints: BTreeSet<Uuid> = found.iter().map(|(id, _)| uuid(*id)).collect();
    let losses = losses(cx, &dialect::LOSSES, &complaints).await?;
    let mut kept = Vec::with_capacity(found.len());
    for (complaint, near) in found {
        let complaint = uuid(*complaint);
        let (typed, meant) = (key_id(ids, &near.value), key_id(ids, &near.meant));
        let id = ids.of("slip", &format!("{complaint}:{typed}:{meant}"));
        let (slip, at, sign) = stored(near.slip);
        let bits = bits(near.value.kind, near.slip);
        let loss = losses.get(&complaint).copied().unwrap_or(0);
        let row = binds![
            id,
            "slip",
            "mistyped",
            complaint,
            uuid(near.first),
            typed,
            typed_code(near.value.kind),
            &*near.value.key,
            bits,
            0_i64,
            1_i64,
            i64::try_from(near.users.len())?,
            loss,
            worth(bits, 1, loss),
            version,
            cx.world.clock.now(),
            held.fence(),
            meant,
            &*near.meant.key,
            slip,
            at.map(i64::try_from).transpose()?,
            sign.map(String::from),
        ];
        kept.push(Kept { id, row });
    }
    Ok(kept)
}

/// The stored word of a slip, where it is, and the sign that may have been meant. How near two names are is
/// said of the two again when they are shown.
const fn stored(slip: Slip) -> (&'static str, Option<usize>, Option<char>) {
    match slip {
        Slip::Changed { at, meant } => ("changed", Some(at), Some(meant)),
        Slip::Exchanged { at } => ("exchanged", Some(at), None),
        Slip::Forgotten { at, meant } => ("forgotten", Some(at), Some(meant)),
        Slip::Extra { at } => ("extra", Some(at), None),
        Slip::LooksSame => ("looks_same", None, None),
        Slip::Resembles { .. } => ("resembles", None, None),
        _ => ("other", None, None),
    }
}
