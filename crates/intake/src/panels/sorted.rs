//! Which answers are facts, which say who the victim is, and which are the victim's own words:
//! each part needs a right of its own. Pure.

use faisceau_domain::form::{Field, FieldKind, Key, Pack, Role};

/// What right a row needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Dates, sums, identifiers: what complaints are compared on.
    Facts,
    /// Who the victim is and how to reach them.
    Identity,
    /// The victim's own words, and what is sensitive in the facts.
    Narrative,
}

/// The blocks that speak of the persons who file.
const PERSONS: [&str; 4] = ["victim", "filer", "org", "minor"];

/// The block of the narrative.
const STORY: &str = "story";

/// The part a question belongs to. A key gone from the forms is the most guarded of all: nobody
/// can tell any more what it held.
pub(crate) fn part(pack: &Pack, key: &Key) -> Part {
    if PERSONS.contains(&key.block()) {
        return Part::Identity;
    }
    match pack.field(&key.field()) {
        None => Part::Identity,
        Some(field) if field.role == Some(Role::Victim) => Part::Identity,
        Some(field) if in_own_words(key, field) => Part::Narrative,
        Some(_) => Part::Facts,
    }
}

/// Identifiers of the other side are facts, even sensitive ones: they are what complaints are
/// compared on.
fn in_own_words(key: &Key, field: &Field) -> bool {
    let free = field.kind == FieldKind::Textarea;
    key.block() == STORY || (field.pivot.is_none() && (free || field.sensitive))
}
