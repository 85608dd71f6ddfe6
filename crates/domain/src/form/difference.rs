//! What one version of the answers says that another does not, question by question, in words. Knows
//! neither why nor by whom they were changed.

use super::journey::Journey;
use super::key::Key;
use super::summary::Row;
use crate::Lang;

/// A question answered otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The answer.
    pub key: Key,
    /// The question.
    pub label: String,
    /// What was said; none when it was not asked or not answered.
    pub before: Option<String>,
    /// What is said now; none when it is not asked or not answered any more.
    pub after: Option<String>,
}

/// What differs, in the order of the pages: those of now, then those that are asked no more.
#[must_use]
pub fn difference(before: &Journey<'_>, after: &Journey<'_>, lang: Lang) -> Vec<Changed> {
    let (old, new) = (rows(before, lang), rows(after, lang));
    let said = |rows: &[Row], key: &Key| {
        let row = rows.iter().find(|row| row.key == *key);
        row.map(|row| row.value.clone())
    };
    let gone = old.iter().filter(|row| said(&new, &row.key).is_none());
    new.iter()
        .chain(gone)
        .map(|row| Changed {
            key: row.key.clone(),
            label: row.label.clone(),
            before: said(&old, &row.key),
            after: said(&new, &row.key),
        })
        .filter(|changed| changed.before != changed.after)
        .collect()
}

fn rows(journey: &Journey<'_>, lang: Lang) -> Vec<Row> {
    let sections = journey.summary(lang).into_iter();
    sections.flat_map(|section| section.rows).collect()
}
