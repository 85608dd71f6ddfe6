//! The officer's récépissé: a complaint was filed with this service, on this day, for these
//! offences. Reserved to authorities. Never the narrative, never the name of a person accused.

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, Sentence, Verification, line, paragraphs, sender, sentences, verification};
use crate::letter::{Letter, Reserved, words_of};
use crate::{Say, dates};

/// Offences printed one by one.
const OFFENCES: usize = 20;

/// The officer who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Quality, such as *officier de police judiciaire*.
    pub quality: String,
    /// Name, or administrative number when the officer is anonymised.
    pub name_or_number: String,
}

/// The person who files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complainant {
    /// First names and name.
    pub name: String,
    /// Birth date; none for a legal person.
    pub born: Option<Date>,
    /// Who files for them and in what quality; none when they file themselves.
    #[serde(default)]
    pub by: Option<String>,
}

/// An offence as retained by the officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offence {
    /// Its label.
    pub label: String,
    /// Its citation, from the law pack.
    pub citation: Option<String>,
}

/// Against whom the complaint is. The name itself is never printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Contre X.
    Unknown,
    /// Contre personne dénommée.
    Named,
}

/// For a professional victim whose insurance depends on the delay (a number of hours).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// When the victim learned of the attack.
    pub known_at: Zoned,
}

/// The data of `letters/recepisse.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecepisseLetter {
    /// The reference of the complaint, with its check character.
    pub reference: String,
    /// The number of the minutes (*procès-verbal*).
    pub minutes: Option<String>,
    /// The service.
    pub sender: Sender,
    /// The officer.
    pub officer: Officer,
    /// The complainant.
    pub complainant: Complainant,
    /// When the complaint was filed.
    pub filed_at: Zoned,
    /// When this paper is made.
    pub issued_at: Zoned,
    /// First day of the facts, if known.
    pub facts_from: Option<Date>,
    /// Last day of the facts, when they lasted.
    pub facts_to: Option<Date>,
    /// Where the facts happened, as the officer retains it.
    pub facts_place: Option<String>,
    /// The offences retained.
    pub offences: Vec<Offence>,
    /// Contre X or contre personne dénommée.
    pub against: Against,
    /// Professionals: when they learned of it.
    pub knowledge: Option<Knowledge>,
    /// Limitation periods, from the law pack.
    pub limitation: Vec<Sentence>,
    /// How they may be interrupted, from the law pack.
    pub interruption: Vec<Sentence>,
    /// The victim's rights, from the law pack: the annex.
    pub rights: Vec<Sentence>,
    /// What happens next.
    pub next_steps: Vec<String>,
    /// Where and how to check it.
    pub verification: Verification,
    /// The key that signs.
    pub key_id: String,
}

impl RecepisseLetter {
    fn cover(&self, say: &Say) -> Value {
        let call = match (&self.sender.phone, &self.sender.email) {
            (Some(phone), _) => line(phone, 60),
            (None, Some(email)) => line(email, 120),
            (None, None) => say.say("documents-recepisse-call-service"),
        };
        json!([
            [
                say.say("documents-frame-what"),
                say.say("documents-recepisse-what")
            ],
            [
                say.say("documents-frame-to-do"),
                say.say("documents-recepisse-to-do")
            ],
            [
                say.say("documents-frame-before"),
                say.say("documents-recepisse-before")
            ],
            [say.say("documents-frame-call"), call],
        ])
    }

    fn facts_when(&self, say: &Say) -> String {
        match (self.facts_from, self.facts_to) {
            (Some(from), Some(to)) if from != to => say.with(
                "documents-recepisse-from-to",
                &[
                    ("from", &dates::day(say, from)),
                    ("to", &dates::day(say, to)),
                ],
            ),
            (Some(one), _) | (None, Some(one)) => {
                say.with("documents-recepisse-on", &[("day", &dates::day(say, one))])
            }
            (None, None) => say.say("documents-recepisse-facts-undated"),
        }
    }

    fn facts(&self, say: &Say) -> Value {
        let label = |key: &str| say.say(&format!("documents-recepisse-{key}"));
        let mut facts = vec![[label("reference"), line(&self.reference, 40)]];
        if let Some(minutes) = &self.minutes {
            facts.push([label("minutes"), line(minutes, 60)]);
        }
        facts.push([label("complainant"), line(&self.complainant.name, 200)]);
        if let Some(born) = self.complainant.born {
            facts.push([label("born"), dates::day(say, born)]);
        }
        if let Some(by) = &self.complainant.by {
            facts.push([label("by"), line(by, 300)]);
        }
        facts.push([label("filed"), dates::moment(say, &self.filed_at)]);
        facts.push([label("facts-when"), self.facts_when(say)]);
        if let Some(place) = &self.facts_place {
            facts.push([label("facts-place"), line(place, 200)]);
        }
        let against = match self.against {
            Against::Unknown => "against-unknown",
            Against::Named => "against-named",
        };
        facts.push([label("against"), label(against)]);
        if let Some(knowledge) = &self.knowledge {
            facts.push([label("known"), dates::moment(say, &knowledge.known_at)]);
            facts.push([label("elapsed"), self.elapsed(say, knowledge)]);
        }
        json!(facts)
    }

    /// Whole hours between the knowledge and the filing: begun hours count, as they do against
    /// the victim. Nothing is computed about the law's delay itself.
    fn elapsed(&self, say: &Say, knowledge: &Knowledge) -> String {
        let seconds =
            self.filed_at.timestamp().as_second() - knowledge.known_at.timestamp().as_second();
        say.number(
            "documents-recepisse-hours",
            (seconds.max(0) + 3_599) / 3_600,
        )
    }

    fn offences(&self) -> Value {
        let one = |offence: &Offence| {
            json!({
                "text": line(&offence.label, 400),
                "citation": offence.citation.as_ref().map(|citation| line(citation, 300)),
            })
        };
        self.offences.iter().take(OFFENCES).map(one).collect()
    }
}

impl Letter for RecepisseLetter {
    const NAME: &'static str = "recepisse";
    const RESERVED: Reserved = Reserved::ToAuthority;

    fn title(&self, say: &Say) -> String {
        format!(
            "{} {}",
            say.say("documents-recepisse-title"),
            line(&self.reference, 40)
        )
    }

    fn data(&self, say: &Say) -> Value {
        json!({
            "words": words_of(Self::NAME, say),
            "title": say.say("documents-recepisse-title"),
            "reference": line(&self.reference, 40),
            "sender": sender(&self.sender),
            "officer": {
                "quality": line(&self.officer.quality, 120),
                "name": line(&self.officer.name_or_number, 120),
            },
            "date": dates::day(say, self.issued_at.date()),
            "signed_at": dates::moment(say, &self.issued_at),
            "cover": self.cover(say),
            "facts": self.facts(say),
            "offences": self.offences(),
            "limitation": sentences(&self.limitation, 20),
            "interruption": sentences(&self.interruption, 20),
            "rights": sentences(&self.rights, 40),
            "next_steps": paragraphs(&self.next_steps, 20),
            "verification": verification(&self.verification, &self.key_id),
        })
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.verification.link)
    }
}
