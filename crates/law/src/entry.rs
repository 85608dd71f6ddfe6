//! One version of one key of the pack: what the law says from one day to another, where, and how
//! sure that is. Read-only: entries are made by the reader, which checks them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::basis::Basis;
use crate::lang::Text;
use crate::offence::Offence;
use crate::value::Value;

/// Whom a key may be shown to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Victims and third parties: the key must be confirmed, or have its plain sentence.
    Public,
    /// Staff only: shown with its mark, never printed on a paper for someone else.
    Staff,
}

/// Who vouches for a version, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Name and quality of who read the text in force.
    pub by: String,
    /// The day it was read.
    pub on: Date,
    /// What was read; present when it differs from the source named by the entry.
    pub source: Option<String>,
}

/// What a citation becomes on the day its code is renumbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbering {
    /// First day of the new numbers.
    pub on: Date,
    /// The new number; `None` when nobody has read it yet.
    pub article: Option<String>,
    /// The citation from that day on. With an unknown number it names the old one, as such.
    pub citation: Text,
}

/// One article cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The code, as named in `codes.toml`.
    pub code: String,
    /// The article as numbered when the version begins.
    pub article: String,
    /// The citation in words, as numbered when the version begins.
    pub citation: Text,
    /// Its renumbering, when one falls within the version.
    pub renumbered: Option<Renumbering>,
}

impl Cite {
    /// The citation in words on a day.
    #[must_use]
    pub fn at(&self, date: Date) -> &Text {
        match &self.renumbered {
            Some(later) if later.on <= date => &later.citation,
            _ => &self.citation,
        }
    }
}

/// One version of a key: a half-open interval of civil days and what holds in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as in `fr.cpp.limitation.offence`.
    pub key: String,
    /// The file of the pack that holds it.
    pub file: String,
    /// Whom it may be shown to.
    pub audience: Audience,
    /// First day it holds.
    pub valid_from: Date,
    /// First day it no longer holds; `None` while no end is known.
    pub valid_to: Option<Date>,
    /// Why nothing holds before, when this is the first version and it begins late.
    pub before: Option<Text>,
    /// Why nothing holds after, when this is the last version and it ends.
    pub after: Option<Text>,
    /// The articles, in the order they are cited; never empty.
    pub cites: Vec<Cite>,
    /// What the law says, in plain words, values filled in.
    pub sentence: Text,
    /// What surely holds, said to the public while the entry is not confirmed.
    pub plain: Option<Text>,
    /// Typed values, by name.
    pub values: BTreeMap<String, Value>,
    /// What it says more when it is the basis of an act.
    pub basis: Option<Basis>,
    /// What it says more when it is an offence.
    pub offence: Option<Offence>,
    /// Whether a deadline that ends on a day off moves to the next working day.
    pub extends: bool,
    /// Where it was read.
    pub source: String,
    /// The state of the text that was read.
    pub text_as_of: Date,
    /// The day somebody last checked that nothing changed.
    pub checked_on: Date,
    /// A doubt left open, for staff.
    pub doubt: Option<Text>,
    /// Who vouches for it; `None` is the mark "not confirmed".
    pub confirmed: Option<Confirmation>,
}

impl Entry {
    /// Whether the version holds on a day.
    #[must_use]
    pub fn holds_on(&self, date: Date) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|end| date < end)
    }

    /// Where the law says it, numbered as on that day; articles separated by commas.
    #[must_use]
    pub fn citation(&self, date: Date) -> Text {
        Text::of(|lang| {
            let articles = self.cites.iter().map(|cite| cite.at(date).say(lang));
            articles.collect::<Vec<&str>>().join(", ")
        })
    }

    /// The typed value of that name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value> {
        self.values.get(name).copied()
    }

    /// The value whose name begins with `role` and an underscore, as `period` or `cap`.
    pub(crate) fn value_for(&self, role: &str) -> Option<Value> {
        let mut named = self.values.iter().filter(|(name, _)| {
            let rest = name.strip_prefix(role);
            rest.is_some_and(|rest| rest.starts_with('_'))
        });
        named.next().map(|(_, value)| *value)
    }
}
