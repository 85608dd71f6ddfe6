//! What a browser sends for one page: names and raw texts, cleaned of what no one types, and never
//! interpreted here. Names of inputs: the key of the field, then `:part` for composed ones.

use std::collections::BTreeMap;

use unicode_general_category::{GeneralCategory, get_general_category};

use super::key::Key;
use super::secret;

/// Raw values by input name, in the order sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted(BTreeMap<String, Vec<String>>);

impl Posted {
    /// Takes the pairs of a form as decoded. Null and control characters are removed, line ends
    /// become `\n`; byte-order marks, direction marks and emoji stay as typed.
    pub fn new<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Posted
    where
        N: Into<String>,
        V: AsRef<str>,
    {
        let mut posted = Posted::default();
        for (name, value) in pairs {
            posted.add(name.into(), clean(value.as_ref()));
        }
        posted
    }

    pub(super) fn add(&mut self, name: String, value: String) {
        self.0.entry(name).or_default().push(value);
    }

    /// The first value of that exact name.
    #[must_use]
    pub fn first(&self, name: &str) -> &str {
        self.0
            .get(name)
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }

    /// Every value of that exact name.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The value of the input of a field: `part` is empty for its only input. A value that shows
    /// nothing (spaces, marks) counts as empty.
    #[must_use]
    pub fn part(&self, key: &Key, part: &str) -> &str {
        let value = self.first(&input_name(key, part)).trim();
        if shows(value) { value } else { "" }
    }

    /// Every input, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The same with card numbers and secrets masked: what may be shown again. The fields named
    /// by `keep` stay as they are.
    pub(super) fn masked(&self, keep: impl Fn(&str) -> bool) -> Posted {
        let inputs = self.0.iter().map(|(name, values)| {
            let key = name.split(':').next().unwrap_or(name);
            let values = if keep(key) {
                values.clone()
            } else {
                let masked = values.iter().map(|value| secret::mask(value).text);
                masked.collect()
            };
            (name.clone(), values)
        });
        Posted(inputs.collect())
    }
}

/// The name of an input: `payment[0].amount`, or `payment[0].amount:currency`.
#[must_use]
pub fn input_name(key: &Key, part: &str) -> String {
    if part.is_empty() {
        key.to_string()
    } else {
        format!("{key}:{part}")
    }
}

/// Whether a text has one character that shows.
pub(super) fn shows(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_whitespace() && get_general_category(c) != GeneralCategory::Format)
}

/// Removes what cannot have been typed on purpose; keeps every other character.
fn clean(raw: &str) -> String {
    raw.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}
