//! The two languages every text of the pack is written in. A text in one language only is not a
//! text of the pack: the reader refuses it, so nothing here falls back from one to the other.

/// A language a person can be addressed in. The crate stands below `domain`, so it is named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// French, the language of the law and the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order they are offered.
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// The BCP 47 code, as in the fields `fr` and `en` of the pack.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// Reads a code written by [`Lang::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// A text of the pack, in both languages. French is authoritative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The French text.
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// Builds a text by asking the same question in each language.
    pub(crate) fn of(mut say: impl FnMut(Lang) -> String) -> Text {
        Text {
            fr: say(Lang::Fr),
            en: say(Lang::En),
        }
    }
}
