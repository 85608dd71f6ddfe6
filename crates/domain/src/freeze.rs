//! Payments so recent that a bank may still call them back or block them: for the sheet a victim sends to
//! the bank, and the ticket an officer sees first. Which answers make a payment worth asking for is data,
//! `forms/first.toml`; until when is here. Pure; promises nothing: whether money comes back is the banks'
//! to say.

use crate::form::key::Key;
use crate::form::value::Money;
use crate::form::{Answer, Journey, Value};
use jiff::{SignedDuration, Timestamp};

/// Days during which a payment is worth a sheet and a ticket. No text sets it: after some days what was
/// sent is spent, and the ordinary ways of the bank are left.
pub const DAYS: i64 = 10;

/// What is asked of the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Call a transfer back, and have the receiving account blocked.
    Recall,
    /// Stop or dispute a payment made by another means.
    Dispute,
}

impl Ask {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Ask::Recall => "recall",
            Ask::Dispute => "dispute",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Ask> {
        [Ask::Recall, Ask::Dispute]
            .into_iter()
            .find(|ask| ask.code() == code)
    }
}

/// A payment that may still be called back or blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its place among the payments, from 0.
    pub place: u16,
    /// What is asked.
    pub ask: Ask,
    /// The code of the means of payment.
    pub method: String,
    /// When it was made: the beginning of the day where no time is told.
    pub paid_at: Timestamp,
    /// Whether a time was told.
    pub to_the_minute: bool,
    /// The sum.
    pub amount: Option<Money>,
    /// Until when it is worth asking before anything else.
    pub until: Timestamp,
}

/// The questions looked at. A test asks the shipped questionnaires for each of them.
pub const QUESTIONS: [&str; 4] = [METHOD, PAID_AT, PAID, EXECUTED_AT];

const METHOD: &str = "payment.method";
const PAID_AT: &str = "payment.date";
const PAID: &str = "payment.amount";
const EXECUTED_AT: &str = "fovi.executed_at";

/// The payments that are worth asking for at this instant, the latest first.
#[must_use]
pub fn payments(journey: &Journey<'_>, now: Timestamp) -> Vec<Payment> {
    let methods = journey.answered().filter_map(|(_, asked, answer)| {
        let is_method = asked.key.field().as_str() == METHOD;
        match answer.value().filter(|_| is_method)? {
            Value::Choice(code) => Some((&asked.key, code.as_str())),
            _ => None,
        }
    });
    let mut found: Vec<Payment> = methods
        .filter_map(|(key, method)| payment(journey, key, method, now))
        .collect();
    found.sort_by_key(|payment| (std::cmp::Reverse(payment.paid_at), payment.place));
    found
}

fn payment(journey: &Journey<'_>, key: &Key, method: &str, now: Timestamp) -> Option<Payment> {
    let mut rules = journey.pack.freeze.iter();
    let (ask, _) = rules.find(|(_, rule)| journey.holds_at(&rule.when, key))?;
    let place = key.index().unwrap_or(0);
    let told = said(journey, PAID_AT, Some(place)).or_else(|| said(journey, EXECUTED_AT, None));
    // A date to come is a slip, or an order given for later: it counts from now.
    let paid_at = instant(told?)?.min(now);
    let until = paid_at
        .checked_add(SignedDuration::from_hours(24 * DAYS))
        .ok()?;
    let amount = match said(journey, PAID, Some(place)) {
        Some(Value::Money(money)) => Some(money.clone()),
        _ => None,
    };
    (until > now).then(|| Payment {
        place,
        ask: *ask,
        method: method.to_owned(),
        paid_at,
        to_the_minute: matches!(told, Some(Value::Moment(moment)) if moment.time.is_some()),
        amount,
        until,
    })
}

/// What is answered to a question, of one payment or of all.
#[must_use]
pub fn said<'a>(journey: &Journey<'a>, field: &str, place: Option<u16>) -> Option<&'a Value> {
    let key = Key::of(field, place).ok()?;
    journey.given(&key).and_then(Answer::value)
}

/// The instant of a day and a time; of a day alone its beginning, so that nothing is promised.
pub(crate) fn instant(value: &Value) -> Option<Timestamp> {
    let Value::Moment(moment) = value else {
        return None;
    };
    let time = moment.time.unwrap_or_default();
    let at = moment.date.to_datetime(time).in_tz(&moment.zone).ok()?;
    Some(at.timestamp())
}

/// What became of the request to a bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The money is blocked or comes back.
    Done,
    /// It was gone already.
    TooLate,
    /// The bank refused.
    Refused,
}

impl Outcome {
    /// Every outcome, the good one first.
    pub const ALL: [Outcome; 3] = [Outcome::Done, Outcome::TooLate, Outcome::Refused];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::TooLate => "too_late",
            Outcome::Refused => "refused",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.code() == code)
    }
}

/// Time left or gone, as a clock tells it: whole days and hours, or minutes below an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Whole days.
    pub days: i64,
    /// Hours beyond them.
    pub hours: i64,
    /// Minutes beyond those.
    pub minutes: i64,
}

impl Clock {
    /// From one instant to another; nothing when the second is not later.
    #[must_use]
    pub fn between(from: Timestamp, to: Timestamp) -> Clock {
        let minutes = to.duration_since(from).as_mins().max(0);
        Clock {
            days: minutes / (24 * 60),
            hours: minutes / 60 % 24,
            minutes: minutes % 60,
        }
    }
}
