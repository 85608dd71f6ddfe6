//! Why each complaint of a file is in its series: the strongest path, in the sentences of its page.
//! The linker is asked before anything is frozen; what it did not answer is said to be missing.

use super::contents::Gathered;
use crate::ask::{Answered, ask_each};
use crate::catalogue::SeriesRow;
use crate::rights::Sight;
use crate::said::{Kept, Line, tell};
use crate::seen::seen;
use faisceau_documents::letters::{PathRow, StepRow};
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::collections::HashMap;
use uuid::Uuid;

/// Paths printed: a paper that is read. Those nobody reviewed come first.
pub(super) const PATHS_MAX: usize = 60;

/// What the linker answered of each complaint.
pub(super) type Answers = HashMap<Uuid, Box<Kept>>;

/// Asks why the first complaints of a file are in their series.
pub(super) async fn ask(world: &World, gathered: &Gathered) -> Result<Answers, Fault> {
    let about: Vec<Uuid> = gathered.first().map(|member| member.complaint).collect();
    let answers = ask_each(world, &about).await?;
    let known = about.into_iter().zip(answers).filter_map(|(id, answer)| {
        let Answered::Known(kept, _) = answer else {
            return None;
        };
        Some((id, kept))
    });
    Ok(known.collect())
}

/// The paths of a file.
pub(super) struct Paths {
    pub(super) rows: Vec<PathRow>,
    /// How many the linker did not answer.
    pub(super) unknown: i64,
    /// How many more complaints there are than paths are printed.
    pub(super) beyond: i64,
}

/// Puts the answers in words, as far as the asker may read what they speak of, and writes on each
/// complaint that its links were read.
pub(super) async fn paths(
    cx: &Cx,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    (series, gathered): (&SeriesRow, &Gathered),
    mut answers: Answers,
) -> Result<Paths, Fault> {
    let (mut rows, mut unknown) = (Vec::new(), 0);
    for member in gathered.first() {
        let Some(mut kept) = answers.remove(&member.complaint) else {
            unknown += 1;
            continue;
        };
        let words = (say, cx.world.value_ids);
        let names = seen(tx, sight, words, series.id, &mut kept).await?;
        let told = tell(say, &names, &series.reference, &kept);
        let part = match told.path.lines.is_empty() {
            true => told.direct,
            false => told.path,
        };
        rows.push(PathRow {
            complaint: member.reference.clone(),
            lead: part.lead.or(part.more),
            steps: part.lines.into_iter().map(step).collect(),
        });
        let detail = serde_json::json!({ "series": series.id, "with": [] }).to_string();
        let deed = Deed::LinkExplained;
        cx.journal(tx, deed, "complaint", Some(member.complaint), &detail)
            .await?;
    }
    let listed = gathered.members.len() + gathered.attached.len();
    Ok(Paths {
        rows,
        unknown,
        beyond: i64::try_from(listed.saturating_sub(PATHS_MAX))?,
    })
}

fn step(line: Line) -> StepRow {
    StepRow {
        title: line.title,
        said: [line.facts, line.inference].concat(),
    }
}
