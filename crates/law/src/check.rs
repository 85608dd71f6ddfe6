//! What no single entry can tell: that the versions of a key follow one another without overlap or
//! hole, that a key lives in one file, that confirmations meet their entry.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::entry::Entry;
use crate::mistake::{Mistake, Problem};
use crate::offence::Natinf;
use crate::read::Confirms;

/// The day from which every key resolves, unless it says in `before` why it does not.
pub const FIRST_DAY: Date = jiff::civil::date(2020, 1, 1);

/// Gathers the versions of each key in the order of their dates.
pub(crate) fn gather(entries: Vec<Entry>, mistakes: &mut Vec<Mistake>) -> Timelines {
    let mut keys: Timelines = BTreeMap::new();
    for entry in entries {
        let versions = keys.entry(entry.key.clone()).or_default();
        match versions.first() {
            Some(first) if first.file != entry.file => {
                let other = first.file.clone();
                mistakes.push(against(&entry, Problem::Duplicate { other }));
            }
            _ => versions.push(entry),
        }
    }
    for versions in keys.values_mut() {
        versions.sort_by_key(|entry| entry.valid_from);
        follow(versions, mistakes);
        ends(versions, mistakes);
    }
    keys
}

/// The versions of each key, by key, in the order of their dates.
pub(crate) type Timelines = BTreeMap<String, Vec<Entry>>;

fn against(entry: &Entry, problem: Problem) -> Mistake {
    Mistake {
        file: entry.file.clone(),
        key: Some(entry.key.clone()),
        problem,
    }
}

/// Each version begins the day the one before it ends.
fn follow(versions: &[Entry], mistakes: &mut Vec<Mistake>) {
    for pair in versions.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        let on = later.valid_from;
        match earlier.valid_to {
            Some(end) if end < on => {
                mistakes.push(against(later, Problem::Hole { from: end, to: on }));
            }
            Some(end) if end == on => {}
            _ => mistakes.push(against(later, Problem::Overlap { on })),
        }
    }
}

/// A key that begins late or ends says why; one that does neither says nothing.
fn ends(versions: &[Entry], mistakes: &mut Vec<Mistake>) {
    let last = versions.len().saturating_sub(1);
    for (place, entry) in versions.iter().enumerate() {
        let starts_late = place == 0 && entry.valid_from > FIRST_DAY;
        let stops = entry.valid_to.filter(|_| place == last);
        let problem = match (starts_late, &entry.before) {
            (true, None) => Some(Problem::UnexplainedStart {
                from: entry.valid_from,
                first_day: FIRST_DAY,
            }),
            (false, Some(_)) => Some(Problem::NeedlessReason { field: "before" }),
            _ => None,
        };
        mistakes.extend(problem.map(|problem| against(entry, problem)));
        let problem = match (stops, &entry.after) {
            (Some(to), None) => Some(Problem::UnexplainedEnd { to }),
            (None, Some(_)) => Some(Problem::NeedlessReason { field: "after" }),
            _ => None,
        };
        mistakes.extend(problem.map(|problem| against(entry, problem)));
    }
}

/// Lays the operator's confirmations over the pack. One that names no version is a mistake; one
/// given before the entry was last checked has lapsed: the text may have changed under it, so it
/// is returned instead of applied.
pub(crate) fn confirm(
    keys: &mut Timelines,
    confirms: Vec<Confirms>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Lapsed> {
    let mut lapsed = Vec::new();
    let mut given: BTreeMap<(String, Date), String> = BTreeMap::new();
    for one in confirms {
        let Confirms {
            file,
            key,
            valid_from,
            checked_on,
            confirmation,
        } = one;
        let mistake = |problem| Mistake {
            file: file.clone(),
            key: Some(key.clone()),
            problem,
        };
        if let Some(other) = given.insert((key.clone(), valid_from), file.clone()) {
            mistakes.push(mistake(Problem::Duplicate { other }));
            continue;
        }
        let versions = keys.get_mut(&key).into_iter().flatten();
        match versions
            .into_iter()
            .find(|entry| entry.valid_from == valid_from)
        {
            None => mistakes.push(mistake(Problem::ConfirmsNothing)),
            Some(entry) if entry.checked_on == checked_on => entry.confirmed = Some(confirmation),
            Some(entry) => lapsed.push(Lapsed {
                key,
                valid_from,
                given_for: checked_on,
                now: entry.checked_on,
                by: confirmation.by,
            }),
        }
    }
    lapsed
}

/// A confirmation of an earlier reading of an entry: not applied, to be given again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapsed {
    /// The key.
    pub key: String,
    /// The version.
    pub valid_from: Date,
    /// The `checked_on` the jurist had under the eyes.
    pub given_for: Date,
    /// The `checked_on` of the pack today.
    pub now: Date,
    /// Who confirmed.
    pub by: String,
}

/// The gate and the clock that a basis names exist.
pub(crate) fn bases(keys: &Timelines, mistakes: &mut Vec<Mistake>) {
    for entry in keys.values().flatten() {
        let named = entry.basis.iter();
        let named = named.flat_map(|basis| basis.gate.iter().chain(&basis.clock));
        for named in named.filter(|key| !keys.contains_key(*key)) {
            let named = named.clone();
            mistakes.push(against(entry, Problem::NamesNothing { named }));
        }
    }
}

/// What an offence names exists: the plain form, which is an offence too, the limitation, the codes.
pub(crate) fn offences(
    keys: &Timelines,
    natinf: &BTreeMap<u32, Natinf>,
    mistakes: &mut Vec<Mistake>,
) {
    for entry in keys.values().flatten() {
        let Some(offence) = &entry.offence else {
            continue;
        };
        let plain = offence.heavier_than.as_ref();
        let is_offence = |key: &String| {
            let versions = keys.get(key);
            versions.is_some_and(|all| all.iter().all(|one| one.offence.is_some()))
        };
        let limitation = offence.limitation.as_ref();
        let unknown = plain.filter(|key| !is_offence(key));
        let unknown = unknown.or(limitation.filter(|key| !keys.contains_key(*key)));
        if let Some(named) = unknown {
            let named = named.clone();
            mistakes.push(against(entry, Problem::NamesNothing { named }));
        }
        for code in offence
            .natinf
            .iter()
            .filter(|code| !natinf.contains_key(code))
        {
            let named = format!("NATINF {code}");
            mistakes.push(against(entry, Problem::NamesNothing { named }));
        }
    }
}
