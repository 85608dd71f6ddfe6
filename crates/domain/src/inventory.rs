//! What the installation holds: every table and column of `privacy/`, with its purpose, its kind and how
//! long it is kept. Notices, the register of processing and answers to requests of access are made of it, so
//! that a column cannot be forgotten. Reads the declarations; never the data.

use crate::Lang;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// What the program needs to work.
    Technical,
    /// Something of a person.
    Personal,
    /// Something of a person that asks for more care: words on facts, answers, reasons.
    Sensitive,
    /// What opens something.
    Secret,
    /// What the law asks to be kept.
    Legal,
    /// What is counted.
    Statistical,
}

impl Holds {
    /// Every kind, those of persons first.
    pub const ALL: [Holds; 6] = [
        Holds::Personal,
        Holds::Sensitive,
        Holds::Legal,
        Holds::Statistical,
        Holds::Secret,
        Holds::Technical,
    ];

    /// The word of `privacy/`, of locales and of files for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Holds::Technical => "technical",
            Holds::Personal => "personal",
            Holds::Sensitive => "sensitive",
            Holds::Secret => "secret",
            Holds::Legal => "legal",
            Holds::Statistical => "statistical",
        }
    }

    /// Whether it is of a person.
    #[must_use]
    pub fn is_of_persons(self) -> bool {
        matches!(self, Holds::Personal | Holds::Sensitive)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// How long it is kept: a word of the class, such as `case` or `30 days`.
    pub retention: String,
    /// Whether it may be published.
    pub public: bool,
    /// Its purpose, where it differs from the table's.
    pub purpose: Option<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The part of the platform that writes it.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// What it is for, in English.
    pub purpose: String,
    /// The same in French; the English words stand in where nobody wrote it.
    pub purpose_fr: Option<String>,
    /// Its columns, by name.
    pub columns: Vec<Column>,
}

impl Table {
    /// What it is for.
    #[must_use]
    pub fn purpose(&self, lang: Lang) -> &str {
        match (lang, &self.purpose_fr) {
            (Lang::Fr, Some(words)) => words,
            _ => &self.purpose,
        }
    }

    /// How long its columns are kept, each class once.
    #[must_use]
    pub fn retentions(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.columns.iter().map(|c| c.retention.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether it holds something of persons.
    #[must_use]
    pub fn is_of_persons(&self) -> bool {
        self.columns
            .iter()
            .any(|column| column.holds.is_of_persons())
    }
}

/// Every table, by owner then by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The tables.
    pub tables: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    owner: Option<String>,
    #[serde(default)]
    table: BTreeMap<String, Declared>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    purpose: String,
    purpose_fr: Option<String>,
    // How a complaint that is erased leaves the table: read by the tests that look, shown to nobody.
    #[serde(default, rename = "erased_by")]
    _erased_by: IgnoredAny,
    #[serde(default, rename = "erased_through")]
    _erased_through: IgnoredAny,
    #[serde(default, rename = "cleared")]
    _cleared: IgnoredAny,
    #[serde(default, rename = "outlives")]
    _outlives: IgnoredAny,
    #[serde(default)]
    column: BTreeMap<String, DeclaredColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclaredColumn {
    kind: Holds,
    retention: String,
    public: bool,
    purpose: Option<String>,
}

impl Inventory {
    /// Reads `(file name, text)` pairs: `intake.toml` declares the tables that `intake` writes.
    ///
    /// # Errors
    /// Names the file that cannot be read, and why.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Inventory, String> {
        let mut tables = Vec::new();
        for (name, text) in files {
            let Some(stem) = name.strip_suffix(".toml") else {
                continue;
            };
            let file: File = toml::from_str(text).map_err(|e| format!("privacy/{name}: {e}"))?;
            let owner = file.owner.unwrap_or_else(|| stem.to_owned());
            let declared = file.table.into_iter();
            tables.extend(declared.map(|(name, table)| Table {
                owner: owner.clone(),
                name,
                purpose: table.purpose,
                purpose_fr: table.purpose_fr,
                columns: table.column.into_iter().map(column).collect(),
            }));
        }
        tables.sort_by(|a, b| (&a.owner, &a.name).cmp(&(&b.owner, &b.name)));
        Ok(Inventory { tables })
    }

    /// The parts of the platform that hold something, in order.
    #[must_use]
    pub fn owners(&self) -> Vec<&str> {
        let mut owners: Vec<&str> = self.tables.iter().map(|t| t.owner.as_str()).collect();
        owners.dedup();
        owners
    }

    /// The tables of one of them.
    pub fn of<'a>(&'a self, owner: &'a str) -> impl Iterator<Item = &'a Table> {
        self.tables.iter().filter(move |table| table.owner == owner)
    }

    /// Columns in all.
    #[must_use]
    pub fn column_count(&self) -> usize {
        self.tables.iter().map(|table| table.columns.len()).sum()
    }
}

fn column((name, declared): (String, DeclaredColumn)) -> Column {
    Column {
        name,
        holds: declared.kind,
        retention: declared.retention,
        public: declared.public,
        purpose: declared.purpose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[table.notes]\npurpose = 'Words on a case'\npurpose_fr = 'Mots'\n\
        [table.notes.column]\nid = { kind = 'technical', retention = 'case', public = false }\n\
        words = { kind = 'sensitive', retention = '30 days', public = false, purpose = 'x' }\n";

    #[test]
    fn tables_are_read_with_their_owner_purpose_and_columns() {
        let read = Inventory::read([("intake.toml", ONE), ("README.md", "not toml")]);
        let read = read.expect("a declaration as the house writes it");
        assert_eq!(read.owners(), ["intake"]);
        assert_eq!(read.column_count(), 2);
        let table = read.of("intake").next().expect("its table");
        assert!(table.is_of_persons());
        assert_eq!(table.purpose(Lang::Fr), "Mots");
        assert_eq!(table.purpose(Lang::En), "Words on a case");
        assert_eq!(table.retentions(), ["30 days", "case"]);
    }

    #[test]
    fn a_mistake_names_its_file() {
        let wrong = Inventory::read([("series.toml", "[table.a]\npurpos = 'x'")]);
        assert!(
            wrong
                .expect_err("no purpose")
                .contains("privacy/series.toml")
        );
    }
}
