//! The acknowledgement of registration (*accusé d'enregistrement*): what was registered, when,
//! and what comes next. Never the narrative, never an account number, never the officer's paper.

use faisceau_domain::receipt::ListedExhibit;
use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Sender, Sentence, Verification, line, lines, paragraphs, sender, sentences, verification,
};
use crate::letter::{Letter, Regime, Reserved, words_of};
use crate::{Say, dates};

/// Exhibits printed one by one; the count tells how many there are in all.
const EXHIBITS: usize = 200;

/// What was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A complaint (*plainte*).
    Complaint,
    /// A report (*signalement*), by someone who does not file a complaint.
    Report,
}

/// The three answers of the cover that depend on the case. What the paper is, the fourth and
/// first, comes from the nature and the regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// What the reader must do; none says that nothing more is asked.
    pub to_do: Option<String>,
    /// Before when; none says that there is no date.
    pub before: Option<String>,
    /// Whom to call; none prints the sender's telephone or e-mail.
    pub call: Option<String>,
}

/// Where an imported complaint was first received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// When, as stated by the source.
    pub at: Zoned,
    /// The name of the source.
    pub source: String,
}

/// The data of `letters/receipt.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptLetter {
    /// The reference, with its check character.
    pub reference: String,
    /// Who answers for the instance.
    pub sender: Sender,
    /// `authority`, `mandated` or `private`: decides what the paper says it is worth.
    pub legal_regime: String,
    /// Complaint or report.
    pub nature: Nature,
    /// The type of facts, as the person chose it.
    pub type_label: String,
    /// Registered here on.
    pub registered_at: Zoned,
    /// Received elsewhere first, for an import.
    pub imported: Option<Imported>,
    /// Received on paper that day, and typed in later.
    #[serde(default)]
    pub on_paper: Option<Date>,
    /// For a professional: when they learned of it.
    #[serde(default)]
    pub known_at: Option<Zoned>,
    /// The exhibits, in the order given.
    pub exhibits: Vec<ListedExhibit>,
    /// Whether an officer still has to validate it.
    pub awaits_officer: bool,
    /// The first lines.
    pub cover: Cover,
    /// What the law requires to be said.
    pub law: Vec<Sentence>,
    /// What happens next.
    pub next_steps: Vec<String>,
    /// Where and how to check it.
    pub verification: Verification,
    /// The key that signs.
    pub key_id: String,
}

impl ReceiptLetter {
    fn regime(&self) -> Regime {
        // An unknown word promises the least.
        Regime::from_code(&self.legal_regime).unwrap_or(Regime::Private)
    }

    fn nature_key(&self, key: &str) -> String {
        let nature = match self.nature {
            Nature::Complaint => "complaint",
            Nature::Report => "report",
        };
        format!("documents-receipt-{key}-{nature}")
    }

    /// The four lines every victim's paper begins with: label and answer.
    fn cover(&self, say: &Say) -> Value {
        let or = |given: &Option<String>, key: &str| match given {
            Some(text) => lines(text, 600),
            None => say.say(key),
        };
        let call = match (&self.cover.call, &self.sender.phone, &self.sender.email) {
            (Some(text), _, _) => lines(text, 600),
            (None, Some(phone), _) => line(phone, 60),
            (None, None, Some(email)) => line(email, 120),
            (None, None, None) => say.say("documents-receipt-call-nobody"),
        };
        json!([
            [
                say.say("documents-frame-what"),
                say.say(&self.nature_key("what"))
            ],
            [
                say.say("documents-frame-to-do"),
                or(&self.cover.to_do, "documents-receipt-to-do-nothing")
            ],
            [
                say.say("documents-frame-before"),
                or(&self.cover.before, "documents-receipt-before-none")
            ],
            [say.say("documents-frame-call"), call],
        ])
    }

    /// What this paper is not, said before anything else.
    fn standing(&self, say: &Say) -> Vec<String> {
        let mut standing = Vec::new();
        if self.awaits_officer && self.nature == Nature::Complaint {
            standing.push(say.say("documents-receipt-awaits-officer"));
        }
        if self.regime() != Regime::Authority {
            let name = line(&self.sender.name, 200);
            standing.push(say.with("documents-receipt-not-police", &[("name", &name)]));
        }
        standing
    }

    fn facts(&self, say: &Say) -> Value {
        let mut facts = vec![
            [
                say.say("documents-receipt-reference"),
                line(&self.reference, 40),
            ],
            [
                say.say("documents-receipt-type"),
                line(&self.type_label, 200),
            ],
        ];
        if let Some(imported) = &self.imported {
            let source = line(&imported.source, 120);
            facts.push([
                say.with("documents-receipt-received", &[("source", &source)]),
                dates::moment(say, &imported.at),
            ]);
        }
        facts.extend(self.on_paper.map(|on| {
            let label = say.say(&self.nature_key("on-paper"));
            [label, dates::day(say, on)]
        }));
        facts.push([
            say.say(&self.nature_key("registered")),
            dates::moment(say, &self.registered_at),
        ]);
        facts.extend(self.known_at.as_ref().map(|at| {
            let label = say.say("documents-recepisse-known");
            [label, dates::moment(say, at)]
        }));
        json!(facts)
    }

    fn exhibits(&self, say: &Say) -> Value {
        let row = |exhibit: &ListedExhibit| {
            json!({
                "name": line(&exhibit.name, 160),
                "size": dates::size(say, exhibit.bytes),
                "mark": line(exhibit.mark(), 64),
            })
        };
        self.exhibits.iter().take(EXHIBITS).map(row).collect()
    }
}

impl Letter for ReceiptLetter {
    const NAME: &'static str = "receipt";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        let title = say.say(&self.nature_key("title"));
        format!("{title} {}", line(&self.reference, 40))
    }

    fn data(&self, say: &Say) -> Value {
        let count = i64::try_from(self.exhibits.len()).unwrap_or(i64::MAX);
        let unlisted = self.exhibits.len().saturating_sub(EXHIBITS);
        json!({
            "words": words_of(Self::NAME, say),
            "title": say.say(&self.nature_key("title")),
            "reference": line(&self.reference, 40),
            "sender": sender(&self.sender),
            "date": dates::day(say, self.registered_at.date()),
            "standing": self.standing(say),
            "cover": self.cover(say),
            "facts": self.facts(say),
            "exhibits": self.exhibits(say),
            "exhibits_count": say.number("documents-receipt-exhibits-count", count),
            "exhibits_unlisted": (unlisted > 0).then(|| say.with(
                "documents-receipt-exhibits-unlisted", &[("count", &unlisted.to_string())])),
            "law": sentences(&self.law, 60),
            "next_steps": paragraphs(&self.next_steps, 20),
            "verification": verification(&self.verification, &self.key_id),
        })
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.verification.link)
    }
}
