//! A text in every language of the interface. The words come from `forms/`; none is written in
//! code.

use serde::{Deserialize, Deserializer};

use crate::{Lang, typeset};

/// One text, said in French and in English.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// The French text, the reference, with the spaces of French printing.
    #[serde(deserialize_with = "french")]
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// The text in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// The text in `lang`, with every `{name}` replaced by its value. A name without a value is
    /// left as written, so that a mistake in the data is seen.
    #[must_use]
    pub fn fill(&self, lang: Lang, data: &[(String, String)]) -> String {
        let mut text = self.get(lang).to_owned();
        for (name, value) in data {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

fn french<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let typed = String::deserialize(from)?;
    Ok(typeset(Lang::Fr, &typed).into_owned())
}
