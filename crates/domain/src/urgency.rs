//! What cannot wait, from facts a complaint already holds: somebody in danger, a minor, a threat, a
//! transfer that a bank may still call back. Which answers say so is data, `forms/first.toml`. It orders a list and says why; it hides nothing and
//! rejects nothing. The weights of a full priority are no part of it.

use crate::form::Journey;
use crate::freeze::{Ask, instant};
use jiff::{SignedDuration, Timestamp};

/// Why a complaint cannot wait, the strongest last. People come before money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgent {
    /// A transfer so recent that a recall is worth asking before anything else.
    Recall,
    /// Somebody threatens to disclose.
    Threat,
    /// The person concerned is a minor, or did not say.
    Minor,
    /// The person says to be in danger, or thinks of self-harm.
    Danger,
}

impl Urgent {
    /// Every reason, the weakest first.
    pub const ALL: [Urgent; 4] = [
        Urgent::Recall,
        Urgent::Threat,
        Urgent::Minor,
        Urgent::Danger,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Urgent::Recall => "recall",
            Urgent::Threat => "threat",
            Urgent::Minor => "minor",
            Urgent::Danger => "danger",
        }
    }

    /// The reason of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Urgent> {
        Urgent::ALL.into_iter().find(|urgent| urgent.code() == code)
    }

    /// Its place in the order, from 1; only [`Urgent::Recall`], the first, runs out.
    #[must_use]
    pub fn rank(self) -> i64 {
        match self {
            Urgent::Recall => RANK_OF_CLOCKS,
            Urgent::Threat => 2,
            Urgent::Minor => 3,
            Urgent::Danger => 4,
        }
    }
}

/// The rank of what runs out: a rank above it holds until the complaint is decided.
pub const RANK_OF_CLOCKS: i64 = 1;

/// Hours during which a recall is looked at first. No text sets it: the delays that banks give each
/// other are longer, and money is moved on within days. An order of work, never a right that ends.
pub const RECALL_HOURS: i64 = 72;

/// Why a complaint cannot wait, and until when for what runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgency {
    /// The reasons, the strongest first; never empty.
    pub reasons: Vec<Urgent>,
    /// When [`Urgent::Recall`] stops counting.
    pub until: Option<Timestamp>,
}

impl Urgency {
    /// Its place in the order: that of its strongest reason.
    #[must_use]
    pub fn rank(&self) -> i64 {
        self.reasons.iter().map(|r| r.rank()).max().unwrap_or(0)
    }

    /// What still counts at this instant; `None` when nothing does any more.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Option<Urgency> {
        if self.until.is_some_and(|until| until <= now) {
            self.until = None;
            self.reasons.retain(|reason| *reason != Urgent::Recall);
        }
        (!self.reasons.is_empty()).then_some(self)
    }
}

/// What presses in two complaints that are one case: all that presses in either, for as long as in
/// either.
#[must_use]
pub fn both(one: Option<Urgency>, other: Option<Urgency>) -> Option<Urgency> {
    let (mut one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    one.reasons.extend(other.reasons);
    one.reasons.sort_by_key(|reason| std::cmp::Reverse(*reason));
    one.reasons.dedup();
    one.until = one.until.max(other.until);
    Some(one)
}

/// The questions looked at, beside those that the rules of the forms name. A test asks the shipped questionnaires for
/// each of them.
pub const QUESTIONS: [&str; 2] = [PAID_AT, EXECUTED_AT];

const PAID_AT: &str = "payment.date";
const EXECUTED_AT: &str = "fovi.executed_at";

/// Why this complaint, filed at that instant, cannot wait; `None` when it can.
#[must_use]
pub fn of(journey: &Journey<'_>, filed_at: Timestamp) -> Option<Urgency> {
    let presses = |urgent: &Urgent| {
        let rule = journey.pack.presses.get(urgent);
        let of_its_type = *urgent == Urgent::Danger && journey.in_danger();
        of_its_type || rule.is_some_and(|rule| journey.holds(&rule.when))
    };
    let mut reasons: Vec<Urgent> = Urgent::ALL.into_iter().rev().filter(presses).collect();
    let until = recall_until(journey, filed_at).filter(|until| *until > filed_at);
    reasons.extend(until.map(|_| Urgent::Recall));
    (!reasons.is_empty()).then_some(Urgency { reasons, until })
}

/// When the last transfer that can be called back stops being looked at first.
fn recall_until(journey: &Journey<'_>, filed_at: Timestamp) -> Option<Timestamp> {
    let rule = journey.pack.freeze.get(&Ask::Recall);
    let paid = journey.answered().filter_map(|(_, asked, given)| {
        let counts = match asked.key.field().as_str() {
            EXECUTED_AT => true,
            PAID_AT => rule.is_some_and(|rule| journey.holds_at(&rule.when, &asked.key)),
            _ => false,
        };
        instant(given.value().filter(|_| counts)?)
    });
    // A date after the filing is a slip, or an order given for later: it counts from the filing.
    let last = paid.map(|at| at.min(filed_at)).max()?;
    last.checked_add(SignedDuration::from_hours(RECALL_HOURS))
        .ok()
}
