//! Dates in three fields (a calendar is slow for past dates and bad by keyboard) and money with
//! its currency.

use askama::Template;
use faisceau_documents::words::Say;

use super::choice::Choice;
use super::field::Asked;

/// A date as it was typed, right or wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

/// A date: sent as `name.day`, `name.month`, `name.year`.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/date.html")]
pub struct DateField {
    /// The question.
    pub asked: Asked,
    /// What it holds.
    pub value: DateParts,
    /// Whether it is the reader's own birth date.
    pub own_birth: bool,
    day_word: String,
    month_word: String,
    year_word: String,
}

impl DateField {
    /// A date holding `value`.
    #[must_use]
    pub fn new(say: &Say, asked: Asked, value: DateParts) -> DateField {
        DateField {
            asked,
            value,
            own_birth: false,
            day_word: say.say("platform-day"),
            month_word: say.say("platform-month"),
            year_word: say.say("platform-year"),
        }
    }
}

/// An amount and its currency: sent as `name.amount` and `name.currency`.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/money.html")]
pub struct MoneyField {
    /// The question.
    pub asked: Asked,
    /// The amount as typed.
    pub amount: String,
    /// The currencies offered; when only one, it is written after the field.
    pub currencies: Vec<Choice>,
    amount_word: String,
    currency_word: String,
}

impl MoneyField {
    /// An amount as typed, among these currencies.
    #[must_use]
    pub fn new(
        say: &Say,
        asked: Asked,
        amount: impl Into<String>,
        currencies: Vec<Choice>,
    ) -> MoneyField {
        MoneyField {
            asked,
            amount: amount.into(),
            currencies,
            amount_word: say.say("platform-amount"),
            currency_word: say.say("platform-currency"),
        }
    }
}
