//! Papers made of the same sheet, lists of labels and answers under titles: a discreet proof for somebody
//! watched at home, and an attestation with the facts its asker chose. Which facts come in is decided
//! elsewhere; none is left out or added here.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, Sentence, Verification, line, lines, sender, sentences, verification};
use crate::letter::{Letter, Reserved, words_of};
use crate::{Say, dates};

/// Parts of one sheet.
const PARTS: usize = 60;
/// Rows of one part.
const ROWS: usize = 200;

/// Labels and answers under a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPart {
    /// The title; empty for none.
    pub title: String,
    /// Label and answer, in order.
    pub rows: Vec<(String, String)>,
}

/// What a sheet says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The reference, with its check character.
    pub reference: String,
    /// Who answers for the instance; on a discreet paper, its address only.
    pub sender: Sender,
    /// When it is made.
    pub issued_at: Zoned,
    /// The lists.
    pub parts: Vec<SheetPart>,
    /// What the law says of it.
    pub law: Vec<Sentence>,
    /// Whether the instance is no police service, which the paper then says.
    pub not_police: bool,
    /// Where and how to check it.
    pub verification: Verification,
    /// The key that signs.
    pub key_id: String,
}

impl Sheet {
    pub(super) fn data(&self, name: &str, say: &Say) -> Value {
        let row =
            |(label, answer): &(String, String)| json!([line(label, 300), lines(answer, 6_000)]);
        let part = |part: &SheetPart| {
            let rows: Vec<Value> = part.rows.iter().take(ROWS).map(row).collect();
            json!({ "title": line(&part.title, 200), "rows": rows })
        };
        let parts: Vec<Value> = self.parts.iter().take(PARTS).map(part).collect();
        json!({
            "words": words_of(name, say),
            "title": say.say(&format!("documents-{name}-title")),
            "reference": line(&self.reference, 40),
            "sender": sender(&self.sender),
            "date": dates::day(say, self.issued_at.date()),
            "parts": parts,
            "law": sentences(&self.law, 20),
            "not_police": self.not_police,
            "verification": verification(&self.verification, &self.key_id),
        })
    }

    pub(super) fn title(&self, name: &str, say: &Say) -> String {
        let title = say.say(&format!("documents-{name}-title"));
        format!("{title} {}", line(&self.reference, 40))
    }
}

/// A proof that something was registered, which says nothing of what: for somebody whose papers are read
/// by another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscreetLetter(pub Sheet);

/// For a bank or an insurer: the facts that the victim ticked, and no other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttestationLetter(pub Sheet);

impl Letter for DiscreetLetter {
    const NAME: &'static str = "discreet";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        self.0.title(Self::NAME, say)
    }

    fn data(&self, say: &Say) -> Value {
        self.0.data(Self::NAME, say)
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.0.verification.link)
    }
}

impl Letter for AttestationLetter {
    const NAME: &'static str = "attestation";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        self.0.title(Self::NAME, say)
    }

    fn data(&self, say: &Say) -> Value {
        self.0.data(Self::NAME, say)
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.0.verification.link)
    }
}
