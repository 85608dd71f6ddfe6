//! What officers are guided by when they collect and defend evidence: the checklist of admissibility, and guides for
//! the first person on the spot. They are data (`guides/`), each line with its source and whether that source was
//! read. Decides nothing: an exhibit is admitted by a court.

use crate::form::Bilingual;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Items of a checklist: all are read on one page.
const ITEMS_MAX: usize = 60;
/// Guides of an installation.
const GUIDES_MAX: usize = 60;
/// Lines of a guide: more is a manual.
const STEPS_MAX: usize = 60;

/// One item of the checklist of admissibility.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stored with the answer; never given to another question.
    pub code: String,
    /// What is to be true.
    pub ask: Bilingual,
    /// What lacks when it is not.
    pub missing: Bilingual,
    /// The text it comes from.
    pub source: String,
    /// Whether that text was read for this list.
    pub confirmed: bool,
}

/// One line of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    #[serde(rename = "do")]
    pub act: Bilingual,
    /// The text it comes from.
    pub source: String,
    /// Whether that text was read for this list.
    pub confirmed: bool,
}

/// A guide for the first person on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its anchor on the page.
    pub code: String,
    /// Its title.
    pub title: Bilingual,
    /// What it is for.
    pub lead: Bilingual,
    /// Its lines, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// The checklist and the guides in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guides {
    /// The checklist of admissibility.
    pub items: Vec<Item>,
    /// The guides.
    pub guides: Vec<Guide>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checklist {
    item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstResponse {
    guide: Vec<Guide>,
}

/// A word that is stored or an anchor: small letters, digits and dashes.
fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=40).contains(&code.len()) && code.chars().all(fits)
}

fn told_apart<'a>(codes: impl Iterator<Item = &'a str>, most: usize) -> Result<(), String> {
    let mut known = BTreeSet::new();
    for code in codes {
        if !is_code(code) {
            return Err(format!("`{code}` is no code"));
        }
        if !known.insert(code) {
            return Err(format!("`{code}` is there twice"));
        }
    }
    match known.len() {
        n if n > most => Err(format!("{n} entries, more than {most}")),
        _ => Ok(()),
    }
}

impl Guides {
    /// Reads both files.
    ///
    /// # Errors
    /// Says what is wrong with which.
    pub fn read(admissibility: &str, first_response: &str) -> Result<Guides, String> {
        let named = |file: &str, wrong: String| format!("guides/{file}.toml: {wrong}");
        let list: Checklist = toml::from_str(admissibility)
            .map_err(|wrong| named("admissibility", wrong.to_string()))?;
        told_apart(list.item.iter().map(|item| item.code.as_str()), ITEMS_MAX)
            .map_err(|wrong| named("admissibility", wrong))?;
        let first: FirstResponse = toml::from_str(first_response)
            .map_err(|wrong| named("first-response", wrong.to_string()))?;
        told_apart(
            first.guide.iter().map(|guide| guide.code.as_str()),
            GUIDES_MAX,
        )
        .map_err(|wrong| named("first-response", wrong))?;
        let long = first
            .guide
            .iter()
            .find(|guide| guide.steps.len() > STEPS_MAX);
        if let Some(guide) = long {
            let wrong = format!("`{}` has more than {STEPS_MAX} lines", guide.code);
            return Err(named("first-response", wrong));
        }
        Ok(Guides {
            items: list.item,
            guides: first.guide,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Guides;

    const LIST: &str = include_str!("../../../guides/admissibility.toml");
    const FIRST: &str = include_str!("../../../guides/first-response.toml");

    #[test]
    fn the_shipped_guides_are_read_and_say_where_each_line_comes_from() {
        let guides = Guides::read(LIST, FIRST).expect("the shipped guides are whole");
        let codes: Vec<&str> = guides.guides.iter().map(|g| g.code.as_str()).collect();
        assert_eq!(
            codes,
            ["principles", "volatility", "scene", "phone", "victim"]
        );
        let asked: Vec<&str> = guides.items.iter().map(|item| item.code.as_str()).collect();
        assert_eq!(&asked[..3], ["source", "collector", "authority"]);
        let sources = guides.items.iter().map(|item| &item.source);
        let mut all = sources.chain(
            guides
                .guides
                .iter()
                .flat_map(|g| &g.steps)
                .map(|s| &s.source),
        );
        assert!(all.all(|source| !source.is_empty()));
        let order = &guides.guides[1].steps;
        assert!(
            order[0].act.en.starts_with("Registers") && order[6].act.en.starts_with("Archival")
        );
    }

    #[test]
    fn mistakes_are_told_with_their_file() {
        let twice = LIST.replacen("code = \"collector\"", "code = \"source\"", 1);
        for (list, first, told) in [
            (
                twice.as_str(),
                FIRST,
                "guides/admissibility.toml: `source` is there twice",
            ),
            (
                &LIST.replacen("code = \"source\"", "code = \"So\"", 1),
                FIRST,
                "`So` is no code",
            ),
            (
                LIST,
                &FIRST.replacen("[[guide.step]]", "[[guide.stop]]", 1),
                "first-response.toml",
            ),
            (LIST, "", "missing field `guide`"),
        ] {
            let wrong = Guides::read(list, first).expect_err(told);
            assert!(wrong.contains(told), "{wrong}");
        }
    }
}
