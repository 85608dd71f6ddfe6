//! What cannot wait, from facts a complaint already holds: somebody in danger, a minor, a threat, a
//! transfer that a bank may still call back. It orders a list and says why; it hides nothing and
//! rejects nothing. The weights of a full priority are no part of it.

use crate::form::key::Key;
use crate::form::{Answer, Journey, Value};
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

/// The questions looked at, beside those a form calls a danger. A test asks the shipped questionnaires for each of them.
pub const QUESTIONS: [&str; 7] = [SAFETY, AGE, THREAT, METHOD, STATUS, PAID_AT, EXECUTED_AT];

const SAFETY: &str = "sext.safety";
const AGE: &str = "sext.age_bracket";
const THREAT: &str = "sext.kind";
const METHOD: &str = "payment.method";
const STATUS: &str = "payment.status";
const PAID_AT: &str = "payment.date";
const EXECUTED_AT: &str = "fovi.executed_at";

/// Means of payment that a bank can call back.
const TRANSFERS: [&str; 3] = ["transfer", "instant_transfer", "transfer_abroad"];
/// States of a payment that leave nothing to call back.
const SETTLED: [&str; 2] = ["refused", "refunded"];

/// Why this complaint, filed at that instant, cannot wait; `None` when it can.
#[must_use]
pub fn of(journey: &Journey<'_>, filed_at: Timestamp) -> Option<Urgency> {
    let mut reasons = Vec::new();
    let safety = answer(journey, SAFETY, None).and_then(Answer::value);
    if matches!(safety, Some(Value::Flag(true))) || journey.in_danger() {
        reasons.push(Urgent::Danger);
    }
    let age = answer(journey, AGE, None);
    if age.is_some() && choice(age) != Some("adult") {
        reasons.push(Urgent::Minor);
    }
    // Such a message goes to thousands, and nothing stands behind it.
    if choice(answer(journey, THREAT, None)).is_some_and(|kind| kind != "mass_email") {
        reasons.push(Urgent::Threat);
    }
    let until = recall_until(journey, filed_at).filter(|until| *until > filed_at);
    reasons.extend(until.map(|_| Urgent::Recall));
    (!reasons.is_empty()).then_some(Urgency { reasons, until })
}

/// When the last transfer that can be called back stops being looked at first.
fn recall_until(journey: &Journey<'_>, filed_at: Timestamp) -> Option<Timestamp> {
    let paid = journey.answered().filter_map(|(_, asked, given)| {
        let moment = instant(given)?;
        let item = asked.key.index();
        match asked.key.field().as_str() {
            EXECUTED_AT => Some(moment),
            PAID_AT => {
                let of = |field: &str| answer(journey, field, item);
                let called_back = choice(of(METHOD)).is_some_and(|m| TRANSFERS.contains(&m));
                let settled = choice(of(STATUS)).is_some_and(|s| SETTLED.contains(&s));
                (called_back && !settled).then_some(moment)
            }
            _ => None,
        }
    });
    // A date after the filing is a slip, or an order given for later: it counts from the filing.
    let last = paid.map(|at| at.min(filed_at)).max()?;
    last.checked_add(SignedDuration::from_hours(RECALL_HOURS))
        .ok()
}

/// The instant of a day and a time; of a day alone its beginning, so that nothing is promised.
fn instant(answer: &Answer) -> Option<Timestamp> {
    let Value::Moment(moment) = answer.value()? else {
        return None;
    };
    let time = moment.time.unwrap_or_default();
    let at = moment.date.to_datetime(time).in_tz(&moment.zone).ok()?;
    Some(at.timestamp())
}

fn answer<'a>(journey: &Journey<'a>, field: &str, item: Option<u16>) -> Option<&'a Answer> {
    journey.given(&Key::of(field, item).ok()?)
}

fn choice(answer: Option<&Answer>) -> Option<&str> {
    match answer?.value()? {
        Value::Choice(code) => Some(code),
        _ => None,
    }
}
