//! What an answer can hold, typed. Values typed by a person are kept as typed: the crate
//! `identifiers` reads them later, and a doubt never loses a character.

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A value given by a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "is", rename_all = "snake_case")]
pub enum Value {
    /// The code of one choice.
    Choice(String),
    /// The codes of several choices, in the order of the question.
    Multi(Vec<String>),
    /// Yes or no; also a box ticked.
    Flag(bool),
    /// One line or several lines of text.
    Text(String),
    /// A day.
    Date(Date),
    /// A year, perhaps a month, perhaps a day.
    Approx(Approx),
    /// A day, perhaps a time, in a zone.
    Moment(Moment),
    /// From, to, or still going on.
    Period(Period),
    /// A sum of money.
    Money(Money),
    /// A quantity that is not money of a State (a crypto-asset).
    Quantity(Decimal),
    /// A whole number.
    Int(i64),
    /// An IBAN, a BIC, a phone, an e-mail, an address of a site, an IP, a SIREN, a fingerprint, as typed.
    Typed(Typed),
    /// An account on a platform.
    Handle(Handle),
    /// An address or a transaction on a chain.
    OnChain(OnChain),
    /// The first 6 and last 4 digits of a card; the others are never kept.
    Card(Card),
    /// A person.
    Person(Person),
    /// A postal address.
    Address(Address),
    /// A town, or a country.
    Place(Place),
    /// Exhibits already deposited, by their ids.
    Files(Vec<String>),
    /// Several values of a field that accepts several.
    Many(Vec<Value>),
}

/// A date of which the day, or the month too, may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Approx {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// The day, only with a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
}

impl Approx {
    /// The first day it may be; `None` when the parts make no date.
    #[must_use]
    pub fn earliest(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day it may be; `None` when the parts make no date.
    #[must_use]
    pub fn latest(self) -> Option<Date> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(self.year, month, day).ok(),
            (Some(month), None) => Date::new(self.year, month, 1).ok().map(Date::last_of_month),
            (None, _) => Date::new(self.year, 12, 31).ok(),
        }
    }
}

/// A day and a clock time, as read on a wall in a zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    /// The IANA name of the zone, such as `Europe/Paris`.
    pub zone: String,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Approx>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Approx>,
    /// It still goes on.
    #[serde(default)]
    pub continuing: bool,
}

/// A sum: minor units (cents) and an ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: 125050 is 1 250,50 €.
    pub minor: i64,
    /// ISO 4217 code, upper case.
    pub currency: String,
}

impl Money {
    /// How many digits the minor unit of a currency has (ISO 4217, exceptions to 2).
    #[must_use]
    pub fn digits(currency: &str) -> u32 {
        match currency {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// The sum in major units.
    #[must_use]
    pub fn major(&self) -> Decimal {
        Decimal::new(self.minor, Money::digits(&self.currency))
    }
}

/// A value kept exactly as typed, and why it is doubted, if it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Typed {
    /// As typed.
    pub raw: String,
    /// The code of the doubt: the person was warned and kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// An account: the platform and the name shown or the link of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Handle {
    /// The platform, as typed; may be empty when the name is a link.
    pub platform: String,
    /// The pseudonym, stable id or profile link, as typed.
    pub name: String,
}

/// An address or a transaction, with the chain chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OnChain {
    /// The chain as typed; may be empty ("I don't know the network").
    pub chain: String,
    /// The address, hash or explorer link, as typed.
    pub raw: String,
    /// The code of the doubt: the person was warned and kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// What is kept of a payment card.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// The first six digits (the issuer).
    pub first6: String,
    /// The last four digits.
    pub last4: String,
}

/// A person; which parts are asked is decided by the field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The parts given, by their code, in the order they are asked: `birth_name`, `first_names`…
    pub parts: Vec<(String, String)>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born_on: Option<Date>,
}

/// The parts of a person that make a name.
const NAME_PARTS: [&str; 4] = ["birth_name", "usual_name", "first_names", "alias"];

impl Person {
    /// The name in the parts given, without date, place or description; empty when there is none.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = self.parts.iter();
        let words: Vec<&str> = parts
            .filter(|(part, _)| NAME_PARTS.contains(&part.as_str()))
            .map(|(_, text)| text.as_str())
            .collect();
        words.join(" ")
    }
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Number and street, one or two lines.
    pub lines: String,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Country, as typed; empty means the country of the instance.
    pub country: String,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The town, or the country when abroad, as typed.
    pub name: String,
    /// The code of the commune, when one was picked in a list (INSEE, in France).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
