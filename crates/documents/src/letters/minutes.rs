//! The record of what somebody said: every question put and what was answered, who was there, the exhibits
//! and the places to sign. An authority makes minutes of it; another body makes a statement of it, which says
//! that it is none. Which questions come in is decided elsewhere; none is left out or added here.

use faisceau_domain::receipt::ListedExhibit;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sheet, line, lines};
use crate::letter::{Letter, Reserved};
use crate::{Say, dates};

/// Exhibits printed one by one: as many as a case may hold, and more.
const EXHIBITS: usize = 1_000;
/// Places to sign.
const SIGNATURES: usize = 8;

/// Where somebody signs by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignaturePlace {
    /// In what quality: the complainant, the officer, the interpreter.
    pub quality: String,
    /// Their name.
    pub name: String,
    /// What stands there instead of a place to sign: a refusal and its reason, a digital signature.
    pub instead: Option<String>,
}

/// What was said, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// How it was taken, then the questions by part.
    #[serde(flatten)]
    pub sheet: Sheet,
    /// The exhibits, in the order given.
    pub exhibits: Vec<ListedExhibit>,
    /// Who signs.
    pub signatures: Vec<SignaturePlace>,
}

impl Record {
    fn data(&self, name: &str, say: &Say) -> Value {
        let exhibit = |exhibit: &ListedExhibit| {
            json!({
                "name": line(&exhibit.name, 160),
                "size": dates::size(say, exhibit.bytes),
                "mark": line(exhibit.mark(), 64),
            })
        };
        let place = |place: &SignaturePlace| {
            json!({
                "quality": line(&place.quality, 160),
                "name": line(&place.name, 200),
                "instead": place.instead.as_ref().map(|said| lines(said, 1_000)),
            })
        };
        let count = i64::try_from(self.exhibits.len()).unwrap_or(i64::MAX);
        let mut data = self.sheet.data(name, say);
        let exhibits = self.exhibits.iter().take(EXHIBITS).map(exhibit);
        data["exhibits"] = exhibits.collect();
        data["exhibits_count"] = say.number("documents-frame-exhibits-count", count).into();
        let places = self.signatures.iter().take(SIGNATURES).map(place);
        data["signatures"] = places.collect();
        data
    }
}

/// The minutes of a complaint, which are also the copy its victim may ask for. Reserved to authorities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinutesLetter(pub Record);

/// What somebody said to a body that is no authority: the same record, which says that it is no minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementLetter(pub Record);

impl Letter for MinutesLetter {
    const NAME: &'static str = "minutes";
    const RESERVED: Reserved = Reserved::ToAuthority;

    fn title(&self, say: &Say) -> String {
        self.0.sheet.title(Self::NAME, say)
    }

    fn data(&self, say: &Say) -> Value {
        self.0.data(Self::NAME, say)
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.0.sheet.verification.link)
    }
}

impl Letter for StatementLetter {
    const NAME: &'static str = "statement";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        self.0.sheet.title(Self::NAME, say)
    }

    fn data(&self, say: &Say) -> Value {
        self.0.data(Self::NAME, say)
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.0.sheet.verification.link)
    }
}
