//! The words a complaint is found by: cut, without accents and case, the same on both databases
//! and for what is typed in a search. Pure.

use std::collections::BTreeSet;

use faisceau_domain::form::value::Person;
use faisceau_domain::form::{Answers, Field, FieldKind, Pack, Value};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest word kept; longer ones are not words.
const WORD_CHARACTERS_MAX: usize = 60;
/// Shortest word kept: what stands before an apostrophe finds nothing.
const WORD_CHARACTERS_MIN: usize = 2;
/// From this length on, the beginning of a word finds it: plurals, feminines.
const BEGINNING_CHARACTERS_MIN: usize = 4;
/// Words of one sort kept for one complaint: the longest narrative has fewer.
const KEPT_MAX: usize = 10_000;
/// Characters of one text looked at once folded: some letters unfold to many, and an index row
/// has a size.
const FOLDED_CHARACTERS_MAX: usize = 120_000;
/// Words of a search taken into account.
const SOUGHT_MAX: usize = 10;

/// Blocks of the questionnaire that tell who files.
const IDENTITY_BLOCKS: [&str; 4] = ["filer", "victim", "org", "minor"];

/// The words of a complaint, by what one must be allowed to read to find it by them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What the facts are called, names the other side used.
    pub facts: BTreeSet<String>,
    /// The victim's own words.
    pub narrative: BTreeSet<String>,
    /// Who the victim is.
    pub identity: BTreeSet<String>,
}

/// Which words a search may look into; the facts always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The victim's own words.
    pub narrative: bool,
    /// Who the victim is.
    pub identity: bool,
}

impl Reach {
    /// Every combination, the narrowest first.
    pub const ALL: [Reach; 4] = [
        Reach::of(false, false),
        Reach::of(true, false),
        Reach::of(false, true),
        Reach::of(true, true),
    ];

    const fn of(narrative: bool, identity: bool) -> Reach {
        Reach {
            narrative,
            identity,
        }
    }
}

/// The words of a text, folded: lower case, accents off, letters told apart by ligatures undone.
pub fn fold(text: &str) -> impl Iterator<Item = String> {
    let folded: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'œ' => vec!['o', 'e'],
            'æ' => vec!['a', 'e'],
            'ß' => vec!['s', 's'],
            'ø' => vec!['o'],
            'ł' => vec!['l'],
            'đ' => vec!['d'],
            other => vec![other],
        })
        .take(FOLDED_CHARACTERS_MAX)
        .collect();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| (WORD_CHARACTERS_MIN..=WORD_CHARACTERS_MAX).contains(&word.chars().count()))
        .map(ToOwned::to_owned)
        .collect();
    words.into_iter()
}

/// The words of a search, each with whether its beginning is enough.
#[must_use]
pub fn sought(term: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for word in fold(term) {
        let beginning = word.chars().count() >= BEGINNING_CHARACTERS_MIN;
        if words.len() < SOUGHT_MAX && !words.iter().any(|(known, _)| *known == word) {
            words.push((word, beginning));
        }
    }
    words
}

/// The words of a complaint: of its answers, or of the line of another system.
#[must_use]
pub fn of_complaint(forms: &Pack, form_type: &str, heading: &str, stored: &str) -> Words {
    let mut words = Words::default();
    add(&mut words.facts, heading);
    if let Some(kind) = forms.kind(form_type) {
        add(&mut words.facts, &kind.label.fr);
        add(&mut words.facts, &kind.label.en);
    }
    if let Ok(answers) = serde_json::from_str::<Answers>(stored) {
        for (key, answer) in answers.iter() {
            if let Some(value) = answer.value() {
                let identity = IDENTITY_BLOCKS.contains(&key.block());
                value_words(&mut words, forms.field(&key.field()), identity, value);
            }
        }
    } else if let Ok(line) = serde_json::from_str::<serde_json::Value>(stored) {
        let text = line.get("text").and_then(serde_json::Value::as_str);
        add(&mut words.narrative, text.unwrap_or_default());
    }
    words
}

/// Texts and names only: identifiers are found by their own value, closed choices by filters.
fn value_words(words: &mut Words, field: Option<&Field>, identity: bool, value: &Value) {
    match value {
        Value::Text(text) => {
            let told = field.is_none_or(|f| f.pivot.is_none() || f.kind == FieldKind::Textarea);
            let sort = match (identity, told) {
                (true, _) => &mut words.identity,
                (false, true) => &mut words.narrative,
                (false, false) => &mut words.facts,
            };
            add(sort, text);
        }
        Value::Person(person) => {
            let sort = match identity {
                true => &mut words.identity,
                false => &mut words.facts,
            };
            add_person(sort, person);
        }
        Value::Many(values) => {
            for value in values {
                value_words(words, field, identity, value);
            }
        }
        _ => {}
    }
}

fn add_person(sort: &mut BTreeSet<String>, person: &Person) {
    for (_, part) in &person.parts {
        add(sort, part);
    }
}

fn add(sort: &mut BTreeSet<String>, text: &str) {
    for word in fold(text) {
        if sort.len() < KEPT_MAX {
            sort.insert(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_ligatures_and_apostrophes_do_not_count() {
        let words: Vec<String> = fold("L’Œuvre d'Éléonore, n°12 : ÇA Straße").collect();
        assert_eq!(words, ["oeuvre", "eleonore", "12", "ca", "strasse"]);
    }

    #[test]
    fn a_search_is_bounded_and_its_long_words_are_beginnings() {
        let found = sought("colis bois bois un");
        let expected = [("colis", true), ("bois", true), ("un", false)];
        assert_eq!(found, expected.map(|(w, b)| (w.to_owned(), b)));
        assert_eq!(sought(&"mot1 mot2 mot3 ".repeat(9)).len(), 3);
        let many: String = (10..99).map(|n| format!("m{n} ")).collect();
        assert_eq!(sought(&many).len(), SOUGHT_MAX);
        assert!(sought("' \" * : ( ) - ^").is_empty());
    }

    proptest! {
        /// What is written in a statement's value needs no escape, whatever was typed.
        #[test]
        fn words_hold_letters_and_digits_only(text: String) {
            for word in fold(&text) {
                prop_assert!(word.chars().all(char::is_alphanumeric));
            }
        }
    }
}
