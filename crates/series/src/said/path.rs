//! The strongest path from complaint to complaint, step by step.

use super::{Kept, Line, Part, STEPS_BEFORE, Seen, capital, count, ground, told};
use faisceau_documents::words::Say;
use faisceau_linkage::PathStep;

/// The path, with its length first; nothing where there is none.
pub(super) fn part(say: &Say, seen: &Seen, kept: &Kept) -> Part {
    let path = &kept.explained.path;
    if path.is_empty() {
        return Part::default();
    }
    let steps = count(path.len() + kept.more_steps);
    Part {
        lead: Some(told(say, "explanation-path-length", &[("steps", steps)])),
        lines: path
            .iter()
            .enumerate()
            .flat_map(|(at, found)| {
                let cut = (at == STEPS_BEFORE && kept.more_steps > 0).then(|| Line {
                    title: told(
                        say,
                        "explanation-path-cut",
                        &[("n", count(kept.more_steps))],
                    ),
                    ..Line::default()
                });
                cut.into_iter().chain([step(say, seen, found)])
            })
            .collect(),
        more: None,
    }
}

fn step(say: &Say, seen: &Seen, step: &PathStep) -> Line {
    let between = [step.from, step.to];
    let mut line = ground::line(say, seen, &between, &step.ground);
    let [from, to] = between.map(|id| seen.complaint(say, id));
    let way = capital(&say.with("explanation-step", &[("from", &from), ("to", &to)]));
    line.title = format!("{way}. {}", line.title);
    line
}
