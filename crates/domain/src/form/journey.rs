//! The journey: the pages one set of answers reaches, in order. Answers that no page asks any more
//! stay kept in [`Answers`] and are seen by nothing here: not shown, not linked, not filed.

use std::collections::BTreeSet;

use super::answers::{Answer, Answers};
use super::bilingual::Bilingual;
use super::condition::Condition;
use super::field::{Field, FieldKind, Required};
use super::key::Key;
use super::kind::{Block, BlockStep, Folded, Kind, PageStep, Step};
use super::orientation::BLOCK;
use super::pack::Pack;
use super::scope::Scope;
use super::value::Value;

/// The block every type ends with.
pub(super) const DECLARATION: &str = "declaration";

/// The block of who files: with the declaration, all that a list of tasks needs before filing.
const IDENTITY: &str = "identity";

/// The slug of the page where all answers are checked.
pub const CHECK: &str = "check";

/// The pages of one complaint, for the answers it has now.
#[derive(Debug, Clone)]
pub struct Journey<'a> {
    pub(crate) pack: &'a Pack,
    pub(super) kind: &'a Kind,
    pub(super) answers: &'a Answers,
    pages: Vec<Page<'a>>,
    pub(super) asked: BTreeSet<Key>,
    uploads: bool,
    task: Option<&'a Bilingual>,
    needed: bool,
}

/// What a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageUse {
    /// Questions.
    Questions,
    /// All answers, to check them.
    Check,
    /// What is declared, and the filing.
    Declaration,
}

/// A page a person can reach.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its place in the URL; stable as long as the pack says so.
    pub slug: String,
    /// What it is for.
    pub purpose: PageUse,
    /// The block it comes from; the code of the type, for the pages a type has of its own.
    pub block: &'a str,
    /// The section it belongs to on the check page.
    pub section: &'a Bilingual,
    /// The question of the page.
    pub title: &'a Bilingual,
    /// A sentence under the title.
    pub lead: Option<&'a Bilingual>,
    /// Which item of a group, from 0.
    pub item: Option<u16>,
    /// The questions, in order.
    pub asked: Vec<Asked<'a>>,
    /// Which of them are folded.
    folded: Option<&'a Folded>,
    /// The exhibits asked by name on this page.
    pub evidence: Vec<&'a Bilingual>,
    /// The task it belongs to, in a list of tasks.
    pub task: Option<&'a Bilingual>,
    /// Whether what it lacks keeps from filing: always, save in a list of tasks.
    pub(super) needed: bool,
}

impl Page<'_> {
    /// What is inside the fold, when a question asked now is folded.
    #[must_use]
    pub fn fold(&self) -> Option<&Bilingual> {
        let any = self.asked.iter().any(|asked| self.folds(asked));
        self.folded.filter(|_| any).map(|folded| &folded.label)
    }

    /// Whether a question is folded at the end of the page.
    #[must_use]
    pub fn folds(&self, asked: &Asked<'_>) -> bool {
        self.folded
            .is_some_and(|folded| folded.fields.contains(&asked.field.key))
    }
}

/// One question of a page.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The key of its answer, and the name of its inputs.
    pub key: Key,
    /// The question.
    pub field: &'a Field,
}

/// How far a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages with nothing missing, among those reachable now.
    pub done: usize,
    /// Pages reachable now, with check and declaration.
    pub total: usize,
}

/// An answer needed before filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The answer.
    pub key: Key,
    /// The page that asks it.
    pub slug: String,
}

/// Whether the path of these answers takes files: on those that concern images of minors none is, and
/// none is shown. A type that is not in the pack takes none.
#[must_use]
pub fn takes_files(pack: &Pack, code: &str, answers: &Answers) -> bool {
    Journey::of(pack, code, answers).is_some_and(|journey| journey.uploads_allowed())
}

impl<'a> Journey<'a> {
    /// The journey of a type for these answers; `None` when the type is not in the pack.
    #[must_use]
    pub fn of(pack: &'a Pack, code: &str, answers: &'a Answers) -> Option<Journey<'a>> {
        let kind = pack.kind(code)?;
        let mut journey = Journey {
            pack,
            kind,
            answers,
            pages: Vec::new(),
            asked: BTreeSet::new(),
            uploads: true,
            task: None,
            needed: true,
        };
        // Rules may ask what the orientation was told; no page asks it again.
        let trail = pack.standing(answers).map(|standing| standing.trail);
        let told = trail.into_iter().flatten();
        journey
            .asked
            .extend(told.map(|(crossing, _)| crossing.answer_key()));
        for step in &kind.steps {
            journey.take(step);
        }
        journey.close();
        Some(journey)
    }

    fn take(&mut self, step: &'a Step) {
        // Decided before each step: the answer that opens or closes uploads is asked first.
        self.uploads = self.allows(self.kind.uploads_when.as_ref(), None);
        // A step that is left out opens its task all the same, for those that follow.
        self.task = step.task().or(self.task);
        self.needed = match step {
            Step::Block(block) if block.block == IDENTITY => true,
            _ => !self.kind.has_tasks(),
        };
        if !self.allows(step.when(), None) {
            return;
        }
        match step {
            Step::Page(page) => self.add(page, (&self.kind.code, &self.kind.label), None, &[]),
            Step::Block(step) => {
                if let Some(block) = self.pack.blocks.get(&step.block) {
                    self.take_block(block, step);
                }
            }
        }
    }

    fn take_block(&mut self, block: &'a Block, step: &'a BlockStep) {
        let Some(repeat) = step.repeat else {
            self.take_item(block, step, None);
            return;
        };
        for index in 0..repeat.max {
            self.take_item(block, step, Some(index));
            let more = block.more.as_deref().is_some_and(|field| {
                Key::of(field, Some(index))
                    .ok()
                    .and_then(|key| self.given(&key))
                    .is_some_and(|answer| *answer == Answer::Value(Value::Flag(true)))
            });
            if index + 1 >= repeat.min && !more {
                break;
            }
        }
    }

    fn take_item(&mut self, block: &'a Block, step: &'a BlockStep, index: Option<u16>) {
        for page in &block.pages {
            let wanted = match &step.profile {
                Some(profile) => page.profiles.is_empty() || page.profiles.contains(profile),
                None => true,
            };
            let item = index.map(|index| (block, index));
            if wanted && self.allows(page.when.as_ref(), item) {
                self.add(page, (&step.block, &block.label), item, &step.ask);
            }
        }
    }

    fn add(
        &mut self,
        step: &'a PageStep,
        (block, section): (&'a str, &'a Bilingual),
        item: Option<(&'a Block, u16)>,
        ask: &'a [String],
    ) {
        let index = item.map(|(_, index)| index);
        let asked: Vec<Asked<'a>> = step
            .page
            .iter()
            .filter_map(|key| self.pack.fields.get(key))
            .filter(|field| self.uploads || field.kind != FieldKind::File)
            .filter(|field| self.allows(field.when.as_ref(), item))
            .filter_map(|field| {
                let key = Key::of(&field.key, index).ok()?;
                Some(Asked { key, field })
            })
            .collect();
        let Some(first) = asked.first() else { return };
        let page = Page {
            slug: slug(step, index),
            purpose: PageUse::Questions,
            block,
            section,
            title: step.title.as_ref().unwrap_or(&first.field.label),
            lead: step.lead.as_ref(),
            item: index,
            evidence: self.evidence(step, ask, &asked),
            asked,
            folded: step.folded.as_ref(),
            task: self.task,
            needed: self.needed,
        };
        self.asked
            .extend(page.asked.iter().map(|asked| asked.key.clone()));
        self.pages.push(page);
    }

    fn evidence(
        &self,
        step: &'a PageStep,
        ask: &'a [String],
        asked: &[Asked<'a>],
    ) -> Vec<&'a Bilingual> {
        if !asked.iter().any(|a| a.field.kind == FieldKind::File) {
            return Vec::new();
        }
        let wanted = step.ask.iter().chain(ask);
        wanted
            .filter_map(|key| self.pack.evidence.get(key))
            .map(|evidence| &evidence.label)
            .collect()
    }

    fn close(&mut self) {
        let (Some(title), Some(block)) = (
            self.pack.say.get("check-title"),
            self.pack.blocks.get(DECLARATION),
        ) else {
            return;
        };
        (self.task, self.needed) = (None, true);
        self.pages.push(Page {
            slug: CHECK.to_owned(),
            purpose: PageUse::Check,
            block: CHECK,
            section: title,
            title,
            lead: None,
            item: None,
            asked: Vec::new(),
            folded: None,
            evidence: Vec::new(),
            task: None,
            needed: true,
        });
        let questions = self.pages.len();
        for page in &block.pages {
            if self.allows(page.when.as_ref(), None) {
                self.add(page, (DECLARATION, &block.label), None, &[]);
            }
        }
        for page in &mut self.pages[questions..] {
            page.purpose = PageUse::Declaration;
        }
    }

    fn allows(&self, when: Option<&Condition>, item: Option<(&'a Block, u16)>) -> bool {
        let scope = Scope {
            journey: self,
            item,
        };
        when.is_none_or(|condition| condition.holds(&scope))
    }

    /// Whether a condition holds for the answers this journey asks for. For routes and rules.
    #[must_use]
    pub fn holds(&self, condition: &Condition) -> bool {
        self.allows(Some(condition), None)
    }

    /// The same, seen from an answer: inside a group, its own item only.
    pub(crate) fn holds_at(&self, condition: &Condition, key: &Key) -> bool {
        let item = key.index().and_then(|index| {
            let block = self.pack.blocks.values().find(|block| {
                let mut fields = block.pages.iter().flat_map(|page| &page.page);
                block.more.is_some() && fields.any(|field| *field == key.field())
            })?;
            Some((block, index))
        });
        self.allows(Some(condition), item)
    }

    /// The answer to a question this journey asks; `None` for hidden and empty ones.
    #[must_use]
    pub fn given(&self, key: &Key) -> Option<&'a Answer> {
        if self.asked.contains(key) {
            self.answers.get(key)
        } else {
            None
        }
    }

    /// The type.
    #[must_use]
    pub fn kind(&self) -> &'a Kind {
        self.kind
    }

    /// The pages, in order.
    #[must_use]
    pub fn pages(&self) -> &[Page<'a>] {
        &self.pages
    }

    /// The page of that slug, when it can be reached now.
    #[must_use]
    pub fn page(&self, slug: &str) -> Option<&Page<'a>> {
        self.pages.iter().find(|page| page.slug == slug)
    }

    /// The first page.
    #[must_use]
    pub fn first(&self) -> &Page<'a> {
        self.pages
            .first()
            .expect("every journey ends with the check page")
    }

    /// The page after that one; `None` after the last, and for a page out of reach.
    #[must_use]
    pub fn next_after(&self, slug: &str) -> Option<&Page<'a>> {
        let place = self.pages.iter().position(|page| page.slug == slug)?;
        self.pages.get(place + 1)
    }

    /// The page before that one; `None` before the first, and for a page out of reach.
    #[must_use]
    pub fn previous_before(&self, slug: &str) -> Option<&Page<'a>> {
        let place = self.pages.iter().position(|page| page.slug == slug)?;
        self.pages.get(place.checked_sub(1)?)
    }

    /// Where to resume: the first page with something missing, or with nothing answered, else
    /// the check page.
    #[must_use]
    pub fn resume(&self) -> &Page<'a> {
        self.pages
            .iter()
            .find(|page| page.purpose == PageUse::Check || !self.is_done(page))
            .expect("every journey ends with the check page")
    }

    pub(super) fn is_done(&self, page: &Page<'a>) -> bool {
        let answered = page
            .asked
            .iter()
            .any(|asked| self.given(&asked.key).is_some());
        let optional = page
            .asked
            .iter()
            .all(|asked| asked.field.required == Required::No);
        (answered || optional) && !page.asked.iter().any(|asked| self.lacks(asked))
    }

    pub(super) fn lacks(&self, asked: &Asked<'a>) -> bool {
        let answer = self.given(&asked.key);
        match asked.field.required {
            Required::No => false,
            Required::Answer => answer.is_none(),
            Required::Value => answer.is_none_or(|answer| answer.value().is_none()),
        }
    }

    /// How far the person is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.pages.iter().filter(|page| self.is_done(page)).count(),
            total: self.pages.len(),
        }
    }

    /// What is needed before filing and not answered, declaration left out: it is asked last. A list of
    /// tasks needs who files, and nothing else.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        self.lacking(|page| page.purpose == PageUse::Questions)
    }

    /// What is needed and not answered, declaration included. Empty: the complaint can be filed.
    #[must_use]
    pub fn missing_to_file(&self) -> Vec<Missing> {
        self.lacking(|_| true)
    }

    fn lacking(&self, wanted: impl Fn(&Page<'a>) -> bool) -> Vec<Missing> {
        let pages = self.pages.iter().filter(|page| page.needed && wanted(page));
        pages
            .flat_map(|page| page.asked.iter().map(move |asked| (page, asked)))
            .filter(|(_, asked)| self.lacks(asked))
            .map(|(page, asked)| Missing {
                key: asked.key.clone(),
                slug: page.slug.clone(),
            })
            .collect()
    }

    /// Questions asked now, with their answers, in the order of pages.
    pub fn answered(&self) -> impl Iterator<Item = (&Page<'a>, &Asked<'a>, &'a Answer)> {
        self.pages.iter().flat_map(move |page| {
            page.asked.iter().filter_map(move |asked| {
                let answer = self.answers.get(&asked.key)?;
                Some((page, asked, answer))
            })
        })
    }

    /// The questions answered by "I don't know" and its like: what may be asked again later.
    #[must_use]
    pub fn unknowns(&self) -> Vec<(Key, Answer)> {
        self.answered()
            .filter(|(_, _, answer)| answer.left().is_some())
            .map(|(_, asked, answer)| (asked.key.clone(), answer.clone()))
            .collect()
    }

    /// The answers that this journey asks for and nothing else: what is filed.
    #[must_use]
    pub fn filed(&self) -> Answers {
        let mut filed = Answers::new(self.answers.form().clone());
        for (_, asked, answer) in self.answered() {
            filed.set(asked.key.clone(), answer.clone());
        }
        for key in self.asked.iter().filter(|key| key.block() == BLOCK) {
            if let Some(answer) = self.answers.get(key) {
                filed.set(key.clone(), answer.clone());
            }
        }
        filed
    }

    /// Whether these answers say that someone is in danger.
    #[must_use]
    pub fn in_danger(&self) -> bool {
        self.kind
            .danger
            .as_ref()
            .is_some_and(|when| self.holds(when))
    }

    /// Whether any file may be received: on this path, in the victim's space, by message.
    #[must_use]
    pub fn uploads_allowed(&self) -> bool {
        self.allows(self.kind.uploads_when.as_ref(), None)
    }
}

fn slug(step: &PageStep, index: Option<u16>) -> String {
    let named = step
        .slug
        .as_deref()
        .or(step.page.first().map(String::as_str));
    let word = named.unwrap_or_default().replace(['.', '_'], "-");
    match index {
        Some(index) => format!("{word}-{}", index + 1),
        None => word,
    }
}
