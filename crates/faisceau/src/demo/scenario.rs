//! The words of the synthetic year, read from `scenarios/`. Draws nothing, decides nothing.

use faisceau_platform::content::Content;
use faisceau_platform::fault::Fault;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What people say, by key of the field, or `key:part`.
pub(super) type Says = BTreeMap<String, Vec<String>>;

/// An identifier that a scheme leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Leaves {
    /// The address of a site.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A bank account.
    Iban,
    /// An address on a chain.
    Crypto,
    /// An account on a platform.
    Handle,
}

impl Leaves {
    /// The word of import lines, and of braces except for sites.
    pub(super) fn code(self) -> &'static str {
        match self {
            Leaves::Url => "url",
            Leaves::Email => "email",
            Leaves::Phone => "phone",
            Leaves::Iban => "iban",
            Leaves::Crypto => "crypto",
            Leaves::Handle => "handle",
        }
    }
}

/// One scheme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    pub(super) form: Option<String>,
    pub(super) kinds: Vec<String>,
    pub(super) share: u32,
    pub(super) leaves: Vec<Leaves>,
    pub(super) amount: (i64, i64),
    pub(super) names: Vec<String>,
    pub(super) texts: Vec<String>,
    pub(super) asks: Vec<String>,
    pub(super) replies: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) offences: Vec<String>,
    pub(super) says: Says,
}

/// Where people live.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Town {
    pub(super) name: String,
    pub(super) postcode: String,
}

/// A system that sends its complaints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) share: u32,
}

/// Values quoted by many complaints that have nothing else in common.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quoted {
    pub(super) email: String,
    pub(super) phone: String,
}

/// Who files, and who answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) surnames: Vec<String>,
    pub(super) given: Vec<String>,
    pub(super) streets: Vec<String>,
    pub(super) banks: Vec<String>,
    pub(super) towns: Vec<Town>,
    pub(super) sources: Vec<Source>,
    pub(super) units: Vec<String>,
    pub(super) quoted_by_many: Quoted,
    pub(super) says: Says,
}

/// Everything in `scenarios/`.
#[derive(Debug)]
pub(super) struct Scenarios {
    pub(super) people: People,
    pub(super) schemes: Vec<Scheme>,
}

const PEOPLE: &str = "people.toml";

impl Scenarios {
    /// Reads the folder.
    ///
    /// # Errors
    /// Names the file at fault.
    pub(super) fn read(content: &Content) -> Result<Scenarios, Fault> {
        let mut people = None;
        let mut schemes = Vec::new();
        for (name, text) in content.folder("scenarios") {
            let named = |e: toml::de::Error| Fault::from(e).context(format!("scenarios/{name}"));
            if name == PEOPLE {
                people = Some(toml::from_str(text).map_err(named)?);
            } else if name.ends_with(".toml") && !name.contains('/') {
                // Folders hold the answers of scripted people, which are no schemes.
                schemes.push(toml::from_str(text).map_err(named)?);
            }
        }
        let people = people.ok_or_else(|| Fault::new("scenarios/people.toml is missing"))?;
        if schemes.is_empty() {
            return Err(Fault::new("scenarios/ holds no scheme"));
        }
        Ok(Scenarios { people, schemes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faisceau_domain::form::{Field, FieldKind, Pack};

    fn content() -> Content {
        crate::content::embedded()
    }

    fn pack() -> Pack {
        let content = content();
        let forms = content
            .folder("forms")
            .filter(|(name, _)| name.ends_with(".toml"));
        let owned = forms.map(|(name, text)| (name.to_owned(), text.to_owned()));
        Pack::read(owned).expect("the shipped forms are read by their own tests")
    }

    /// A word that no field, part or choice has would be typed nowhere, silently.
    #[test]
    fn every_answer_is_of_a_field_and_every_word_of_a_choice() {
        let scenarios = Scenarios::read(&content()).expect("the shipped scenarios are read");
        let pack = pack();
        let schemes = scenarios.schemes.iter().map(|scheme| &scheme.says);
        for says in schemes.chain([&scenarios.people.says]) {
            for (key, texts) in says {
                let (name, part) = key
                    .split_once(':')
                    .map_or((key.as_str(), None), |(n, p)| (n, Some(p)));
                let field: &Field = pack
                    .fields()
                    .find(|field| field.key == name)
                    .unwrap_or_else(|| panic!("no field is called `{name}`"));
                let composed = matches!(
                    field.kind,
                    FieldKind::Person | FieldKind::Address | FieldKind::CardRef | FieldKind::Handle
                );
                assert!(part.is_none() || composed, "`{key}` has no parts");
                let chosen = !field.choices.is_empty()
                    && matches!(
                        field.kind,
                        FieldKind::Choice | FieldKind::Select | FieldKind::Multi
                    );
                for text in texts.iter().filter(|_| chosen) {
                    assert!(
                        field.choice(text).is_some(),
                        "`{key}` has no choice `{text}`"
                    );
                }
            }
        }
    }

    #[test]
    fn every_form_and_word_of_a_kind_is_known() {
        let scenarios = Scenarios::read(&content()).expect("the shipped scenarios are read");
        let pack = pack();
        for scheme in &scenarios.schemes {
            assert!(!scheme.kinds.is_empty() && !scheme.leaves.is_empty());
            if let Some(form) = &scheme.form {
                assert!(pack.kind(form).is_some(), "no type is called `{form}`");
                for word in &scheme.kinds {
                    assert_eq!(&pack.kind_of_word(word).code, form, "`{word}`");
                }
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let broken = Content::new([("scenarios/odd.toml".to_owned(), "share = 1".to_owned())]);
        let why = Scenarios::read(&broken).expect_err("a scheme without a share is refused");
        assert!(why.to_string().contains("scenarios/odd.toml"), "{why}");
    }
}
