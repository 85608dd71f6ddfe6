//! Situations written by jurists: an act on a day, whether the law bars it, and why. Each is asked of the pack and what it
//! answers is held against what is written, so that a fact corrected in the pack shows what it changes.

use jiff::civil::Date;

use crate::basis::{self, Asked, Author, Bar, Frame, Magistrate, Measure, Why};
use crate::fields::{Fields, Notes};
use crate::lang::Text;
use crate::pack::{Pack, Unresolved};

/// An act on a day, and the answer that is expected of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Its name among the others.
    pub id: String,
    /// The facts, in words.
    pub facts: Text,
    /// The day.
    pub on: Date,
    /// The key of the basis.
    pub basis: String,
    /// The act.
    pub asked: Asked,
    /// What bars it, and by which key; empty when nothing does.
    pub bars: Vec<(Why, String)>,
    /// The reason, in words.
    pub reason: Text,
}

/// What the pack answers to a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What bars the act.
    pub bars: Vec<Bar>,
    /// Whether that is what is written.
    pub as_written: bool,
    /// The keys it rests on that nobody vouches for.
    pub unconfirmed: Vec<String>,
}

impl Pack {
    /// Asks a situation.
    ///
    /// # Errors
    /// [`Unresolved`] for a key it names.
    pub fn tell(&self, situation: &Situation) -> Result<Told, Unresolved> {
        let at = self.at(situation.on);
        let bars = at.bars(&situation.basis, &situation.asked)?;
        let found = bars.iter().map(|bar| (bar.why, bar.because.key.clone()));
        let as_written = found.eq(situation.bars.iter().cloned());
        let mut unconfirmed = Vec::new();
        let named = bars.iter().map(|bar| &bar.because.key);
        let named = named
            .chain([&situation.basis])
            .chain(&situation.asked.offences);
        for key in named {
            if !at.because(key)?.confirmed && !unconfirmed.contains(key) {
                unconfirmed.push(key.clone());
            }
        }
        Ok(Told {
            bars,
            as_written,
            unconfirmed,
        })
    }
}

/// Reads a file of `[[situation]]`.
pub(crate) fn read(notes: &mut Notes, text: &str) -> Vec<Situation> {
    let tables = notes.items(text, "situation");
    let read = tables.into_iter().filter_map(|table| {
        let mut fields = Fields::open(notes, table, "id");
        let one = one(&mut fields);
        fields.close();
        one
    });
    read.collect()
}

fn one(fields: &mut Fields<'_>) -> Option<Situation> {
    let id = fields.words("id");
    let facts = fields.text("facts");
    let on = fields.date("on");
    let basis = fields.words("basis");
    let asked = Asked {
        frame: word(fields, "frame", Frame::from_code),
        author: word(fields, "author", Author::from_code),
        authorised_by: word(fields, "authorised_by", Magistrate::from_code),
        standing: fields.flag("standing"),
        measures: basis::list(fields, "measures", Measure::from_code),
        offences: fields.list_of_words("offences"),
        by_network: fields.flag("by_network"),
        to_identify: fields.flag("to_identify"),
        own_equipment: fields.flag("own_equipment"),
    };
    let bars = basis::list(fields, "bars", |word| {
        let (why, key) = word.split_once(" by ")?;
        Some((Why::from_code(why)?, key.to_owned()))
    });
    let reason = fields.text("reason");
    Some(Situation {
        id: id?,
        facts: facts?,
        on: on?,
        basis: basis?,
        asked,
        bars,
        reason: reason?,
    })
}

fn word<T>(
    fields: &mut Fields<'_>,
    field: &'static str,
    known: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let written = fields.optional_words(field)?;
    let found = known(&written);
    if found.is_none() {
        fields.wrong(field, "a known word (docs/law.md)");
    }
    found
}
