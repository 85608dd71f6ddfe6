//! What becomes of the original of a file that may show a minor, under each legal regime. A table of
//! figures says it (`figures/set_aside.toml`): who may hold such a file at all is a question of law.

use serde::Deserialize;

/// What becomes of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Kept apart for the authority; opened by the custodian alone.
    Sealed,
    /// Destroyed: this body may not hold it.
    Destroyed,
}

impl Fate {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Fate::Sealed => "sealed",
            Fate::Destroyed => "destroyed",
        }
    }

    /// The fate of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Fate> {
        [Fate::Sealed, Fate::Destroyed]
            .into_iter()
            .find(|fate| fate.code() == code)
    }
}

/// What each regime commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fates {
    /// A law-enforcement authority.
    pub authority: Fate,
    /// A body acting under a named text.
    pub mandated: Fate,
    /// A private body.
    pub private: Fate,
}

impl Fates {
    /// Reads the table.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(text: &str) -> Result<Fates, String> {
        toml::from_str(text).map_err(|wrong| wrong.to_string())
    }

    /// What the regime of this code commands; a regime unknown here may hold nothing.
    #[must_use]
    pub fn under(&self, regime: &str) -> Fate {
        match regime {
            "authority" => self.authority,
            "mandated" => self.mandated,
            "private" => self.private,
            _ => Fate::Destroyed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fate, Fates};

    #[test]
    fn the_table_says_a_fate_for_each_regime_and_for_no_other() {
        let table = "authority = 'sealed'\nmandated = 'destroyed'\nprivate = 'destroyed'";
        let fates = Fates::read(table).expect("a whole table");
        assert_eq!(fates.under("authority"), Fate::Sealed);
        assert_eq!(fates.under("private"), Fate::Destroyed);
        assert_eq!(fates.under("another"), Fate::Destroyed);
        assert!(
            Fates::read("authority = 'sealed'").is_err(),
            "two are missing"
        );
        assert!(Fates::read(&table.replace("'sealed'", "'shown'")).is_err());
        for fate in [Fate::Sealed, Fate::Destroyed] {
            assert_eq!(Fate::from_code(fate.code()), Some(fate));
        }
    }
}
