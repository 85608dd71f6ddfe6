//! Why a decision cannot stand beside those in force, step by step, with a link to each decision
//! that says otherwise. A complaint the reader may not read is not named.

use crate::decide::kind::Kind;
use crate::decide::listed::{self, Listed};
use crate::decide::words::{self, Names};
use crate::dialect;
use crate::rights::Sight;
use faisceau_documents::words::Say;
use faisceau_linkage::{Contradiction, CorrectionId, RecordId};
use faisceau_platform::access::Action;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// One step of the proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Step {
    /// What is decided already, in words.
    pub(crate) said: String,
    /// The decision in force; null for the one that is refused.
    pub(crate) decision: Option<Uuid>,
}

/// What the proof reads.
struct Known {
    decisions: HashMap<Uuid, Listed>,
    references: HashMap<RecordId, String>,
    names: Names,
}

/// The steps that prove a contradiction.
pub(crate) async fn steps(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    contradiction: &Contradiction,
) -> Result<Vec<Step>, Fault> {
    let (ids, complaints) = named(contradiction);
    let known = read(tx, sight, say, &ids, &complaints).await?;
    let step = |id: CorrectionId, key: &str, [from, to]: [Option<RecordId>; 2]| {
        known.step(say, id, key, [from, to])
    };
    Ok(match contradiction {
        Contradiction::ApartButTied { apart, path } => {
            let ends = [path.first().map(|t| t.from), path.last().map(|t| t.to)];
            let ties = path.iter().map(|tie| {
                let ends = [Some(tie.from), Some(tie.to)];
                step(tie.by, "decisions-proof-tied", ends)
            });
            let wall = step(*apart, "decisions-proof-apart", ends);
            ties.chain([wall]).collect()
        }
        Contradiction::SharedAndOwned { shared, owned, .. } => vec![
            step(*shared, "decisions-proof-shared", [None, None]),
            step(*owned, "decisions-proof-owned", [None, None]),
        ],
        _ => Vec::new(),
    })
}

fn named(contradiction: &Contradiction) -> (Vec<Uuid>, Vec<Uuid>) {
    let uuid = |id: &CorrectionId| Uuid::from_u128(id.0);
    match contradiction {
        Contradiction::ApartButTied { apart, path } => {
            let by = path.iter().map(|tie| uuid(&tie.by));
            let ends = path.iter().flat_map(|tie| [tie.from, tie.to]);
            (
                by.chain([uuid(apart)]).collect(),
                ends.map(|id| Uuid::from_u128(id.0)).collect(),
            )
        }
        Contradiction::SharedAndOwned { shared, owned, .. } => {
            (vec![uuid(shared), uuid(owned)], Vec::new())
        }
        _ => (Vec::new(), Vec::new()),
    }
}

async fn read(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    ids: &[Uuid],
    complaints: &[Uuid],
) -> Result<Known, Fault> {
    let decisions = listed::several(tx, ids).await?;
    let names = Names::of(tx, say, &decisions).await?;
    sight.learn(tx, complaints.iter().copied()).await?;
    let mut references = HashMap::new();
    let asked = vec![dialect::list(complaints.iter().copied())];
    for row in tx.all_over_units(&dialect::REFERENCES, asked).await? {
        let id: Uuid = row.get("id")?;
        if sight.may(Action::ComplaintRead, id) {
            references.insert(RecordId(id.as_u128()), row.get("reference")?);
        }
    }
    let decisions = decisions.into_iter().map(|d| (d.id, d)).collect();
    Ok(Known {
        decisions,
        references,
        names,
    })
}

impl Known {
    fn step(
        &self,
        say: &Say,
        id: CorrectionId,
        key: &str,
        [from, to]: [Option<RecordId>; 2],
    ) -> Step {
        let hidden = say.say("decisions-proof-hidden");
        let reference = |id: Option<RecordId>| {
            let known = id.and_then(|id| self.references.get(&id));
            known.cloned().unwrap_or_else(|| hidden.clone())
        };
        let stored = self.decisions.get(&Uuid::from_u128(id.0));
        let by = match stored {
            Some(decision) => {
                let by = words::by(say, self.names.get(decision.by), decision.at);
                format!("{} {by}", own_name(say, decision.kind))
            }
            None => say.say("decisions-proof-this"),
        };
        let (from, to) = (reference(from), reference(to));
        let args = [("from", from.as_str()), ("to", to.as_str()), ("by", &by)];
        Step {
            said: say.with(key, &args),
            decision: stored.map(|decision| decision.id),
        }
    }
}

/// "the confirmation", "the merge"… within a sentence.
fn own_name(say: &Say, kind: Kind) -> String {
    say.say(&format!("decisions-the-{}", kind.code()))
}
