//! A form as it is printed for the day the network is down: every question in order, numbered, with its
//! boxes and lines, and its conditions in words. Each box is named as the input of the page that asks the
//! same, so that a sheet filled in is read by the very parsers of the pages. Draws nothing.

mod conditions;
mod inputs;
mod read;

use std::collections::BTreeMap;

use super::bilingual::Bilingual;
use super::condition::Condition;
use super::directory::{Clock, UrgentAction};
use super::field::{Field, FieldKind};
use super::journey::DECLARATION;
use super::key::Key;
use super::kind::{Block, BlockStep, Kind, PageStep, Repeat, Step};
use super::pack::Pack;
use crate::Lang;

pub use inputs::{Input, Shape, parse_box};
pub use read::{SheetRead, Told};

/// Items of a group on one sheet: two where an item asks much, more where it is short. Who has more takes
/// another sheet.
const ITEMS: usize = 2;

/// Questions that all the items of a group may fill before no further item is printed.
const GROUP_QUESTIONS: usize = 24;

/// The most items of a group on one sheet.
const ITEMS_MAX: usize = 4;

/// A form in one language, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The code of the type.
    pub code: String,
    /// Its name.
    pub label: String,
    /// The sentence by which a person recognises it.
    pub lead: String,
    /// What to do at once.
    pub urgent: Vec<ToDo>,
    /// Whether its path may receive no file at all: images of minors are then named as never to be sent.
    pub files_closed: bool,
    /// The questions, page by page.
    pub pages: Vec<PrintedPage>,
}

/// Something to do at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDo {
    /// What.
    pub text: String,
    /// For whom, in words, when it is not for everybody.
    pub when: Option<String>,
    /// How fast it stops being useful.
    pub clock: Clock,
    /// Whom to call or which site to open: who answers, the number or the site, when.
    pub contacts: Vec<[String; 3]>,
}

/// A page of the questionnaire, on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedPage {
    /// The section it opens, when it is another one than before.
    pub section: Option<String>,
    /// Of a group: which item, from 1, and how many are printed. On the first page of the item only.
    pub item: Option<(usize, usize)>,
    /// The question of the page; none where its only question says it.
    pub title: Option<String>,
    /// A sentence under the title.
    pub lead: Option<String>,
    /// When to fill it in, in words; always, without.
    pub when: Option<String>,
    /// The exhibits asked by name.
    pub evidence: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number on the sheet.
    pub number: usize,
    /// The key of its answer.
    pub key: Key,
    /// The question.
    pub label: String,
    /// The sentence below it, and the example.
    pub hint: Option<String>,
    /// When to answer it, in words; always, without.
    pub when: Option<String>,
    /// Whether it must be answered ("I don't know" is an answer where it has a box).
    pub needed: bool,
    /// Whether several boxes may be ticked.
    pub several: bool,
    /// Its boxes and lines, in order.
    pub inputs: Vec<Input>,
}

/// A page of the form with where it stands, before it is worded.
struct Place<'p> {
    section: &'p Bilingual,
    page: &'p PageStep,
    step: Option<&'p Step>,
    /// Of a group: which item from 0, and how many.
    item: Option<(u16, usize)>,
    /// The first page of its item, or of its section.
    opens: bool,
}

impl Pack {
    /// The form of a type as it is printed; `None` when the type does not exist.
    #[must_use]
    pub fn printed(&self, code: &str, lang: Lang) -> Option<Printed> {
        let kind = self.kind(code)?;
        let places = self.places(kind);
        let mut said = Saying {
            pack: self,
            kind,
            lang,
            numbers: BTreeMap::new(),
        };
        let keys = places.iter().flat_map(Place::keys);
        said.numbers = keys.zip(1..).collect();
        Some(Printed {
            code: kind.code.clone(),
            label: kind.label.get(lang).to_owned(),
            lead: kind.lead.get(lang).to_owned(),
            urgent: said.urgent(),
            files_closed: kind.uploads_when.is_some(),
            pages: places.iter().map(|place| said.page(place)).collect(),
        })
    }

    /// The keys that a sheet of this type has room for, in order.
    #[must_use]
    pub fn printed_keys(&self, code: &str) -> Vec<Key> {
        let kind = self.kind(code);
        let places = kind.map(|kind| self.places(kind)).unwrap_or_default();
        places.iter().flat_map(Place::keys).collect()
    }

    fn places<'p>(&'p self, kind: &'p Kind) -> Vec<Place<'p>> {
        let mut places = Vec::new();
        for step in &kind.steps {
            match step {
                Step::Page(page) => places.push(Place {
                    section: &kind.label,
                    page,
                    step: Some(step),
                    item: None,
                    opens: false,
                }),
                Step::Block(of) => {
                    if let Some(block) = self.blocks.get(&of.block) {
                        add_block(&mut places, step, of, block);
                    }
                }
            }
        }
        if let Some(block) = self.blocks.get(DECLARATION) {
            places.extend(block.pages.iter().map(|page| Place {
                section: &block.label,
                page,
                step: None,
                item: None,
                opens: true,
            }));
        }
        places
    }
}

fn add_block<'p>(places: &mut Vec<Place<'p>>, step: &'p Step, of: &'p BlockStep, block: &'p Block) {
    let wanted = |page: &&PageStep| match &of.profile {
        Some(profile) => page.profiles.is_empty() || page.profiles.contains(profile),
        None => true,
    };
    let pages: Vec<&PageStep> = block.pages.iter().filter(wanted).collect();
    let items = of.repeat.map(|repeat| items_printed(repeat, &pages));
    for item in 0..items.unwrap_or(1) {
        for (index, page) in pages.iter().enumerate() {
            places.push(Place {
                section: &block.label,
                page,
                step: Some(step),
                item: items.and_then(|of| Some((u16::try_from(item).ok()?, of))),
                opens: index == 0,
            });
        }
    }
}

fn items_printed(repeat: Repeat, pages: &[&PageStep]) -> usize {
    let questions: usize = pages.iter().map(|page| page.page.len()).sum();
    let fitting = GROUP_QUESTIONS / questions.max(1);
    fitting.clamp(ITEMS, ITEMS_MAX).min(usize::from(repeat.max))
}

impl Place<'_> {
    fn keys(&self) -> Vec<Key> {
        let index = self.item.map(|(item, _)| item);
        let fields = self.page.page.iter();
        fields
            .filter_map(|field| Key::of(field, index).ok())
            .collect()
    }

    fn whens(&self) -> Vec<&Condition> {
        let step = self.step.and_then(Step::when);
        // A page of the type is its own step: its condition is said once.
        let own = match self.step {
            Some(Step::Page(_)) => None,
            _ => self.page.when.as_ref(),
        };
        step.into_iter().chain(own).collect()
    }
}

/// What words a form.
struct Saying<'p> {
    pack: &'p Pack,
    kind: &'p Kind,
    lang: Lang,
    /// The number of each question on the sheet.
    numbers: BTreeMap<Key, usize>,
}

impl Saying<'_> {
    fn word(&self, key: &str) -> String {
        let word = self.pack.word(key);
        word.map_or_else(|| key.to_owned(), |word| word.get(self.lang).to_owned())
    }

    fn filled(&self, key: &str, data: &[(&str, &str)]) -> String {
        let data: Vec<(String, String)> = data
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let word = self.pack.word(key);
        word.map_or_else(|| key.to_owned(), |word| word.fill(self.lang, &data))
    }

    fn urgent(&self) -> Vec<ToDo> {
        let urges = self.kind.urgent.iter();
        urges
            .filter_map(|urge| {
                let action = self.pack.urgent.get(&urge.key)?;
                let when = urge.when.as_ref();
                Some(self.to_do(action, when))
            })
            .collect()
    }

    fn to_do(&self, action: &UrgentAction, when: Option<&Condition>) -> ToDo {
        let contacts = action
            .contacts
            .iter()
            .filter_map(|key| self.pack.contact(key));
        let contact = |contact: &super::directory::Contact| {
            let place = contact.number.as_ref().or(contact.site.as_ref());
            [
                contact.name.get(self.lang).to_owned(),
                place.cloned().unwrap_or_default(),
                contact.hours.get(self.lang).to_owned(),
            ]
        };
        ToDo {
            text: action.text.get(self.lang).to_owned(),
            when: when.map(|when| self.condition(&[when], None)),
            clock: action.clock,
            contacts: contacts.map(contact).collect(),
        }
    }

    fn page(&self, place: &Place<'_>) -> PrintedPage {
        let item = place.item.map(|(item, _)| item);
        let whens = place.whens();
        let fields = place.page.page.iter();
        let questions = fields
            .filter_map(|key| self.pack.fields.get(key))
            .filter_map(|field| self.question(field, item))
            .collect();
        let own = (place.page.page.len() == 1).then_some(());
        let text = |words: &Option<Bilingual>| words.as_ref().map(|w| w.get(self.lang).to_owned());
        PrintedPage {
            section: place.opens.then(|| place.section.get(self.lang).to_owned()),
            item: place
                .item
                .filter(|_| place.opens)
                .map(|(item, of)| (usize::from(item) + 1, of)),
            title: text(&place.page.title).or_else(|| match own {
                Some(()) => None,
                None => Some(place.section.get(self.lang).to_owned()),
            }),
            lead: text(&place.page.lead),
            when: (!whens.is_empty()).then(|| self.condition(&whens, item)),
            evidence: self.evidence(place),
            questions,
        }
    }

    fn evidence(&self, place: &Place<'_>) -> Vec<String> {
        let mut fields = place.page.page.iter();
        let takes = fields.any(|key| {
            let field = self.pack.fields.get(key);
            field.is_some_and(|field| field.kind == FieldKind::File)
        });
        let of_step = match place.step {
            Some(Step::Block(step)) => step.ask.as_slice(),
            _ => &[],
        };
        let keys = place.page.ask.iter().chain(of_step).filter(|_| takes);
        keys.filter_map(|key| self.pack.evidence.get(key))
            .map(|evidence| evidence.label.get(self.lang).to_owned())
            .collect()
    }

    fn question(&self, field: &Field, item: Option<u16>) -> Option<Question> {
        let key = Key::of(&field.key, item).ok()?;
        let uploads = self.kind.uploads_when.as_ref();
        let uploads = uploads.filter(|_| field.kind == FieldKind::File);
        let whens: Vec<&Condition> = uploads.into_iter().chain(&field.when).collect();
        Some(Question {
            number: self.numbers.get(&key).copied()?,
            label: field.label.get(self.lang).to_owned(),
            hint: self.hint(field),
            when: (!whens.is_empty()).then(|| self.condition(&whens, item)),
            needed: field.required != super::field::Required::No,
            several: field.kind == FieldKind::Multi,
            inputs: self.inputs(field, &key),
            key,
        })
    }

    fn hint(&self, field: &Field) -> Option<String> {
        let hint = field.hint.as_ref().map(|hint| hint.get(self.lang));
        let example = field.example.as_ref().map(|example| example.get(self.lang));
        let example = example.map(|text| self.filled("print-example", &[("text", text)]));
        // Most hints of such a field say already "one number per line".
        let many = self.word("print-many");
        let per_line = many
            .split_once(' ')
            .map_or(many.as_str(), |(_, words)| words);
        let said = hint.is_some_and(|hint| hint.contains(per_line));
        let many = (field.many && !said).then_some(many);
        let all: Vec<String> = hint
            .map(str::to_owned)
            .into_iter()
            .chain(example)
            .chain(many)
            .collect();
        (!all.is_empty()).then(|| all.join(". "))
    }
}
