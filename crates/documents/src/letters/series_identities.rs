//! The annex of a series file that says who filed each complaint: a paper of its own, for who may
//! know it. Nothing else of the complaints is in it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::line;
use super::series_file::{FileHead, ROWS_MAX, head};
use crate::Say;
use crate::letter::{Letter, Reserved};

/// Who filed a complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityRow {
    /// The reference of the complaint.
    pub reference: String,
    /// First names and name, as they were written.
    pub name: String,
    /// The day of birth, worded; empty when it was not given.
    pub born: String,
}

/// The data of `letters/series-identities.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesIdentitiesLetter {
    /// Its head.
    pub head: FileHead,
    /// Who filed what.
    pub identities: Vec<IdentityRow>,
    /// What is not in it, a sentence each.
    pub limits: Vec<String>,
}

impl Letter for SeriesIdentitiesLetter {
    const NAME: &'static str = "series-identities";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        let reference = line(&self.head.reference, 60);
        format!(
            "{} {reference}",
            say.say("documents-series-identities-title")
        )
    }

    fn data(&self, say: &Say) -> Value {
        let title = say.say("documents-series-identities-title");
        let mut data = head::<Self>(&self.head, say, title);
        let row = |row: &IdentityRow| {
            json!([
                line(&row.reference, 60),
                line(&row.name, 200),
                line(&row.born, 60)
            ])
        };
        let limits = self.limits.iter().map(|text| Value::from(line(text, 600)));
        data["identities"] = self.identities.iter().take(ROWS_MAX).map(row).collect();
        data["limits"] = limits.take(20).collect();
        data
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.head.verification.link)
    }
}
