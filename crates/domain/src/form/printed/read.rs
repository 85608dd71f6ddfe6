//! A sheet filled in, read back: what stands in its boxes becomes answers by the very parsers of the pages,
//! page after page. Nothing written is lost in silence: what could not be read, what is doubtful and what
//! no question asks is told, for the person who types the sheet in.

use std::collections::BTreeSet;

use super::inputs::parse_box;
use crate::form::answers::Answers;
use crate::form::field::FieldKind;
use crate::form::journey::{Journey, Page, PageUse};
use crate::form::key::Key;
use crate::form::kind::Step;
use crate::form::pack::Pack;
use crate::form::posted::{Posted, input_name, shows};
use crate::form::problem::FieldError;
use crate::form::reading::{Reading, parse_page};
use crate::form::secret;

/// What a box says when it is not ticked.
const NOT_TICKED: &str = "Off";

/// What a sheet gave.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRead {
    /// The answers, with secrets masked and doubts kept.
    pub answers: Answers,
    /// What the reader of the sheet must look at.
    pub told: Vec<Told>,
}

/// Something on a sheet that a person must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It could not be read, and is not among the answers.
    Refused {
        /// Why.
        error: FieldError,
        /// What stands there.
        written: String,
    },
    /// It was kept, with its doubt; or it was masked.
    Doubt(FieldError),
    /// The other answers lead to no such question; it is not among the answers.
    NotAsked {
        /// The question.
        key: Key,
        /// What stands there.
        written: String,
    },
    /// No question of this form has such a box.
    Strange {
        /// The name of the box.
        name: String,
        /// What stands there.
        written: String,
    },
    /// Papers or files said to be joined to the sheet: they are to be added as exhibits.
    Joined {
        /// The question.
        key: Key,
        /// How they are named.
        written: String,
    },
}

impl Pack {
    /// Reads the boxes of a sheet of this type, given as (name, value); `None` when the type does not
    /// exist.
    #[must_use]
    pub fn read_sheet(
        &self,
        code: &str,
        boxes: impl IntoIterator<Item = (String, String)>,
        reading: &Reading,
    ) -> Option<SheetRead> {
        let mut read = SheetRead {
            answers: self.blank(code)?,
            told: Vec::new(),
        };
        let mut posted = self.taken(code, boxes, &mut read.told);
        self.go_on(code, &mut posted);
        let mut turned = 0;
        loop {
            let journey = Journey::of(self, code, &read.answers)?;
            let Some(page) = journey.pages().get(turned).cloned() else {
                break;
            };
            turned += 1;
            if page.purpose != PageUse::Check {
                let given = page_read(&page, &mut posted, reading, &mut read.told);
                for (key, answer) in given {
                    read.answers.set(key, answer);
                }
            }
        }
        let journey = Journey::of(self, code, &read.answers)?;
        let asked = journey.pages().iter().flat_map(|page| &page.asked);
        let asked: BTreeSet<&Key> = asked.map(|asked| &asked.key).collect();
        let mut skipped: Vec<Told> = Vec::new();
        for key in self.printed_keys(code) {
            let written = written_at(&posted, &key);
            if !written.is_empty() && !asked.contains(&key) {
                skipped.push(Told::NotAsked { key, written });
            }
        }
        read.told.extend(skipped);
        Some(read)
    }

    /// The boxes under the names of inputs; those of no question are told and left.
    fn taken(
        &self,
        code: &str,
        boxes: impl IntoIterator<Item = (String, String)>,
        told: &mut Vec<Told>,
    ) -> Posted {
        let known: BTreeSet<Key> = self.printed_keys(code).into_iter().collect();
        let mut pairs = Vec::new();
        for (name, value) in boxes {
            if !shows(&value) || value == NOT_TICKED {
                continue;
            }
            let (input, tick) = parse_box(&name);
            let (key, part) = input.split_once(':').unwrap_or((input, ""));
            let key = key.parse::<Key>().ok().filter(|key| known.contains(key));
            let file = key.as_ref().and_then(|key| self.field(&key.field()));
            let file = file.is_some_and(|field| field.kind == FieldKind::File) && part == "paper";
            match key {
                None => {
                    let written = secret::mask(&value).text;
                    told.push(Told::Strange { name, written });
                }
                Some(key) if file => told.push(Told::Joined {
                    key,
                    written: value,
                }),
                Some(_) => {
                    let value = tick.map_or(value, str::to_owned);
                    pairs.push((input.to_owned(), value));
                }
            }
        }
        Posted::new(pairs)
    }

    /// Who filled in a further item of a group meant that there is one more.
    fn go_on(&self, code: &str, posted: &mut Posted) {
        let kind = self.kind(code);
        let steps = kind.iter().flat_map(|kind| &kind.steps);
        let blocks = steps.filter_map(|step| match step {
            Step::Block(step) => step.repeat.and_then(|_| self.blocks.get(&step.block)),
            Step::Page(_) => None,
        });
        for block in blocks {
            let Some(more) = &block.more else { continue };
            let fields = || block.pages.iter().flat_map(|page| &page.page);
            let filled = |item: u16| {
                fields().any(|field| {
                    let key = Key::of(field, Some(item));
                    key.is_ok_and(|key| !written_at(posted, &key).is_empty())
                })
            };
            let last = (1..u16::try_from(super::ITEMS_MAX).unwrap_or(1))
                .rev()
                .find(|item| filled(*item));
            let before = (0..last.unwrap_or(0)).filter_map(|item| Key::of(more, Some(item)).ok());
            let open: Vec<String> = before
                .map(|key| input_name(&key, ""))
                .filter(|name| posted.first(name).is_empty())
                .collect();
            for name in open {
                posted.add(name, "yes".to_owned());
            }
        }
    }
}

/// What one page gives; what is doubtful is kept with its doubt, and told.
fn page_read(
    page: &Page<'_>,
    posted: &mut Posted,
    reading: &Reading,
    told: &mut Vec<Told>,
) -> Vec<(Key, crate::form::answers::Answer)> {
    let mut result = parse_page(page, posted, reading);
    if let Err(refused) = &result {
        let doubts = refused.errors.iter().filter(|error| error.warning);
        told.extend(doubts.cloned().map(Told::Doubt));
        for (name, value) in refused.keeps() {
            posted.add(name, value);
        }
        result = parse_page(page, posted, reading);
    }
    match result {
        Ok(parsed) => {
            told.extend(parsed.notices.into_iter().map(Told::Doubt));
            parsed.answers
        }
        Err(refused) => {
            for error in refused.errors {
                let written = written_at(&refused.posted, &error.key);
                // An empty line is no mistake on paper: what lacks is seen where the sheet is typed in.
                if !written.is_empty() {
                    told.push(Told::Refused { error, written });
                }
            }
            refused.good
        }
    }
}

/// All that stands in the boxes of a question.
fn written_at(posted: &Posted, key: &Key) -> String {
    let name = key.to_string();
    let own = posted.iter().filter(|(input, _)| {
        let (of, part) = input.split_once(':').unwrap_or((input, ""));
        of == name && part != "keep"
    });
    let values = own.flat_map(|(_, values)| values);
    let shown: Vec<&str> = values
        .map(|value| value.trim())
        .filter(|v| shows(v))
        .collect();
    shown.join(" ")
}
