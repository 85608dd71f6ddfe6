//! An act as it is printed: a requisition, a preservation, an authorisation on the paper of a service ([`ActLetter`], reserved to
//! authorities), or what a person or a company sends in their own name ([`NoticeLetter`]). What it says comes in; nothing here
//! decides what the law asks for. A notice never bears the head of a service, and says that it is no act of an authority.

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, Sentence, Verification, line, lines, sender, sentences, verification};
use crate::letter::{Letter, Own, Reserved, words_of};
use crate::{Say, dates};

/// Requests printed: a longer act is several acts.
pub const REQUESTS_MAX: usize = 200;
/// Rows of a table.
const ROWS_MAX: usize = 60;

/// One numbered request, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRequest {
    /// Its number, which the answer repeats.
    pub number: String,
    /// What is asked.
    pub words: String,
    /// Identifier, period, port: labels and values.
    pub rows: Vec<[String; 2]>,
}

/// What both papers say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActBody {
    /// What kind of act it is, in capitals or not: the title.
    pub title: String,
    /// Its reference.
    pub reference: String,
    /// The version of what is written.
    pub version: String,
    /// Who it is addressed to, one line each; empty for what is sent to nobody.
    pub addressee: String,
    /// The texts it rests on.
    pub grounds: Vec<Sentence>,
    /// Frame, author, authorisation, offence, procedure: labels and words.
    pub head: Vec<[String; 2]>,
    /// The facts.
    pub facts: String,
    /// Why it is needed.
    pub need: String,
    /// What is asked.
    pub requests: Vec<ActRequest>,
    /// By when, how to answer, what follows: a sentence each.
    pub closing: Vec<String>,
    /// Files shown: name and SHA-256.
    pub shown: Vec<[String; 2]>,
    /// Who signs: labels and words.
    pub signature: Vec<[String; 2]>,
}

impl ActBody {
    fn data(&self, name: &str, title: &str, say: &Say) -> Value {
        let pairs = |all: &[[String; 2]]| -> Value {
            let rows = all.iter().take(ROWS_MAX);
            rows.map(|[label, words]| json!([line(label, 120), lines(words, 2_000)]))
                .collect()
        };
        let requests = self.requests.iter().take(REQUESTS_MAX).map(|one| {
            json!({
                "number": line(&one.number, 12),
                "words": lines(&one.words, 4_000),
                "rows": pairs(&one.rows),
            })
        });
        let closing = self.closing.iter().take(ROWS_MAX);
        json!({
            "words": words_of(name, say),
            "title": title,
            "reference": line(&self.reference, 60),
            "version": line(&self.version, 40),
            "addressee": lines(&self.addressee, 800),
            "grounds": sentences(&self.grounds, ROWS_MAX),
            "head": pairs(&self.head),
            "facts": lines(&self.facts, 20_000),
            "need": lines(&self.need, 8_000),
            "requests": requests.collect::<Value>(),
            "closing": closing.map(|words| Value::from(lines(words, 2_000))).collect::<Value>(),
            "shown": pairs(&self.shown),
            "signature": pairs(&self.signature),
        })
    }
}

/// The data of `letters/act.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActLetter {
    /// The service whose act it is.
    pub sender: Sender,
    /// When it was made.
    pub made_at: Zoned,
    /// What it says.
    pub body: ActBody,
    /// How its addressee checks it.
    pub verification: Verification,
    /// The short form of the key that signs it.
    pub key_id: String,
}

impl Letter for ActLetter {
    const NAME: &'static str = "act";
    const RESERVED: Reserved = Reserved::ToAuthority;

    fn title(&self, _: &Say) -> String {
        line(&self.body.title, 200)
    }

    fn data(&self, say: &Say) -> Value {
        let mut data = self.body.data(Self::NAME, &self.title(say), say);
        data["sender"] = sender(&self.sender);
        data["date"] = Value::from(dates::moment(say, &self.made_at));
        // The addressee of an act is no victim who hands a paper on.
        data["words"]["frame-verify-how"] = data["words"]["verify-how"].take();
        data["verification"] = verification(&self.verification, &self.key_id);
        data
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.verification.link)
    }
}

/// The data of `letters/notice.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeLetter {
    /// Who writes, one line each.
    pub writer: String,
    /// When it was made.
    pub made_at: Zoned,
    /// How it is brought.
    pub brought: String,
    /// What it says.
    pub body: ActBody,
}

impl Letter for NoticeLetter {
    const NAME: &'static str = "notice";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, _: &Say) -> String {
        line(&self.body.title, 200)
    }

    fn data(&self, say: &Say) -> Value {
        let mut data = self.body.data(Self::NAME, &self.title(say), say);
        data["writer"] = Value::from(lines(&self.writer, 800));
        data["date"] = Value::from(dates::day(say, self.made_at.date()));
        data["brought"] = Value::from(line(&self.brought, 200));
        data
    }
}

impl Own for NoticeLetter {}
