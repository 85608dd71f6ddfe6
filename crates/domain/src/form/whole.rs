//! A whole set of answers at once, as another program hands it over: read by the very parsers of the
//! pages, page after page, and every mistake told, not only the first. What no question asks is a
//! mistake too: nothing given is lost in silence.

use std::collections::BTreeSet;

use super::answers::{Answer, Answers};
use super::field::Field;
use super::journey::{Journey, Page, PageUse};
use super::key::Key;
use super::pack::Pack;
use super::parse;
use super::problem::FieldError;
use super::reading::{Reading, parse_page};
use super::value::Value;

/// A set of answers as the pages would have kept it.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The answers, with secrets masked.
    pub answers: Answers,
    /// Told though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
}

/// What is wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// What a page would have refused or warned about.
    Refused(FieldError),
    /// The other answers lead to no such question.
    NotAsked(Key),
    /// The value or the state is not of a kind this question takes.
    Kind(Key),
}

impl Wrong {
    /// The answer it is about.
    #[must_use]
    pub fn key(&self) -> &Key {
        match self {
            Wrong::Refused(error) => &error.key,
            Wrong::NotAsked(key) | Wrong::Kind(key) => key,
        }
    }
}

impl Pack {
    /// Reads a whole set of answers to the form it names.
    ///
    /// # Errors
    /// Every mistake, in the order of pages.
    pub fn read_whole(&self, given: &Answers, reading: &Reading) -> Result<Whole, Vec<Wrong>> {
        let Some(journey) = Journey::of(self, &given.form().code, given) else {
            return Err(given
                .iter()
                .map(|(k, _)| Wrong::NotAsked(k.clone()))
                .collect());
        };
        let mut whole = Whole {
            answers: Answers::new(given.form().clone()),
            notices: Vec::new(),
        };
        let mut wrong = Vec::new();
        let mut asked = BTreeSet::new();
        for page in journey.pages() {
            asked.extend(page.asked.iter().map(|asked| asked.key.clone()));
            if page.purpose != PageUse::Check {
                read_page(page, given, reading, &mut whole, &mut wrong);
            }
        }
        let strange = given.iter().filter(|(key, _)| !asked.contains(key));
        wrong.extend(strange.map(|(key, _)| Wrong::NotAsked(key.clone())));
        if wrong.is_empty() {
            Ok(whole)
        } else {
            Err(wrong)
        }
    }
}

fn read_page(
    page: &Page<'_>,
    given: &Answers,
    reading: &Reading,
    whole: &mut Whole,
    wrong: &mut Vec<Wrong>,
) {
    let posted = parse::fill(&page.asked, |asked| given.get(&asked.key).cloned());
    let (read, errors) = match parse_page(page, &posted, reading) {
        Ok(parsed) => {
            whole.notices.extend(parsed.notices);
            (parsed.answers, Vec::new())
        }
        Err(refused) => (refused.good, refused.errors),
    };
    // What nobody answered is told at filing, where a list of tasks lets it go.
    let said = |error: &FieldError| page.needed || given.get(&error.key).is_some();
    let errors: Vec<FieldError> = errors.into_iter().filter(said).collect();
    for asked in &page.asked {
        let Some(said) = given.get(&asked.key) else {
            continue;
        };
        let kept = read.iter().find(|(key, _)| *key == asked.key);
        let refused = errors.iter().any(|error| error.key == asked.key);
        let whole_kept = kept.is_some_and(|(_, kept)| is_same_kind(asked.field, said, kept));
        if !refused && !whole_kept {
            wrong.push(Wrong::Kind(asked.key.clone()));
        }
    }
    wrong.extend(errors.into_iter().map(Wrong::Refused));
    for (key, answer) in read {
        whole.answers.set(key, answer);
    }
}

/// Whether what was kept is of the kind that was given. The parsers read texts: a code given as a
/// text, or a part that a question does not have, would pass unseen.
fn is_same_kind(field: &Field, given: &Answer, kept: &Answer) -> bool {
    match (given, kept) {
        (Answer::Value(given), Answer::Value(kept)) => is_same(field, given, kept),
        (given, kept) => given == kept,
    }
}

fn is_same(field: &Field, given: &Value, kept: &Value) -> bool {
    match (given, kept) {
        (Value::Flag(given), Value::Flag(kept)) => given == kept,
        (Value::Many(given), Value::Many(kept)) => kept
            .first()
            .is_some_and(|kept| given.iter().all(|given| is_same(field, given, kept))),
        (Value::Person(given), Value::Person(_)) => given
            .parts
            .iter()
            .all(|(part, _)| field.parts.contains(part)),
        (given, kept) => std::mem::discriminant(given) == std::mem::discriminant(kept),
    }
}
