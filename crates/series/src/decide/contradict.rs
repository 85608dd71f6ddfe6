//! Whether a decision may stand beside those in force. Reads only what it could contradict: the
//! decisions that name its complaints, those that name the complaints these tie, and so on.

use crate::decide::listed::ids;
use crate::decide::refused::Refused;
use crate::decide::{dialect, obey, store};
use crate::dialect::list;
use faisceau_linkage::{Correction, CorrectionId, Decision, RecordId, check_corrections};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Decisions read at most around a new one; beyond, people are asked to withdraw some first.
const DECISIONS_MAX: usize = 5_000;

/// Refuses a decision that contradicts those in force, with the path that proves it. `key_id` is
/// that of the value it marks. The caller holds the gate: nobody decides meanwhile.
pub(crate) async fn check(
    tx: &mut Tx,
    new: &Correction,
    key_id: Option<Uuid>,
) -> Outcome<(), Refused> {
    let mut known: BTreeMap<CorrectionId, Correction> = BTreeMap::new();
    if let Some(key_id) = key_id {
        let marks = ids(&tx.all(&store::IN_FORCE_ON_KEY, binds![key_id]).await?)?;
        let marks = obey::in_force(tx, &marks).await?;
        known.extend(marks.into_iter().map(|mark| (mark.id, mark)));
    }
    let mut asked: BTreeSet<RecordId> = BTreeSet::new();
    let mut next: Vec<RecordId> = new.records().copied().collect();
    while !next.is_empty() {
        let found = naming(tx, &next, &known).await?;
        asked.extend(next.drain(..));
        for correction in found {
            if ties(&correction) {
                next.extend(correction.records().filter(|id| !asked.contains(id)));
            }
            known.insert(correction.id, correction);
        }
        if known.len() > DECISIONS_MAX {
            return Err(Error::Refused(Refused::TooMany));
        }
    }
    let mut all: Vec<Correction> = known.into_values().collect();
    all.push(new.clone());
    check_corrections(&all)
        .map_err(|contradiction| Error::Refused(Refused::Contradicts(Box::new(contradiction))))
}

fn ties(correction: &Correction) -> bool {
    matches!(
        correction.decision,
        Decision::MustLink(_) | Decision::Confirm(_)
    )
}

/// The decisions in force that name any of these complaints, without those known.
async fn naming(
    tx: &mut Tx,
    complaints: &[RecordId],
    known: &BTreeMap<CorrectionId, Correction>,
) -> Result<Vec<Correction>, Fault> {
    let named = list(complaints.iter().map(|id| Uuid::from_u128(id.0)));
    let mut fresh = ids(&tx.all(&dialect::NAMING, vec![named]).await?)?;
    fresh.retain(|id| !known.contains_key(&CorrectionId(id.as_u128())));
    obey::in_force(tx, &fresh).await
}
