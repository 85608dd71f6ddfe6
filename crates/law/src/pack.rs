//! The pack in memory and its questions: what holds under this key on this day, what may be said
//! of it to the public, and because of what. The day is always given; nothing here knows today.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::{self, Place};
use crate::check::{self, Lapsed, Timelines};
use crate::deadline::Uncomputable;
use crate::entry::{Audience, Entry};
use crate::lang::{Lang, Text};
use crate::mistake::{Mistake, Problem};
use crate::offence::Natinf;
use crate::read;
use crate::situation::Situation;
use crate::typography::typeset;

/// A law pack that passed every check of the reader.
#[derive(Debug, Clone)]
pub struct Pack {
    keys: Timelines,
    places: Vec<Place>,
    natinf: BTreeMap<u32, Natinf>,
    situations: Vec<Situation>,
    lapsed: Vec<Lapsed>,
}

/// Why a key gives no answer on a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The pack has no such key.
    #[error("no key `{key}` in the law pack{}", near_words(.near))]
    UnknownKey {
        /// The key asked for.
        key: String,
        /// Keys that begin the same way, at most [`NEAR_MAX`].
        near: Vec<String>,
    },
    /// Nothing holds yet on that day.
    #[error("`{key}` holds from {from}, not yet on {at}")]
    TooEarly {
        /// The key asked for.
        key: String,
        /// The day asked for.
        at: Date,
        /// The first day it holds.
        from: Date,
        /// Why, as the pack says; `None` before [`crate::FIRST_DAY`], where no reason is owed.
        why: Option<Text>,
    },
    /// Nothing holds any more on that day.
    #[error("`{key}` ended on {to}, it no longer holds on {at}")]
    TooLate {
        /// The key asked for.
        key: String,
        /// The day asked for.
        at: Date,
        /// The first day it no longer holds.
        to: Date,
        /// Why, as the pack says.
        why: Text,
    },
    /// The key is for staff; nothing of it goes on a paper or page for someone else.
    #[error("`{key}` is for staff only")]
    StaffOnly {
        /// The key asked for.
        key: String,
    },
}

fn near_words(near: &[String]) -> String {
    if near.is_empty() {
        return String::new();
    }
    format!("; near: {}", near.join(", "))
}

/// Whether a key belongs to a family: the family's words, a dot, and more.
fn is_under(key: &str, family: &str) -> bool {
    key.strip_prefix(family)
        .is_some_and(|rest| rest.starts_with('.'))
}

/// How many neighbours an unknown key is answered with: what fits on a terminal.
pub const NEAR_MAX: usize = 8;

/// The ground of a refusal, a deadline or a mention: enough to print it and to find it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The key.
    pub key: String,
    /// Where the law says it, numbered as on the day `at`.
    pub citation: Text,
    /// What it says.
    pub sentence: Text,
    /// The day at which the law was read.
    pub at: Date,
    /// Whether somebody vouches for it. Without, it is for staff, shown with its mark.
    pub confirmed: bool,
}

/// What may be said of a key to a victim or a third party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The key.
    pub key: String,
    /// The sentence of law when confirmed, else the plain sentence that stands in its place.
    pub text: String,
    /// Where the law says it; `None` when the plain sentence stands in.
    pub citation: Option<String>,
}

impl Pack {
    /// Reads the files of the pack: name and text of each, in any order. A file named
    /// `codes.toml` names what can be cited, `holidays.toml` the days off, `confirmations.toml`
    /// what the operator's jurist vouches for; every other `.toml` holds entries.
    ///
    /// # Errors
    /// Every mistake found, in the order of file names.
    pub fn read(files: impl IntoIterator<Item = (String, String)>) -> Result<Pack, Vec<Mistake>> {
        let read = read::files(files);
        let mut mistakes = read.mistakes;
        // Holes and overlaps are judged only once every entry could be read: an entry left out
        // for another mistake would make a hole that is not there.
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let mut keys = check::gather(read.entries, &mut mistakes);
        let (mut places, holidays) = (read.places, read.holidays);
        for id in calendar::strangers(&places, &holidays) {
            mistakes.push(Mistake {
                file: "holidays.toml".to_owned(),
                key: None,
                problem: Problem::UnknownPlace {
                    place: id.to_owned(),
                },
            });
        }
        if places.is_empty() || holidays.is_empty() {
            let moved = keys.values().flatten().filter(|entry| entry.extends);
            mistakes.extend(moved.map(|entry| Mistake {
                file: entry.file.clone(),
                key: Some(entry.key.clone()),
                problem: Problem::NoHolidays,
            }));
        }
        check::offences(&keys, &read.natinf, &mut mistakes);
        check::bases(&keys, &mut mistakes);
        let lapsed = check::confirm(&mut keys, read.confirms, &mut mistakes);
        if mistakes.is_empty() {
            if places.is_empty() {
                places.push(Place::anywhere());
            }
            calendar::settle(&mut places, &holidays);
            Ok(Pack {
                keys,
                places,
                natinf: read.natinf,
                situations: read.situations,
                lapsed,
            })
        } else {
            Err(mistakes)
        }
    }

    /// The law as it stands on a civil day.
    #[must_use]
    pub fn at(&self, date: Date) -> At<'_> {
        At { pack: self, date }
    }

    /// A line of the nomenclature of offences; none for a code that was not read.
    #[must_use]
    pub fn natinf(&self, code: u32) -> Option<&Natinf> {
        self.natinf.get(&code)
    }

    /// The situations that jurists wrote, in the order of their files.
    #[must_use]
    pub fn situations(&self) -> &[Situation] {
        &self.situations
    }

    /// Every entry that is the basis of an act, by its key, each version.
    pub fn bases(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.keys.values().flatten();
        entries.filter(|entry| entry.basis.is_some())
    }

    /// Every offence, by its key, each version: those of whom a heavier form says so come with it.
    pub fn offences(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.keys.values().flatten();
        entries.filter(|entry| entry.offence.is_some())
    }

    /// The places where a clock may be read, the one taken when none is said first. Never empty.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// A place by its word; the first when none is said.
    ///
    /// # Errors
    /// [`Uncomputable::UnknownPlace`].
    pub fn place(&self, id: Option<&str>) -> Result<&Place, Uncomputable> {
        let found = match id {
            Some(id) => self.places.iter().find(|place| place.id == id),
            None => self.places.first(),
        };
        found.ok_or_else(|| Uncomputable::UnknownPlace {
            place: id.unwrap_or_default().to_owned(),
            known: self.places.iter().map(|place| place.id.clone()).collect(),
        })
    }

    /// Every key, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The versions of a key, oldest first; empty for an unknown key.
    #[must_use]
    pub fn versions(&self, key: &str) -> &[Entry] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    /// The entries whose last check is older than a day given by the caller: a chore for a jurist,
    /// never an error.
    pub fn checked_before(&self, date: Date) -> impl Iterator<Item = &Entry> {
        let entries = self.keys.values().flatten();
        entries.filter(move |entry| entry.checked_on < date)
    }

    /// The confirmations that no longer cover what they confirmed, to be given again.
    #[must_use]
    pub fn lapsed_confirmations(&self) -> &[Lapsed] {
        &self.lapsed
    }

    /// What may be said of a key to a victim or a third party.
    ///
    /// # Errors
    /// [`Unresolved`], and [`Unresolved::StaffOnly`] for a key that is not for them.
    pub fn public_sentence(&self, key: &str, at: Date, lang: Lang) -> Result<Said, Unresolved> {
        self.at(at).say(key, lang)
    }

    /// Keys that share their beginning with one that does not exist, the closest family first.
    fn near(&self, key: &str) -> Vec<String> {
        let mut stem = key;
        while let Some((shorter, _)) = stem.rsplit_once('.') {
            stem = shorter;
            let near: Vec<String> = self
                .keys()
                .filter(|known| {
                    known
                        .strip_prefix(stem)
                        .is_some_and(|rest| rest.starts_with('.'))
                })
                .take(NEAR_MAX)
                .map(str::to_owned)
                .collect();
            if !near.is_empty() {
                return near;
            }
        }
        Vec::new()
    }
}

/// The law as it stands on one day.
#[derive(Debug, Clone, Copy)]
pub struct At<'p> {
    pub(crate) pack: &'p Pack,
    pub(crate) date: Date,
}

impl<'p> At<'p> {
    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// The version of a key that holds on the day.
    ///
    /// # Errors
    /// [`Unresolved`]: unknown key, or a day outside its life.
    pub fn get(&self, key: &str) -> Result<&'p Entry, Unresolved> {
        let (pack, at) = (self.pack, self.date);
        let versions = pack.versions(key);
        let begun = versions.partition_point(|entry| entry.valid_from <= at);
        let key = key.to_owned();
        let (Some(first), Some(last)) = (versions.first(), versions.last()) else {
            let near = pack.near(&key);
            return Err(Unresolved::UnknownKey { key, near });
        };
        let Some(entry) = begun.checked_sub(1).map(|place| &versions[place]) else {
            let from = first.valid_from;
            let why = first.before.clone();
            return Err(Unresolved::TooEarly { key, at, from, why });
        };
        match last.valid_to {
            Some(to) if to <= at => {
                let why = last.after.clone();
                let why = why.expect("the reader asks a key that ends to say why");
                Err(Unresolved::TooLate { key, at, to, why })
            }
            _ => Ok(entry),
        }
    }

    /// The ground that a key gives on the day.
    ///
    /// # Errors
    /// [`Unresolved`], as [`At::get`].
    pub fn because(&self, key: &str) -> Result<Because, Unresolved> {
        self.get(key).map(|entry| self.ground(entry))
    }

    /// The ground that an entry gives on the day.
    pub(crate) fn ground(&self, entry: &Entry) -> Because {
        Because {
            key: entry.key.clone(),
            citation: entry.citation(self.date),
            sentence: entry.sentence.clone(),
            at: self.date,
            confirmed: entry.confirmed.is_some(),
        }
    }

    /// The entries of a family that hold on the day, in the order of their keys:
    /// `fr.cpp.victim_rights` gathers every `fr.cpp.victim_rights.…`. Never empty.
    ///
    /// # Errors
    /// [`Unresolved`]: no such family, or none of its keys holds on that day.
    pub fn family(&self, family: &str) -> Result<Vec<&'p Entry>, Unresolved> {
        let keys = self.pack.keys().filter(|key| is_under(key, family));
        let (held, silent): (Vec<_>, Vec<_>) =
            keys.map(|key| self.get(key)).partition(Result::is_ok);
        if held.is_empty() {
            let silent = silent.into_iter().find_map(Result::err);
            return Err(silent.unwrap_or_else(|| {
                let near = self.pack.near(family);
                let key = family.to_owned();
                Unresolved::UnknownKey { key, near }
            }));
        }
        Ok(held.into_iter().flatten().collect())
    }

    /// What may be said of a family to a victim or a third party on the day, in the order of its
    /// keys; keys of staff are left out.
    ///
    /// # Errors
    /// As [`At::family`]; [`Unresolved::StaffOnly`] when nothing of it is for them.
    pub fn say_family(&self, family: &str, lang: Lang) -> Result<Vec<Said>, Unresolved> {
        let entries = self.family(family)?;
        let public = entries
            .iter()
            .filter(|entry| entry.audience == Audience::Public);
        let said = public
            .map(|entry| self.say(&entry.key, lang))
            .collect::<Result<Vec<Said>, _>>()?;
        if said.is_empty() {
            let key = family.to_owned();
            return Err(Unresolved::StaffOnly { key });
        }
        Ok(said)
    }

    /// What may be said of a key to a victim or a third party on the day.
    ///
    /// # Errors
    /// As [`Pack::public_sentence`].
    pub fn say(&self, key: &str, lang: Lang) -> Result<Said, Unresolved> {
        let entry = self.get(key)?;
        let key = key.to_owned();
        if entry.audience == Audience::Staff {
            return Err(Unresolved::StaffOnly { key });
        }
        if entry.confirmed.is_some() {
            let text = typeset(lang, entry.sentence.say(lang)).into_owned();
            let citation = entry.citation(self.date);
            let citation = Some(typeset(lang, citation.say(lang)).into_owned());
            return Ok(Said {
                key,
                text,
                citation,
            });
        }
        let plain = entry.plain.as_ref();
        let plain = plain.expect("the reader asks a plain sentence of what is not confirmed");
        let text = typeset(lang, plain.say(lang)).into_owned();
        Ok(Said {
            key,
            text,
            citation: None,
        })
    }
}
