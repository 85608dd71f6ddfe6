//! What is written in an act before anybody signs it: who asks whom, in which frame, for what, since which facts. Holds what was
//! typed, right or wrong: [`super::check`] says what lacks. Never a secret, never the words of a template.

use super::Kind;
use super::words;
use faisceau_law::{Asked, Author, Frame, Lang, Magistrate, Measure};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

words! {
    /// How an act is brought to its addressee, which decides what proves it.
    Delivery {
        /// An e-mail.
        Email = "email",
        /// A registered letter with acknowledgement of receipt.
        Registered = "registered",
        /// An electronic registered letter.
        RegisteredElectronic = "registered-electronic",
        /// A judicial officer serves it.
        JudicialOfficer = "judicial-officer",
        /// Handed over, against a signature.
        Hand = "hand",
        /// The form or the portal of the addressee.
        Portal = "portal",
    }
}

/// One numbered request: what is asked about one identifier, over one period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Request {
    /// What is asked for.
    #[serde(with = "coded")]
    pub measure: Option<Measure>,
    /// The kind of the identifier, as `identifiers` names it: `ip`, `iban`, `phone`…
    pub identifier_kind: String,
    /// What the request is about: one identifier, one address, one account.
    pub identifiers: Vec<String>,
    /// From when, with its offset (RFC 3339), as typed.
    pub from: String,
    /// Until when, with its offset (RFC 3339), as typed.
    pub until: String,
    /// The source port, where the identifier is an IP address shared by many.
    pub port: Option<u16>,
    /// What is asked, in words.
    pub words: String,
}

/// An instant typed with its offset.
#[must_use]
pub fn instant(typed: &str) -> Option<Timestamp> {
    typed.trim().parse::<Timestamp>().ok()
}

impl Request {
    /// Whether its identifier is an address that many may share at one instant.
    #[must_use]
    pub fn is_shared_address(&self) -> bool {
        let address = |one: &String| one.trim().parse::<std::net::Ipv4Addr>().is_ok();
        self.identifier_kind == "ip" && self.identifiers.iter().any(address)
    }

    /// Whether a period must be said: what happened, not who somebody is.
    #[must_use]
    pub fn needs_a_period(&self) -> bool {
        let happens = self.measure.is_some_and(|measure| {
            matches!(
                measure,
                Measure::Connection
                    | Measure::Traffic
                    | Measure::Bank
                    | Measure::Preservation
                    | Measure::Freeze
            )
        });
        happens || self.identifier_kind == "ip"
    }
}

/// The authorisation of a magistrate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Authorisation {
    /// Who authorised.
    #[serde(with = "coded")]
    pub by: Option<Magistrate>,
    /// Their name, or their number.
    pub name: String,
    /// On which day.
    pub on: Option<Date>,
    /// Its reference, or the form it was given in.
    pub reference: String,
    /// Whether it is general instructions, given beforehand.
    pub standing: bool,
    /// Until when general instructions hold.
    pub until: Option<Date>,
}

/// Who an act is addressed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Addressee {
    /// The legal entity.
    pub name: String,
    /// Where it is reached: postal address, or electronic.
    pub address: String,
    /// Its country (ISO 3166-1 alpha-2).
    pub country: String,
}

/// Who speaks in an act, as civil law designates them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sender {
    /// Name, or company name.
    pub name: String,
    /// Domicile, or seat.
    pub address: String,
    /// Registration of a company or an association; empty for a person.
    pub registration: String,
    /// Who speaks for them, and by what mandate.
    pub speaks_by: String,
    /// Where they are answered.
    pub contact: String,
}

/// A file that the act shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shown {
    /// Its name in the file.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// An act, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Its kind.
    pub kind: Kind,
    /// The language it is written in.
    #[serde(with = "lang")]
    pub lang: Lang,
    /// The key of its basis in the law pack.
    pub basis: String,
    /// The frame of the inquiry.
    #[serde(default, with = "coded")]
    pub frame: Option<Frame>,
    /// In what quality its author does it.
    #[serde(default, with = "coded")]
    pub author: Option<Author>,
    /// The author's name, or number.
    #[serde(default)]
    pub author_name: String,
    /// The service of the author.
    #[serde(default)]
    pub service: String,
    /// The reference of the procedure.
    #[serde(default)]
    pub procedure: String,
    /// What authorises it.
    #[serde(default)]
    pub authorisation: Option<Authorisation>,
    /// The offences, by key of the law pack.
    #[serde(default)]
    pub offences: Vec<String>,
    /// Whether the facts were done through an electronic network.
    #[serde(default)]
    pub by_network: bool,
    /// Whether it serves only to identify who did it.
    #[serde(default)]
    pub to_identify: bool,
    /// Whether it is about the victim's own equipment, at their request.
    #[serde(default)]
    pub own_equipment: bool,
    /// Who speaks, for an act of civil law.
    #[serde(default)]
    pub sender: Sender,
    /// Who it is addressed to.
    #[serde(default)]
    pub addressee: Addressee,
    /// The facts, dated.
    #[serde(default)]
    pub facts: String,
    /// What links the facts to what is asked, and why it is needed.
    #[serde(default)]
    pub need: String,
    /// What is asked, numbered from 1.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// The day by which an answer is asked, or the act is to be obeyed.
    #[serde(default)]
    pub answer_by: Option<Date>,
    /// Where and how to answer.
    #[serde(default)]
    pub answer_to: String,
    /// Until when a measure, or a preservation, is asked.
    #[serde(default)]
    pub until: Option<Date>,
    /// What happens without an answer.
    #[serde(default)]
    pub consequence: String,
    /// How it is brought.
    #[serde(default)]
    pub delivery: Option<Delivery>,
    /// Whether the evidence is kept already, before anybody is warned.
    #[serde(default)]
    pub evidence_kept: bool,
    /// Whether a request for assistance will follow.
    #[serde(default)]
    pub assistance_follows: bool,
    /// Whether what it says is said in good faith, to be accurate.
    #[serde(default)]
    pub good_faith: bool,
    /// Files it shows.
    #[serde(default)]
    pub shown: Vec<Shown>,
}

impl Draft {
    /// An empty act of a kind, on a basis.
    #[must_use]
    pub fn new(kind: Kind, basis: impl Into<String>, lang: Lang) -> Draft {
        Draft {
            kind,
            lang,
            basis: basis.into(),
            frame: None,
            author: None,
            author_name: String::new(),
            service: String::new(),
            procedure: String::new(),
            authorisation: None,
            offences: Vec::new(),
            by_network: false,
            to_identify: false,
            own_equipment: false,
            sender: Sender::default(),
            addressee: Addressee::default(),
            facts: String::new(),
            need: String::new(),
            requests: Vec::new(),
            answer_by: None,
            answer_to: String::new(),
            until: None,
            consequence: String::new(),
            delivery: None,
            evidence_kept: false,
            assistance_follows: false,
            good_faith: false,
            shown: Vec::new(),
        }
    }

    /// It as the law looks at it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let authorisation = self.authorisation.as_ref();
        let standing = authorisation.is_some_and(|given| given.standing);
        let mut measures: Vec<Measure> = Vec::new();
        for measure in self.requests.iter().filter_map(|request| request.measure) {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        Asked {
            frame: self.frame,
            author: self.author,
            authorised_by: authorisation
                .filter(|given| !given.standing)
                .and_then(|given| given.by),
            standing,
            measures,
            offences: self.offences.clone(),
            by_network: self.by_network,
            to_identify: self.to_identify,
            own_equipment: self.own_equipment,
        }
    }

    /// The instant a period typed begins or ends, where it is read: for a computation.
    #[must_use]
    pub fn latest_instant(&self, zone: &TimeZone) -> Option<Zoned> {
        let ends = self.requests.iter().filter_map(|one| instant(&one.until));
        ends.max().map(|at| at.to_zoned(zone.clone()))
    }
}

/// Words of the law pack, written by their code.
mod coded {
    use faisceau_law::{Author, Frame, Magistrate, Measure};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// A word of the pack.
    pub(super) trait Coded: Copy {
        fn word(self) -> &'static str;
        fn read(word: &str) -> Option<Self>;
    }

    macro_rules! coded {
        ($($name:ident),+) => {$(
            impl Coded for $name {
                fn word(self) -> &'static str { self.code() }
                fn read(word: &str) -> Option<Self> { $name::from_code(word) }
            }
        )+};
    }
    coded!(Author, Frame, Magistrate, Measure);

    pub(super) fn serialize<T: Coded, S: Serializer>(
        word: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        word.map(Coded::word).serialize(to)
    }

    pub(super) fn deserialize<'d, T: Coded, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let word: Option<String> = Option::deserialize(from)?;
        let Some(word) = word else { return Ok(None) };
        let read = T::read(&word).map(Some);
        read.ok_or_else(|| serde::de::Error::custom(format!("unknown word `{word}`")))
    }
}

/// The language of an act, by its code.
mod lang {
    use faisceau_law::Lang;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(lang: &Lang, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match lang {
            Lang::Fr => "fr",
            Lang::En => "en",
        })
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Lang, D::Error> {
        match String::deserialize(from)?.as_str() {
            "fr" => Ok(Lang::Fr),
            "en" => Ok(Lang::En),
            other => Err(serde::de::Error::custom(format!(
                "unknown language `{other}`"
            ))),
        }
    }
}
