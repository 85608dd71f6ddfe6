//! Reads the fields of one TOML table strictly, and notes every mistake instead of stopping at the
//! first, so that a jurist corrects a file in one go. Knows nothing of the law.

use jiff::civil::Date;
use toml::{Table, Value as Toml};

use crate::entry::Confirmation;
use crate::lang::Text;
use crate::mistake::{Mistake, Problem};

/// The mistakes of one file, gathered while it is read.
#[derive(Debug)]
pub(crate) struct Notes {
    pub(crate) file: String,
    pub(crate) mistakes: Vec<Mistake>,
}

impl Notes {
    pub(crate) fn of(file: &str) -> Notes {
        Notes {
            file: file.to_owned(),
            mistakes: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, key: Option<&str>, problem: Problem) {
        self.mistakes.push(Mistake {
            file: self.file.clone(),
            key: key.map(str::to_owned),
            problem,
        });
    }

    /// Parses a file that is a list of `[[item]]` tables and nothing else.
    pub(crate) fn items(&mut self, text: &str, item: &'static str) -> Vec<Table> {
        // A byte-order mark is what some editors add to a correct file.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut table = match text.parse::<Table>() {
            Ok(table) => table,
            Err(error) => {
                let reason = error.to_string().trim_end().to_owned();
                self.add(None, Problem::Unreadable { reason });
                return Vec::new();
            }
        };
        let list = table.remove(item);
        for field in table.keys() {
            let (field, known) = (field.clone(), format!("[[{item}]]"));
            self.add(None, Problem::UnknownField { field, known });
        }
        let Some(list) = list else {
            self.add(None, Problem::NothingInFile { item });
            return Vec::new();
        };
        let tables = list.as_array().map(|list| {
            let tables = list.iter().map(|one| one.as_table().cloned());
            tables.collect::<Option<Vec<Table>>>()
        });
        tables.flatten().unwrap_or_else(|| {
            let field = item.to_owned();
            let wants = "a list of tables, each opened by its name in double square brackets";
            self.add(None, Problem::WrongType { field, wants });
            Vec::new()
        })
    }
}

/// The fields of one table, taken one after the other; what is left at the end is unknown.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    table: Table,
    prefix: String,
    known: Vec<&'static str>,
    key: Option<String>,
    notes: &'n mut Notes,
}

impl<'n> Fields<'n> {
    /// Opens a table; `named_by` is the field whose text names it in mistakes.
    pub(crate) fn open(notes: &'n mut Notes, table: Table, named_by: &str) -> Fields<'n> {
        let key = table.get(named_by).and_then(Toml::as_str);
        let key = key.map(str::to_owned);
        Fields {
            table,
            prefix: String::new(),
            known: Vec::new(),
            key,
            notes,
        }
    }

    /// Notes a mistake against this table.
    pub(crate) fn mistake(&mut self, problem: Problem) {
        self.notes.add(self.key.as_deref(), problem);
    }

    /// Notes several mistakes against this table.
    pub(crate) fn mistakes(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            self.mistake(problem);
        }
    }

    fn named(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    /// Takes a field as it is.
    pub(crate) fn take(&mut self, field: &'static str) -> Option<Toml> {
        self.known.push(field);
        self.table.remove(field)
    }

    fn required(&mut self, field: &'static str) -> Option<Toml> {
        let value = self.take(field);
        if value.is_none() {
            let field = self.named(field);
            self.mistake(Problem::MissingField { field });
        }
        value
    }

    pub(crate) fn wrong(&mut self, field: &str, wants: &'static str) {
        let field = self.named(field);
        self.mistake(Problem::WrongType { field, wants });
    }

    fn as_words(&mut self, field: &str, value: &Toml) -> Option<String> {
        match value.as_str().map(str::trim) {
            None => {
                self.wrong(field, "a text between quotes");
                None
            }
            Some("") => {
                let field = self.named(field);
                self.mistake(Problem::Empty { field });
                None
            }
            Some(words) => Some(words.to_owned()),
        }
    }

    /// A required text.
    pub(crate) fn words(&mut self, field: &'static str) -> Option<String> {
        let value = self.required(field)?;
        self.as_words(field, &value)
    }

    /// A text that may be absent.
    pub(crate) fn optional_words(&mut self, field: &'static str) -> Option<String> {
        let value = self.take(field)?;
        self.as_words(field, &value)
    }

    fn as_date(&mut self, field: &str, value: &Toml) -> Option<Date> {
        let written = value.as_datetime().filter(|d| d.time.is_none());
        let date = written.and_then(|d| d.to_string().parse::<Date>().ok());
        if date.is_none() {
            self.wrong(field, "a date without quotes, as in 2017-03-01");
        }
        date
    }

    /// A required civil date.
    pub(crate) fn date(&mut self, field: &'static str) -> Option<Date> {
        let value = self.required(field)?;
        self.as_date(field, &value)
    }

    /// A civil date that may be absent.
    pub(crate) fn optional_date(&mut self, field: &'static str) -> Option<Date> {
        let value = self.take(field)?;
        self.as_date(field, &value)
    }

    fn as_text(&mut self, field: &'static str, value: Toml) -> Option<Text> {
        let Toml::Table(table) = value else {
            self.wrong(
                field,
                "a text in two languages, as in { fr = \"…\", en = \"…\" }",
            );
            return None;
        };
        let key = self.key.clone();
        let mut inner = Fields {
            table,
            prefix: format!("{}{field}.", self.prefix),
            known: Vec::new(),
            key,
            notes: self.notes,
        };
        let mut say = |lang: &'static str| match inner.take(lang) {
            Some(value) => inner.as_words(lang, &value),
            None => {
                let field = field.to_owned();
                inner.mistake(Problem::MissingLanguage { field, lang });
                None
            }
        };
        let (fr, en) = (say("fr"), say("en"));
        inner.close();
        Some(Text { fr: fr?, en: en? })
    }

    /// A required text in both languages.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<Text> {
        let value = self.required(field)?;
        self.as_text(field, value)
    }

    /// A text in both languages that may be absent.
    pub(crate) fn optional_text(&mut self, field: &'static str) -> Option<Text> {
        let value = self.take(field)?;
        self.as_text(field, value)
    }

    /// A list of words that may be absent: empty then.
    pub(crate) fn list_of_words(&mut self, field: &'static str) -> Vec<String> {
        let Some(value) = self.take(field) else {
            return Vec::new();
        };
        let list = value.as_array().map(|list| {
            let words = list.iter().map(|one| one.as_str().map(str::to_owned));
            words.collect::<Option<Vec<String>>>()
        });
        list.flatten().unwrap_or_else(|| {
            self.wrong(field, "a list of words, as in [\"guadeloupe\"]");
            Vec::new()
        })
    }

    /// A yes or no that may be absent: no then.
    pub(crate) fn flag(&mut self, field: &'static str) -> bool {
        let written = self.take(field).map(|value| value.as_bool());
        if written == Some(None) {
            self.wrong(field, "true or false");
        }
        written.flatten().unwrap_or(false)
    }

    /// A list of texts in both languages that may be absent: empty then.
    pub(crate) fn list_of_texts(&mut self, field: &'static str) -> Vec<Text> {
        let list = match self.take(field) {
            None => return Vec::new(),
            Some(Toml::Array(list)) => list,
            Some(_) => {
                self.wrong(field, "a list of texts, as in [{ fr = \"…\", en = \"…\" }]");
                return Vec::new();
            }
        };
        let texts = list.into_iter().map(|one| self.as_text(field, one));
        texts
            .collect::<Vec<Option<Text>>>()
            .into_iter()
            .flatten()
            .collect()
    }

    /// The mark of who vouches. The outer `None` is a mistake already noted; `Some(None)` is the
    /// honest mark "not confirmed".
    pub(crate) fn confirmed(&mut self) -> Option<Option<Confirmation>> {
        match self.take("confirmed") {
            Some(Toml::Boolean(false)) => Some(None),
            Some(Toml::Table(table)) => {
                let mut inner = self.inner("confirmed", table);
                let by = inner.words("by");
                let on = inner.date("on");
                inner.close();
                let (by, on) = (by?, on?);
                Some(Some(Confirmation {
                    by,
                    on,
                    source: None,
                }))
            }
            Some(_) => {
                self.wrong(
                    "confirmed",
                    "false, or { by = \"name, quality\", on = 2026-01-31 }",
                );
                None
            }
            None => {
                let field = self.named("confirmed");
                self.mistake(Problem::MissingField { field });
                None
            }
        }
    }

    /// A table inside this one; its mistakes carry the same key.
    pub(crate) fn inner(&mut self, field: &str, table: Table) -> Fields<'_> {
        Fields {
            table,
            prefix: format!("{}{field}.", self.prefix),
            known: Vec::new(),
            key: self.key.clone(),
            notes: self.notes,
        }
    }

    /// Refuses every field that nobody took.
    pub(crate) fn close(mut self) {
        let known = self.known.join(", ");
        for field in std::mem::take(&mut self.table).keys() {
            let (field, known) = (self.named(field), known.clone());
            self.mistake(Problem::UnknownField { field, known });
        }
    }
}
