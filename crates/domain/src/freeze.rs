//! Payments so recent that a bank may still call them back or block them, as the answers tell them:
//! for the sheet a victim sends to the bank, and the ticket an officer sees first. Pure; promises
//! nothing: whether money comes back is the banks' to say.

use crate::form::key::Key;
use crate::form::value::{Moment, Money};
use crate::form::{Answer, Journey, Value};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

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
pub const QUESTIONS: [&str; 5] = [METHOD, STATUS, PAID_AT, PAID, EXECUTED_AT];

const METHOD: &str = "payment.method";
const STATUS: &str = "payment.status";
const PAID_AT: &str = "payment.date";
const PAID: &str = "payment.amount";
const EXECUTED_AT: &str = "fovi.executed_at";

/// Means that a bank calls back.
const RECALLED: [&str; 3] = ["transfer", "instant_transfer", "transfer_abroad"];
/// Means that a bank or a payment service stops or disputes.
const DISPUTED: [&str; 5] = ["card", "direct_debit", "wallet", "peer", "cheque"];
/// States of a payment that leave nothing to ask.
const SETTLED: [&str; 2] = ["refused", "refunded"];

/// The payments that are worth asking for at this instant, the latest first.
#[must_use]
pub fn payments(journey: &Journey<'_>, now: Timestamp) -> Vec<Payment> {
    let mut methods: BTreeMap<u16, &str> = BTreeMap::new();
    for (_, asked, answer) in journey.answered() {
        let is_method = asked.key.field().as_str() == METHOD;
        if let (true, Some(Value::Choice(code))) = (is_method, answer.value()) {
            methods.insert(asked.key.index().unwrap_or(0), code);
        }
    }
    let mut found: Vec<Payment> = methods
        .into_iter()
        .filter_map(|(place, method)| payment(journey, place, method, now))
        .collect();
    found.sort_by_key(|payment| (std::cmp::Reverse(payment.paid_at), payment.place));
    found
}

fn payment(journey: &Journey<'_>, place: u16, method: &str, now: Timestamp) -> Option<Payment> {
    let ask = match method {
        method if RECALLED.contains(&method) => Ask::Recall,
        method if DISPUTED.contains(&method) => Ask::Dispute,
        _ => return None,
    };
    if let Some(Value::Choice(status)) = said(journey, STATUS, Some(place))
        && SETTLED.contains(&status.as_str())
    {
        return None;
    }
    let told = said(journey, PAID_AT, Some(place)).or_else(|| said(journey, EXECUTED_AT, None));
    let Some(Value::Moment(moment)) = told else {
        return None;
    };
    // A date to come is a slip, or an order given for later: it counts from now.
    let paid_at = instant(moment)?.min(now);
    let until = paid_at
        .checked_add(SignedDuration::from_hours(24 * DAYS))
        .ok()?;
    let amount = match said(journey, PAID, Some(place)) {
        Some(Value::Money(money)) => Some(money.clone()),
        _ => None,
    };
    (until > now).then(|| Payment {
        place,
        ask,
        method: method.to_owned(),
        paid_at,
        to_the_minute: moment.time.is_some(),
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

fn instant(moment: &Moment) -> Option<Timestamp> {
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
