//! Which complaints are sensitive: the questionnaires say so (`sensitive` of a type, `[sensitive.…]` for every type). Who
//! may still open one is written in the policies. Names no question and no type.

use crate::form::{Journey, Pack};

/// Whether these answers make their complaint sensitive.
#[must_use]
pub fn of(journey: &Journey<'_>) -> bool {
    let everywhere = journey.pack.sensitive.values().map(|rule| &rule.when);
    let mut rules = journey.kind().sensitive.iter().chain(everywhere);
    rules.any(|when| journey.holds(when))
}

/// Whether a complaint of this type is, of which no answer is known: a line of another system.
#[must_use]
pub fn unanswered(pack: &Pack, form_type: &str) -> bool {
    let blank = pack.blank(form_type);
    blank.is_some_and(|answers| {
        Journey::of(pack, form_type, &answers).is_some_and(|journey| of(&journey))
    })
}
