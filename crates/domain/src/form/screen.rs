//! The journey as the counter shows it: one screen per block, where a person at home reads one
//! question at a time. The same questions, the same parsers; only what is left empty differs: an
//! officer saves half a screen and comes back to it, so nothing is refused for being empty. What
//! lacks is told beside, and filing asks for it all the same. Files nothing.

use std::collections::BTreeSet;

use super::answers::{Answer, Answers};
use super::bilingual::Bilingual;
use super::condition::Condition;
use super::journey::{Asked, Journey, Page, PageUse};
use super::key::Key;
use super::posted::Posted;
use super::problem::FieldError;
use super::reading::{Reading, Refused, given, shown_again, tell};
use super::schema::every_page;

/// The block of the narrative: an officer listens first, so it comes before the others.
const NARRATIVE: &str = "story";

/// The name under which a screen says which questions it showed.
pub const SHOWN: &str = "asked[]";

/// The questions of one block, put together.
#[derive(Debug, Clone)]
pub struct Screen<'a> {
    /// Its place in the URL: the block, and the number of the item in a group.
    pub slug: String,
    /// Its title.
    pub title: &'a Bilingual,
    /// Which item of a group, from 0.
    pub item: Option<u16>,
    /// The questions asked now, in order.
    pub asked: Vec<Asked<'a>>,
    /// The exhibits asked by name.
    pub evidence: Vec<&'a Bilingual>,
    /// Questions of it that need an answer to file and have none.
    pub lacking: usize,
    /// Whether anything of it was answered.
    pub begun: bool,
}

/// What a screen gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    /// The questions shown whose answer is known now: those not among `answers` are emptied.
    pub settled: Vec<Key>,
    /// The answers.
    pub answers: Vec<(Key, Answer)>,
    /// Told though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
    /// What must be shown again; all the rest is kept.
    pub refused: Option<Refused>,
}

impl<'a> Journey<'a> {
    /// The screens, the narrative first, then in the order of the journey; the declaration is not
    /// among them.
    #[must_use]
    pub fn screens(&self) -> Vec<Screen<'a>> {
        let mut screens: Vec<Screen<'a>> = Vec::new();
        for page in self.pages() {
            if page.purpose != PageUse::Questions {
                continue;
            }
            let slug = self.screen_slug(page);
            let place = screens.iter().position(|screen| screen.slug == slug);
            let place = place.unwrap_or_else(|| {
                screens.push(Screen {
                    slug,
                    title: self.screen_title(page),
                    item: page.item,
                    asked: Vec::new(),
                    evidence: Vec::new(),
                    lacking: 0,
                    begun: false,
                });
                screens.len() - 1
            });
            self.join(&mut screens[place], page);
        }
        screens.sort_by_key(|screen| screen.slug != NARRATIVE);
        screens
    }

    fn join(&self, screen: &mut Screen<'a>, page: &Page<'a>) {
        for asked in &page.asked {
            // The same question on two pages of a block is one question.
            if screen.asked.iter().any(|known| known.key == asked.key) {
                continue;
            }
            screen.lacking += usize::from(page.needed && self.lacks(asked));
            screen.begun |= self.given(&asked.key).is_some();
            screen.asked.push(asked.clone());
        }
        screen.evidence.extend(&page.evidence);
    }

    /// The screen of that slug, when it can be reached now.
    #[must_use]
    pub fn screen(&self, slug: &str) -> Option<Screen<'a>> {
        self.screens()
            .into_iter()
            .find(|screen| screen.slug == slug)
    }

    /// The questions whose answers open or close others, by field.
    #[must_use]
    pub fn governing(&self) -> BTreeSet<&'a str> {
        let pages = every_page(self.pack, self.kind).map(|(_, page)| page);
        let conditions = pages.flat_map(|page| {
            let fields = page.page.iter().filter_map(|key| self.pack.field(key));
            let own = fields.filter_map(|field| field.when.as_ref());
            page.when.iter().chain(own)
        });
        conditions
            .flat_map(Condition::mentions)
            .map(|(field, _)| field)
            .collect()
    }

    /// The pages a type has of its own are one screen; one per task, in a list of tasks.
    fn screen_slug(&self, page: &Page<'a>) -> String {
        let block = page.block.replace('_', "-");
        match (page.item, self.own_task(page)) {
            (Some(item), _) => format!("{block}-{}", item + 1),
            (None, Some(place)) => format!("{block}-{}", place + 1),
            (None, None) => block,
        }
    }

    fn screen_title(&self, page: &Page<'a>) -> &'a Bilingual {
        match (self.own_task(page), page.task) {
            (Some(_), Some(task)) => task,
            _ => {
                let block = self.pack.blocks.get(page.block);
                let own = block.and_then(|block| block.counter_label.as_ref());
                own.unwrap_or(page.section)
            }
        }
    }

    /// The place among the tasks of the task of a page that the type has of its own.
    fn own_task(&self, page: &Page<'a>) -> Option<usize> {
        let task = page.task.filter(|_| page.block == self.kind.code)?;
        let mut tasks = self.kind.steps.iter().filter_map(|step| step.task());
        tasks.position(|known| std::ptr::eq(known, task))
    }
}

impl Screen<'_> {
    /// Reads what was posted for this screen. Questions it did not show stay as they were: those
    /// that an answer of this very screen opens are shown next.
    #[must_use]
    pub fn read(&self, posted: &Posted, reading: &Reading) -> Screened {
        let shown = posted.all(SHOWN);
        let mut screened = Screened {
            settled: Vec::new(),
            answers: Vec::new(),
            notices: Vec::new(),
            refused: None,
        };
        let mut errors = Vec::new();
        for asked in &self.asked {
            if !shown.is_empty() && !shown.contains(&asked.key.to_string()) {
                continue;
            }
            match given(asked, posted, reading, &mut screened.notices) {
                Ok(answer) => {
                    screened.settled.push(asked.key.clone());
                    screened
                        .answers
                        .extend(answer.map(|answer| (asked.key.clone(), answer)));
                }
                Err(problem) => errors.push(tell(asked, problem)),
            }
        }
        screened.refused = (!errors.is_empty()).then(|| Refused {
            errors,
            posted: shown_again(&self.asked, posted),
            good: screened.answers.clone(),
        });
        screened
    }
}

impl Answers {
    /// Writes what a screen gave; what was refused keeps the answer it had.
    pub fn put_screen(&mut self, screened: &Screened) {
        for key in &screened.settled {
            self.clear(key);
        }
        for (key, answer) in &screened.answers {
            self.set(key.clone(), answer.clone());
        }
    }
}
