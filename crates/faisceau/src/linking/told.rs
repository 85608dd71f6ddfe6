//! Why a complaint is where it is, in plain lines for a terminal.

use super::given::Names;
use faisceau_linkage::{Linker, Reason, RecordId, ValueKey, Weighed};
use std::borrow::Cow;

/// Members of a series named before the rest is only counted.
const NAMED: usize = 20;

/// The series of a complaint, and what each of its values is worth; `None` when it is not held.
#[must_use]
pub fn explain(
    linker: &Linker,
    names: &Names,
    decisions: &Names,
    id: RecordId,
) -> Option<Vec<String>> {
    let members = linker.series_of(id)?;
    let name = names.of(id);
    let mut told = vec![match &members[..] {
        [_] => format!("{name}: in no series"),
        _ => {
            let others = members.iter().filter(|member| **member != id);
            let named: Vec<Cow<'_, str>> = others.take(NAMED).map(|m| names.of(*m)).collect();
            let rest = members.len() - 1 - named.len();
            let rest = if rest > 0 {
                format!(" and {rest} more")
            } else {
                String::new()
            };
            format!(
                "{name}: in a series of {} complaints, with {}{rest} (figures, version {})",
                members.len(),
                named.join(", "),
                linker.figures().version
            )
        }
    }];
    for value in linker.values_of(id)? {
        told.push(match linker.value(&value) {
            Some(weighed) => shared(linker, decisions, &members, &weighed),
            None => format!("  {}: in no other complaint", written(&value)),
        });
    }
    Some(told)
}

fn written(value: &ValueKey) -> String {
    format!("{} {}", value.kind.code(), value.key)
}

fn shared(linker: &Linker, decisions: &Names, members: &[RecordId], weighed: &Weighed) -> String {
    let users = linker.users_of(&weighed.value);
    let here = users.iter().filter(|user| members.contains(user)).count();
    let day = |at: jiff::Timestamp| at.strftime("%Y-%m-%d").to_string();
    let bits = weighed.bits.map_or(String::new(), |bits| {
        format!(", {:+.2} bits", f64::from(bits.0) / 100.0)
    });
    format!(
        "  {}: {}, in {} complaints ({here} of this series), {} to {}{bits}: {}",
        written(&weighed.value),
        weighed.class.code(),
        weighed.tally.users,
        day(weighed.tally.first),
        day(weighed.tally.last),
        why(decisions, &weighed.reason),
    )
}

fn why(decisions: &Names, reason: &Reason) -> String {
    match reason {
        Reason::Agrees {
            corroborated,
            arrivals,
        } => format!("{corroborated} of {arrivals} later ones share something firm besides"),
        Reason::AgreesTooLittle {
            corroborated,
            arrivals,
        } => format!("too little besides: {corroborated} of {arrivals} later ones"),
        Reason::Disagrees {
            corroborated,
            arrivals,
        } => format!(
            "its users disagree: {corroborated} of {arrivals} later ones share something firm \
             besides"
        ),
        Reason::Listed { list } => format!("on the list {list}"),
        Reason::NeverAlone => "this kind never links alone".to_owned(),
        Reason::MarkedShared(by) | Reason::MarkedOwned(by) => {
            format!("decision {}", decisions.of(RecordId(by.0)))
        }
        other => other.code().to_owned(),
    }
}
