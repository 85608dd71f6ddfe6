//! Why a complaint is where it is, in plain lines for a terminal.

use super::given::Names;
use faisceau_domain::noise::Lists;
use faisceau_linkage::{Linker, Near, Reason, RecordId, Slip, ValueKey, Weighed};
use std::borrow::Cow;

/// Members of a series named before the rest is only counted.
const NAMED: usize = 20;

/// The series of a complaint, what each of its values is worth, and which of them may be another one,
/// mistyped; `None` when it is not held.
#[must_use]
pub fn explain(
    linker: &Linker,
    names: &Names,
    decisions: &Names,
    noise: &Lists,
    id: RecordId,
) -> Option<Vec<String>> {
    let members = linker.series_of(id)?;
    let name = names.of(id);
    let mut told = vec![match &members[..] {
        [_] => format!("{name}: in no series"),
        _ => {
            let mut others = members.clone();
            others.retain(|member| *member != id);
            format!(
                "{name}: in a series of {} complaints, with {} (figures, version {}; lists, version {})",
                members.len(),
                listed(names, &others),
                linker.figures().version,
                noise.version()
            )
        }
    }];
    for value in linker.values_of(id)? {
        told.push(match linker.value(&value) {
            Some(weighed) => shared(linker, (decisions, noise), &members, &weighed),
            None => {
                let listed = linker.listed(&value);
                let listed = listed.map_or_else(String::new, |code| {
                    format!("; {}", on_the_list(noise, code))
                });
                format!("  {}: in no other complaint{listed}", written(&value))
            }
        });
    }
    let near = linker.near(id)?;
    told.extend(near.iter().map(|near| mistyped(names, near)));
    Some(told)
}

fn listed(names: &Names, ids: &[RecordId]) -> String {
    let named: Vec<Cow<'_, str>> = ids.iter().take(NAMED).map(|id| names.of(*id)).collect();
    match ids.len() - named.len() {
        0 => named.join(", "),
        rest => format!("{} and {rest} more", named.join(", ")),
    }
}

/// What the value may be, and how the two differ.
fn mistyped(names: &Names, near: &Near) -> String {
    let meant = &near.meant.key;
    let perhaps = match near.slip {
        Slip::LooksSame | Slip::Resembles { .. } => format!("the same name as {meant}"),
        _ => format!("{meant} mistyped"),
    };
    format!(
        "  {}: perhaps {perhaps} ({}), of {}; proposed, links nothing",
        written(&near.value),
        differing(near),
        listed(names, &near.users),
    )
}

/// Places are told from 1, as a person counts them.
fn differing(near: &Near) -> String {
    let sign = |at: usize| near.value.key.chars().nth(at).unwrap_or_default();
    match near.slip {
        Slip::Changed { at, meant } => {
            format!("sign {} is `{}`, there `{meant}`", at + 1, sign(at))
        }
        Slip::Exchanged { at } => format!("signs {} and {} are exchanged", at + 1, at + 2),
        Slip::Extra { at } => format!("sign {}, `{}`, is one too many", at + 1, sign(at)),
        Slip::Forgotten { at, meant } if at == near.value.key.len() => {
            format!("`{meant}` is missing at the end")
        }
        Slip::Forgotten { at, meant } => {
            format!("`{meant}` is missing before sign {}", at + 1)
        }
        Slip::LooksSame => "the two look the same".to_owned(),
        Slip::Resembles { hundredths } => {
            format!(
                "the same figures at the end, and near before: 0.{hundredths:02} by Jaro-Winkler"
            )
        }
        _ => "one slip away".to_owned(),
    }
}

fn written(value: &ValueKey) -> String {
    format!("{} {}", value.kind.code(), value.key)
}

fn shared(
    linker: &Linker,
    (decisions, noise): (&Names, &Lists),
    members: &[RecordId],
    weighed: &Weighed,
) -> String {
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
        why(decisions, noise, &weighed.reason),
    )
}

fn on_the_list(noise: &Lists, code: &str) -> String {
    let list = noise.get(code);
    let name = list.map_or(code, |list| list.name.en.as_str());
    format!("known to everybody, on the list `{code}` ({name})")
}

fn why(decisions: &Names, noise: &Lists, reason: &Reason) -> String {
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
        Reason::Listed { list } => on_the_list(noise, list),
        Reason::NeverAlone => "this kind never links alone".to_owned(),
        Reason::MarkedShared(by) | Reason::MarkedOwned(by) => {
            format!("decision {}", decisions.of(RecordId(by.0)))
        }
        other => other.code().to_owned(),
    }
}
