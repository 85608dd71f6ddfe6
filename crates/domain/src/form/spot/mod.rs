//! What a text holds that could be an answer of its own: accounts, numbers, addresses, days, sums.
//! Found by rules, in what the person said; proposed, never written anywhere by itself. A value is
//! proposed only when it passes the checks of its kind: a slip is left to the eyes of the officer.

mod days;
mod sums;
mod typed;

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::field::FieldKind;
use super::pack::Pack;
use super::value::Money;

/// A text longer than this is looked at up to here: an answer holds 5 000 characters at most.
const MOST_BYTES: usize = 32 * 1024;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A bank account.
    Iban(String),
    /// A telephone number.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// The address of a page or a site.
    Url(String),
    /// An address on a chain.
    Crypto(String),
    /// A day, perhaps with its hour.
    Day(Date, Option<Time>),
    /// A sum of money.
    Sum(Money),
}

/// Where it stands in the text, and as written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The bytes it takes.
    pub at: Range<usize>,
    /// What it is.
    pub seen: Seen,
}

impl Pack {
    /// What a text holds, in the order of the text; nothing twice over the same words. `today`
    /// gives a day written without its year the last one that is past.
    #[must_use]
    pub fn spots(&self, text: &str, today: Date) -> Vec<Spot> {
        let end = (0..=MOST_BYTES.min(text.len()))
            .rev()
            .find(|end| text.is_char_boundary(*end));
        let text = &text[..end.unwrap_or(0)];
        let mut spots: Vec<Spot> = Vec::new();
        // The longest and surest shapes first: digits of an account are no telephone.
        let all = [
            typed::ibans(text),
            typed::addresses(text),
            self.days(text, today),
            sums::sums(text),
            typed::phones(text),
        ];
        for spot in all.into_iter().flatten() {
            let free =
                |taken: &Spot| spot.at.end <= taken.at.start || taken.at.end <= spot.at.start;
            if spots.iter().all(free) {
                spots.push(spot);
            }
        }
        spots.sort_by_key(|spot| spot.at.start);
        spots
    }
}

impl Seen {
    /// Whether a field of this kind may take it.
    #[must_use]
    pub fn fits(&self, kind: FieldKind) -> bool {
        match self {
            Seen::Iban(_) => kind == FieldKind::Iban,
            Seen::Phone(_) => matches!(kind, FieldKind::Phone | FieldKind::EmailOrPhone),
            Seen::Email(_) => matches!(kind, FieldKind::Email | FieldKind::EmailOrPhone),
            Seen::Url(_) => kind == FieldKind::Url,
            Seen::Crypto(_) => kind == FieldKind::CryptoAddr,
            Seen::Day(..) => matches!(
                kind,
                FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime | FieldKind::Period
            ),
            Seen::Sum(_) => kind == FieldKind::Money,
        }
    }

    /// The stable code of what it is, for words.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Seen::Iban(_) => "iban",
            Seen::Phone(_) => "phone",
            Seen::Email(_) => "email",
            Seen::Url(_) => "url",
            Seen::Crypto(_) => "crypto",
            Seen::Day(..) => "day",
            Seen::Sum(_) => "sum",
        }
    }

    /// The inputs of a field of this kind that it fits, as (part, text).
    #[must_use]
    pub fn inputs(&self, kind: FieldKind) -> Vec<(&'static str, String)> {
        match self {
            Seen::Iban(text)
            | Seen::Phone(text)
            | Seen::Email(text)
            | Seen::Url(text)
            | Seen::Crypto(text) => vec![("", text.clone())],
            Seen::Sum(money) => vec![
                ("", money.major().to_string().replace('.', ",")),
                ("currency", money.currency.clone()),
            ],
            Seen::Day(day, time) => {
                let parts = match kind {
                    FieldKind::Period => ["first-day", "first-month", "first-year"],
                    _ => ["day", "month", "year"],
                };
                let numbers = [
                    day.day().to_string(),
                    day.month().to_string(),
                    day.year().to_string(),
                ];
                let hour = time.filter(|_| kind == FieldKind::Datetime);
                let hour = hour.map(|time| ("time", time.strftime("%H:%M").to_string()));
                parts.into_iter().zip(numbers).chain(hour).collect()
            }
        }
    }
}

/// Whether a letter or a digit stands just before or just after: then it is part of a longer word.
fn is_apart(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    ![before, after]
        .into_iter()
        .flatten()
        .any(char::is_alphanumeric)
}
