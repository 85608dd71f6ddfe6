//! A paper made of parts: sentences, answers, tables, and questions left to a person. The register of
//! processing, the impact assessment and the answers to requests on data are made of it. What it says is
//! decided elsewhere; nothing here decides it, and nothing of it imitates an official paper.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, line, lines, paragraphs, sender};
use crate::letter::{Letter, Reserved, words_of};
use crate::{Say, dates};

/// Parts of one paper: a register has one for each part of the platform.
const PARTS_MAX: usize = 200;
/// Rows of one table or list; beyond, the paper says how many are left out.
const ROWS_MAX: usize = 2_000;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierTable {
    /// Its headers.
    pub columns: Vec<String>,
    /// Its rows, each as long as the headers.
    pub rows: Vec<Vec<String>>,
}

/// A question that a person answers by hand: the program knows nothing of it and says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// What is asked.
    pub asks: String,
    /// Who is to answer.
    pub whose: String,
}

/// One part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierPart {
    /// Its title.
    pub title: String,
    /// Its sentences.
    pub paragraphs: Vec<String>,
    /// Labels and answers.
    pub rows: Vec<[String; 2]>,
    /// A table, when there is one.
    pub table: Option<DossierTable>,
    /// What is left to a person.
    pub blanks: Vec<Blank>,
}

/// The data of `letters/dossier.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierLetter {
    /// Its title.
    pub title: String,
    /// Who answers for the instance.
    pub sender: Sender,
    /// What it is known by.
    pub reference: String,
    /// When it was made.
    pub made_at: Zoned,
    /// The first sentences: what it is, what it is not.
    pub lead: Vec<String>,
    /// Its parts.
    pub parts: Vec<DossierPart>,
}

impl DossierPart {
    /// A part that only has a title yet.
    #[must_use]
    pub fn new(title: impl Into<String>) -> DossierPart {
        DossierPart {
            title: title.into(),
            ..DossierPart::default()
        }
    }

    /// The same, with one more sentence.
    #[must_use]
    pub fn saying(mut self, words: impl Into<String>) -> DossierPart {
        self.paragraphs.push(words.into());
        self
    }

    /// The same, with one more answer.
    #[must_use]
    pub fn with(mut self, label: impl Into<String>, answer: impl Into<String>) -> DossierPart {
        self.rows.push([label.into(), answer.into()]);
        self
    }

    /// The same, with one more question left to a person.
    #[must_use]
    pub fn asking(mut self, asks: impl Into<String>, whose: impl Into<String>) -> DossierPart {
        self.blanks.push(Blank {
            asks: asks.into(),
            whose: whose.into(),
        });
        self
    }

    fn data(&self, say: &Say) -> Value {
        let rows = self.rows.iter().take(ROWS_MAX);
        let rows = rows.map(|[label, answer]| json!([line(label, 300), lines(answer, 6_000)]));
        let left = |all: usize| {
            let over = i64::try_from(all.saturating_sub(ROWS_MAX)).unwrap_or(i64::MAX);
            (over > 0).then(|| say.number("documents-dossier-left", over))
        };
        let table = self.table.as_ref().map(|table| {
            let row = |row: &Vec<String>| row.iter().map(|cell| lines(cell, 2_000)).collect();
            let rows: Vec<Vec<String>> = table.rows.iter().take(ROWS_MAX).map(row).collect();
            json!({ "columns": table.columns, "rows": rows, "left": left(table.rows.len()) })
        });
        let blanks = self.blanks.iter().take(ROWS_MAX);
        let blanks =
            blanks.map(|blank| json!([lines(&blank.asks, 1_000), line(&blank.whose, 200)]));
        json!({
            "title": line(&self.title, 200),
            "paragraphs": paragraphs(&self.paragraphs, ROWS_MAX),
            "rows": rows.collect::<Vec<_>>(),
            "left": left(self.rows.len()),
            "table": table,
            "blanks": blanks.collect::<Vec<_>>(),
        })
    }
}

impl Letter for DossierLetter {
    const NAME: &'static str = "dossier";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, _: &Say) -> String {
        line(&self.title, 200)
    }

    fn data(&self, say: &Say) -> Value {
        let parts = self.parts.iter().take(PARTS_MAX);
        json!({
            "words": words_of(Self::NAME, say),
            "title": self.title(say),
            "sender": sender(&self.sender),
            "reference": line(&self.reference, 60),
            "date": dates::day(say, self.made_at.date()),
            "lead": paragraphs(&self.lead, ROWS_MAX),
            "parts": parts.map(|part| part.data(say)).collect::<Vec<_>>(),
        })
    }
}
