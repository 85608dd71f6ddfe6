//! The decisions in force as the linker obeys them: read whole when it begins, then those that were
//! marked, never by their last id. Says also how each complaint stands in its series. Decides
//! nothing of what was decided.

use crate::catalogue::Standing;
use crate::decide::listed::ids;
use crate::decide::{dialect, store};
use crate::dialect::list;
use faisceau_linkage::{
    Contradiction, Correction, CorrectionId, Decision, RecordId, ValueKey, check_corrections,
};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Decisions read at once.
const PAGE: i64 = 200;

/// The decisions in force.
#[derive(Debug, Default)]
pub(crate) struct InForce {
    all: BTreeMap<CorrectionId, Correction>,
    /// The complaints that confirmations name.
    confirmed: HashSet<RecordId>,
}

/// The decisions that wait to be obeyed with their marks, the longest waiting first.
pub(crate) async fn marks(tx: &mut Tx, limit: i64) -> Result<Vec<(Uuid, i64)>, Fault> {
    let rows = tx.all(&store::PENDING, binds![limit]).await?;
    let mark = |row: &Row| Ok((row.get("decision_id")?, row.get("turn")?));
    rows.iter().map(mark).collect()
}

impl InForce {
    /// Reads the next decisions in force after this id; the last of them, or `None` at the end.
    pub(crate) async fn read_next(
        &mut self,
        tx: &mut Tx,
        after: Uuid,
    ) -> Result<Option<Uuid>, Fault> {
        let ids = ids(&tx.all(&store::NEXT_IN_FORCE, binds![after, PAGE]).await?)?;
        let Some(last) = ids.last() else {
            self.remember_confirmed();
            return Ok(None);
        };
        self.take(in_force(tx, &ids).await?);
        Ok(Some(*last))
    }

    /// Reads these decisions again: one that is no longer in force is forgotten.
    pub(crate) async fn read_again(&mut self, tx: &mut Tx, ids: &[Uuid]) -> Result<(), Fault> {
        let read = in_force(tx, ids).await?;
        for id in ids {
            self.all.remove(&CorrectionId(id.as_u128()));
        }
        self.take(read);
        self.remember_confirmed();
        Ok(())
    }

    fn take(&mut self, corrections: Vec<Correction>) {
        let by_id = corrections.into_iter().map(|c| (c.id, c));
        self.all.extend(by_id);
    }

    fn remember_confirmed(&mut self) {
        let confirms =
            |correction: &&Correction| matches!(correction.decision, Decision::Confirm(_));
        let confirmations = self.all.values().filter(confirms);
        self.confirmed = confirmations.flat_map(|c| c.records().copied()).collect();
    }

    /// What the linker is to obey. Decisions that contradict each other are refused when they are
    /// taken; should two be stored all the same, the one that parts or shares is left out and the
    /// log says so: linking goes on.
    pub(crate) fn obeyed(&self) -> Vec<Correction> {
        let mut obeyed: Vec<Correction> = self.all.values().cloned().collect();
        while let Err(contradiction) = check_corrections(&obeyed) {
            let left_out = match contradiction {
                Contradiction::ApartButTied { apart, .. } => apart,
                Contradiction::SharedAndOwned { shared, .. } => shared,
                Contradiction::Repeated(id) => id,
                _ => break,
            };
            let id = Uuid::from_u128(left_out.0);
            tracing::error!(decision = %id, "a stored decision contradicts others and is not obeyed");
            obeyed.retain(|correction| correction.id != left_out);
        }
        obeyed
    }

    /// How each member of a series stands in it.
    pub(crate) fn standings(
        &self,
        members: &[RecordId],
    ) -> impl Iterator<Item = (RecordId, Standing)> {
        let confirmed = |member: &RecordId| self.confirmed.contains(member);
        let any = members.iter().any(confirmed);
        members.iter().map(move |member| {
            let standing = match (any, confirmed(member)) {
                (false, _) => Standing::Candidate,
                (true, true) => Standing::Confirmed,
                (true, false) => Standing::Attached,
            };
            (*member, standing)
        })
    }
}

/// Those of a list that are in force, as the linker reads them.
pub(crate) async fn in_force(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Correction>, Fault> {
    let asked = || vec![list(ids.iter().copied())];
    let decisions = tx.all(&dialect::IN_FORCE, asked()).await?;
    let named = tx.all(&dialect::NAMED, asked()).await?;
    corrections(&decisions, &named)
}

/// Rows of decisions, and of the complaints they name. What a later version decides in other words
/// is not obeyed here.
fn corrections(decisions: &[Row], named: &[Row]) -> Result<Vec<Correction>, Fault> {
    let mut sides: BTreeMap<Uuid, [Vec<RecordId>; 2]> = BTreeMap::new();
    for row in named {
        let side = usize::from(row.get::<i64>("side")? != 0);
        let complaint: Uuid = row.get("complaint_id")?;
        let of = sides.entry(row.get("decision_id")?).or_default();
        of[side].push(RecordId(complaint.as_u128()));
    }
    let mut found = Vec::with_capacity(decisions.len());
    for row in decisions {
        let id: Uuid = row.get("id")?;
        let [one, other] = sides.remove(&id).unwrap_or_default();
        let kind: String = row.get("kind")?;
        let decision = match kind.as_str() {
            "confirm" => Decision::Confirm(one),
            "merge" => Decision::MustLink([one, other].concat()),
            "split" | "forbid" => Decision::CannotLink(one, other),
            "shared" | "owned" => match (value(row)?, kind.as_str()) {
                (Some(value), "shared") => Decision::Shared(value),
                (Some(value), _) => Decision::Owned(value),
                (None, _) => continue,
            },
            _ => continue,
        };
        found.push(Correction {
            id: CorrectionId(id.as_u128()),
            decision,
        });
    }
    Ok(found)
}

fn value(row: &Row) -> Result<Option<ValueKey>, Fault> {
    let kind: Option<String> = row.get("value_kind")?;
    let key: Option<String> = row.get("link_key")?;
    let known = kind.zip(key);
    Ok(known.and_then(|(kind, key)| ValueKey::of_stored(&kind, &key)))
}
