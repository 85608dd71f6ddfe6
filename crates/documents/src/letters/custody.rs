//! The custody sheet of one exhibit: what it is, every step of its chain, what is in question, how it was collected,
//! and room for hand-overs signed by hand. It says what the chain says; nothing here decides it.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, line, lines, sender};
use crate::letter::{Letter, Reserved, words_of};
use crate::{Say, dates};

/// Steps printed; beyond, the sheet says how many are not.
const STEPS_MAX: usize = 2_000;
/// Rows of a table.
const ROWS_MAX: usize = 100;

/// A step as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyStep {
    /// From 1.
    pub position: String,
    /// What it was.
    pub kind: String,
    /// When, with its zone.
    pub at: String,
    /// The same in universal time.
    pub universal: String,
    /// By whom, in what quality.
    pub who: String,
    /// What else it says: labels and words.
    pub rows: Vec<[String; 2]>,
    /// Its digest, in hexadecimal.
    pub digest: String,
}

/// The data of `letters/custody.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustodyLetter {
    /// Who answers for the instance.
    pub sender: Sender,
    /// The reference of the complaint.
    pub reference: String,
    /// The place of the exhibit among those of the complaint.
    pub number: String,
    /// When the sheet was made.
    pub made_at: Zoned,
    /// For whom.
    pub made_for: String,
    /// Incidents, a sentence each: those open first.
    pub incidents: Vec<String>,
    /// What the exhibit is: labels and words.
    pub item: Vec<[String; 2]>,
    /// SHA-256 of the content as it came in.
    pub sha256: String,
    /// Whether the chain holds, in a sentence.
    pub chain: String,
    /// The digest of the last step.
    pub head: String,
    /// The steps.
    pub steps: Vec<CustodyStep>,
    /// The checklist: what is asked, the answer, in which words.
    pub checklist: Vec<[String; 3]>,
    /// Challenges, a sentence each.
    pub challenges: Vec<String>,
}

impl Letter for CustodyLetter {
    const NAME: &'static str = "custody";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        say.with(
            "documents-custody-title",
            &[("number", &line(&self.number, 12))],
        )
    }

    fn data(&self, say: &Say) -> Value {
        let pairs = |all: &[[String; 2]]| -> Value {
            let rows = all.iter().take(ROWS_MAX);
            rows.map(|[label, words]| json!([line(label, 120), lines(words, 2_000)]))
                .collect()
        };
        let told = |all: &[String]| -> Value {
            let rows = all.iter().take(ROWS_MAX);
            rows.map(|words| Value::from(lines(words, 2_000))).collect()
        };
        let steps = self.steps.iter().take(STEPS_MAX).map(|step| {
            json!({
                "position": line(&step.position, 12),
                "kind": line(&step.kind, 80),
                "at": line(&step.at, 120),
                "universal": line(&step.universal, 40),
                "who": line(&step.who, 200),
                "rows": pairs(&step.rows),
                "digest": line(&step.digest, 64),
            })
        });
        let list = self
            .checklist
            .iter()
            .take(ROWS_MAX)
            .map(|[ask, answer, words]| {
                json!([line(ask, 300), line(answer, 60), lines(words, 1_000)])
            });
        let left = self.steps.len().saturating_sub(STEPS_MAX);
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        json!({
            "words": words_of(Self::NAME, say),
            "title": self.title(say),
            "sender": sender(&self.sender),
            "reference": line(&self.reference, 60),
            "date": dates::moment(say, &self.made_at),
            "made_for": line(&self.made_for, 200),
            "incidents": told(&self.incidents),
            "item": pairs(&self.item),
            "sha256": line(&self.sha256, 64),
            "chain": line(&self.chain, 300),
            "head": line(&self.head, 64),
            "steps": steps.collect::<Value>(),
            "left": (left > 0).then(|| say.number("documents-custody-left", left)),
            "checklist": list.collect::<Value>(),
            "challenges": told(&self.challenges),
        })
    }
}
