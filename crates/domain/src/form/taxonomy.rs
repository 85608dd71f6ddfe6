//! The classifications a complaint is counted in: schemes of other bodies with their version and
//! source, the terms of each, and which codes a type and its options carry. A term ends on a day
//! and names its successors. What is given to a complaint at filing is stored with the version of
//! the scheme and never computed again. None of these codes qualifies the facts in law.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::answers::Answer;
use super::bilingual::Bilingual;
use super::journey::Journey;
use super::kind::date;
use super::pack::Pack;
use super::value::Value;

/// A classification kept by some body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its key; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// Its name.
    pub label: Bilingual,
    /// The version of it whose codes are written here.
    pub version: String,
    /// Where its codes were read.
    pub source: String,
    /// When they were read.
    #[serde(deserialize_with = "date")]
    pub checked_on: Date,
}

/// A term of a scheme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its title.
    pub label: Bilingual,
    /// Code and title were read in the source. When false, staff see that it is to be checked.
    #[serde(default = "yes")]
    pub confirmed: bool,
    /// The last day it is given; for ever when absent.
    #[serde(default, deserialize_with = "last_day")]
    pub until: Option<Date>,
    /// What is given instead after that day.
    #[serde(default)]
    pub successors: Vec<String>,
}

fn yes() -> bool {
    true
}

fn last_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    date(from).map(Some)
}

/// Codes by scheme.
pub(super) type ByScheme = BTreeMap<String, Vec<String>>;

/// The codes of a type: for each scheme some, or the reason why there is none.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TypeCodes {
    /// Why a scheme has no code for this type, by scheme.
    #[serde(default)]
    pub none: BTreeMap<String, Bilingual>,
    /// The codes, by scheme.
    #[serde(flatten)]
    pub given: BTreeMap<String, Vec<String>>,
}

/// A code given to a complaint, as stored with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenCode {
    /// The scheme, by key: `iccs`.
    pub scheme: String,
    /// Its version on the day.
    pub version: String,
    /// The code, as the scheme writes it.
    pub code: String,
    /// What brought it: `type`, or the answer, as `content.kind=children`.
    pub because: String,
}

/// What a code given by the type itself says of its reason.
const BECAUSE_TYPE: &str = "type";

/// Longest chain of successors followed; the audit refuses circles.
const SUCCESSIONS_MAX: usize = 16;

impl Pack {
    /// A scheme, by key.
    #[must_use]
    pub fn scheme(&self, key: &str) -> Option<&Scheme> {
        self.schemes.get(key)
    }

    /// Every scheme, in the order of keys.
    pub fn schemes(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.values()
    }

    /// A term of a scheme.
    #[must_use]
    pub fn term(&self, scheme: &str, code: &str) -> Option<&Term> {
        self.terms.get(scheme)?.get(code)
    }

    /// The codes a type carries on a day, whatever is answered. For what comes without answers.
    #[must_use]
    pub fn codes_of(&self, kind: &str, day: Date) -> Vec<GivenCode> {
        let mut given = Vec::new();
        if let Some(codes) = self.codes.get(kind) {
            self.give(&mut given, &codes.given, BECAUSE_TYPE, day);
        }
        given
    }

    fn give(&self, given: &mut Vec<GivenCode>, codes: &ByScheme, because: &str, day: Date) {
        for (key, codes) in codes {
            let Some(scheme) = self.scheme(key) else {
                continue;
            };
            for code in codes.iter().flat_map(|code| self.on(key, code, day)) {
                if !given.iter().any(|g| g.scheme == *key && g.code == code) {
                    given.push(GivenCode {
                        scheme: key.clone(),
                        version: scheme.version.clone(),
                        code,
                        because: because.to_owned(),
                    });
                }
            }
        }
    }

    /// A code on a day: itself, or those that took its place.
    fn on(&self, scheme: &str, code: &str, day: Date) -> Vec<String> {
        let mut now = vec![code.to_owned()];
        for _ in 0..SUCCESSIONS_MAX {
            let ended = |code: &String| {
                let term = self.term(scheme, code)?;
                term.until.filter(|until| *until < day)?;
                Some(term.successors.clone())
            };
            if now.iter().all(|code| ended(code).is_none()) {
                break;
            }
            now = now
                .into_iter()
                .flat_map(|code| ended(&code).unwrap_or_else(|| vec![code]))
                .collect();
        }
        now
    }
}

impl Journey<'_> {
    /// The codes of this complaint if it were filed on this day: those of its type, then those of
    /// the options chosen in questions asked now, each once.
    #[must_use]
    pub fn codes(&self, day: Date) -> Vec<GivenCode> {
        let mut given = self.pack.codes_of(&self.kind.code, day);
        for (_, asked, answer) in self.answered() {
            let Some(options) = self.pack.option_codes.get(&asked.field.key) else {
                continue;
            };
            for option in chosen(answer) {
                if let Some(codes) = options.get(&option) {
                    let because = format!("{}={option}", asked.key);
                    self.pack.give(&mut given, codes, &because, day);
                }
            }
        }
        given
    }
}

fn chosen(answer: &Answer) -> Vec<String> {
    match answer.value() {
        Some(Value::Choice(code)) => vec![code.clone()],
        Some(Value::Multi(codes)) => codes.clone(),
        Some(Value::Flag(flag)) => vec![if *flag { "yes" } else { "no" }.to_owned()],
        _ => Vec::new(),
    }
}
