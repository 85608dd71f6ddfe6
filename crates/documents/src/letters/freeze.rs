//! What a person asks of their bank about a recent payment: the facts, the hour, what is asked. The
//! person's own letter: it names nobody who answers for the platform, and nobody signs it but them.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{line, lines};
use crate::letter::{Letter, Own, Reserved, words_of};
use crate::{Say, dates};

/// Facts printed.
const FACTS: usize = 16;

/// What is asked of the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Call a transfer back, and have the receiving account blocked.
    Recall,
    /// Stop or dispute a payment made by another means.
    Dispute,
}

/// The data of `letters/freeze.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FreezeLetter {
    /// Who asks, one line each; none: room to write it.
    pub person: Option<String>,
    /// The bank; none: room to write it.
    pub bank: Option<String>,
    /// What is asked.
    pub asked: Asked,
    /// The hour of the request.
    pub asked_at: Zoned,
    /// How long ago the payment was made, in a sentence.
    pub clock: String,
    /// The payment: labels and answers.
    pub facts: Vec<[String; 2]>,
    /// The reference of the complaint, once filed.
    pub complaint: Option<String>,
}

impl FreezeLetter {
    /// What is asked, a sentence each.
    #[must_use]
    pub fn request(&self, say: &Say) -> Vec<String> {
        let keys: &[&str] = match self.asked {
            Asked::Recall => &["recall-call-back", "recall-block", "recall-trace"],
            Asked::Dispute => &["dispute-stop", "dispute-refund", "dispute-trace"],
        };
        let asked = keys.iter().chain(&["answer"]);
        let said = asked.map(|key| say.say(&format!("documents-freeze-{key}")));
        let filed = self.complaint.as_ref().map(|reference| {
            let args = [("reference", reference.as_str())];
            say.with("documents-freeze-filed", &args)
        });
        said.chain(filed).collect()
    }

    /// When it is asked, in a sentence.
    #[must_use]
    pub fn when(&self, say: &Say) -> String {
        let moment = dates::moment(say, &self.asked_at);
        say.with("documents-freeze-asked", &[("moment", &moment)])
    }

    /// The same in plain lines, to be copied into a message to the bank.
    #[must_use]
    pub fn plain(&self, say: &Say) -> String {
        let mut all = vec![self.title(say), self.when(say), self.clock.clone()];
        all.push(String::new());
        let facts = self.facts.iter().take(FACTS);
        all.extend(facts.map(|[label, answer]| format!("{label} : {answer}")));
        all.push(String::new());
        all.extend(
            self.request(say)
                .into_iter()
                .map(|said| format!("- {said}")),
        );
        all.push(String::new());
        all.extend(self.person.clone());
        lines(&all.join("\n"), 6_000)
    }
}

impl Letter for FreezeLetter {
    const NAME: &'static str = "freeze";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        say.say(match self.asked {
            Asked::Recall => "documents-freeze-title-recall",
            Asked::Dispute => "documents-freeze-title-dispute",
        })
    }

    fn data(&self, say: &Say) -> Value {
        let blank = || say.say("documents-freeze-blank");
        let facts = self.facts.iter().take(FACTS);
        let facts = facts.map(|[label, answer]| json!([line(label, 120), lines(answer, 400)]));
        json!({
            "words": words_of(Self::NAME, say),
            "title": self.title(say),
            "person": self.person.as_ref().map_or_else(blank, |person| lines(person, 400)),
            "bank": self.bank.as_ref().map_or_else(blank, |bank| lines(bank, 200)),
            "asked": self.when(say),
            "clock": line(&self.clock, 300),
            "facts": facts.collect::<Value>(),
            "request": self.request(say),
        })
    }
}

impl Own for FreezeLetter {}
