//! A complaint heard at a counter: who was there beside the complainant, which identity document the officer
//! saw, that the answers were read back, and what the complainant then said. Says when such a complaint may
//! be filed. Never holds an answer to the questionnaire.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Persons beside the complainant and the interpreter: two parents, a lawyer, an adult of choice.
pub const OTHERS_MAX: usize = 4;
/// Longest name, quality, number or language noted.
pub const LINE_CHARACTERS_MAX: usize = 120;
/// Shortest reason that tells anything.
pub const REASON_CHARACTERS_MIN: usize = 3;
/// Longest reason.
pub const REASON_CHARACTERS_MAX: usize = 500;

/// The version of the stored form of [`Presence`]. A reader refuses one it does not know.
const STORED_VERSION: u8 = 1;

/// Who is there and who they are, as the officer saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    v: u8,
    /// The language the person speaks.
    pub language: String,
    /// The document the officer was shown.
    pub document: Document,
    /// Who interprets, when the person speaks another language than the officer.
    pub interpreter: Option<Interpreter>,
    /// Whoever else is there.
    pub others: Vec<Attendant>,
}

/// The identity document, as the officer saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Document {
    /// One was shown.
    Seen {
        /// What it is.
        kind: DocumentKind,
        /// Its number.
        number: String,
        /// Who issued it.
        issued_by: String,
    },
    /// None was shown: stolen with the bag, left at home.
    NotShown {
        /// Why, as the person says it.
        reason: String,
    },
    /// None was asked for: a report may stay without a name.
    NotAsked,
}

/// What an identity document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An identity card.
    IdentityCard,
    /// A passport.
    Passport,
    /// A residence permit.
    ResidencePermit,
    /// A driving licence.
    DrivingLicence,
    /// Another one, which its issuer tells apart.
    Other,
}

/// Who interprets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    /// Their name, or their number where a service gives no names.
    pub name: String,
    /// The language they interpret.
    pub language: String,
    /// Whether they are sworn.
    pub oath: Oath,
    /// From where.
    pub reach: Reach,
}

/// Whether an interpreter is sworn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oath {
    /// Sworn beforehand: on a list.
    Listed,
    /// Swore for this hearing.
    TakenHere,
    /// Not sworn.
    None,
}

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// In the room.
    Here,
    /// By telephone.
    Telephone,
    /// By video.
    Video,
}

/// Somebody who is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendant {
    /// As what.
    pub part: Part,
    /// Their name.
    pub name: String,
    /// Their quality: mother, guardian, lawyer at a bar.
    pub quality: String,
}

/// As what somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The complainant's lawyer.
    Lawyer,
    /// A guardian or another legal representative.
    Representative,
    /// An adult of the complainant's choice.
    Companion,
    /// Somebody else.
    Other,
}

macro_rules! words {
    ($kind:ident { $($one:ident = $code:literal),+ $(,)? }) => {
        impl $kind {
            /// Every one.
            pub const ALL: &[$kind] = &[$($kind::$one),+];

            /// The stable word, stored and exported.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($kind::$one => $code),+ }
            }

            /// Reads a word of `code`.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$kind> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words!(DocumentKind {
    IdentityCard = "identity_card",
    Passport = "passport",
    ResidencePermit = "residence_permit",
    DrivingLicence = "driving_licence",
    Other = "other",
});
words!(Oath { Listed = "listed", TakenHere = "taken_here", None = "none" });
words!(Reach { Here = "here", Telephone = "telephone", Video = "video" });
words!(Part {
    Lawyer = "lawyer",
    Representative = "representative",
    Companion = "companion",
    Other = "other",
});

/// What is wrong with a presence: which input, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// `language`, `document-number`, `interpreter-name`, `other-2-name`…
    pub input: String,
    /// How.
    pub why: Why,
}

/// How an input is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is needed.
    Missing,
    /// It is longer than a paper shows.
    TooLong,
}

impl Presence {
    /// What the officer noted, if nothing of it lacks. Spaces around are dropped.
    ///
    /// # Errors
    /// Every mistake, in the order of the page.
    pub fn new(
        language: &str,
        document: Document,
        interpreter: Option<Interpreter>,
        others: Vec<Attendant>,
    ) -> Result<Presence, Vec<Wrong>> {
        let mut checked = Checked::default();
        let language = checked.line("language", language);
        let document = checked.document(document);
        let interpreter = interpreter.map(|one| Interpreter {
            name: checked.line("interpreter-name", &one.name),
            language: checked.line("interpreter-language", &one.language),
            ..one
        });
        let mut kept = Vec::new();
        for (place, other) in others.into_iter().take(OTHERS_MAX).enumerate() {
            kept.push(Attendant {
                part: other.part,
                name: checked.line(&format!("other-{}-name", place + 1), &other.name),
                quality: checked.short(&format!("other-{}-quality", place + 1), &other.quality),
            });
        }
        match checked.wrong.is_empty() {
            true => Ok(Presence {
                v: STORED_VERSION,
                language,
                document,
                interpreter,
                others: kept,
            }),
            false => Err(checked.wrong),
        }
    }

    /// Whether the stored form is of a version this program knows.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.v == STORED_VERSION
    }
}

/// Texts on their way in, and what is wrong with them.
#[derive(Default)]
struct Checked {
    wrong: Vec<Wrong>,
}

impl Checked {
    fn told(&mut self, input: &str, why: Why) {
        let input = input.to_owned();
        self.wrong.push(Wrong { input, why });
    }

    /// A line that may be empty.
    fn short(&mut self, input: &str, typed: &str) -> String {
        self.bounded(input, typed, 0, LINE_CHARACTERS_MAX)
    }

    /// A line that is needed.
    fn line(&mut self, input: &str, typed: &str) -> String {
        self.bounded(input, typed, 1, LINE_CHARACTERS_MAX)
    }

    fn bounded(&mut self, input: &str, typed: &str, least: usize, most: usize) -> String {
        let text = clean(typed);
        let count = text.chars().count();
        if count < least {
            self.told(input, Why::Missing);
        } else if count > most {
            self.told(input, Why::TooLong);
        }
        text
    }

    fn document(&mut self, document: Document) -> Document {
        match document {
            Document::Seen {
                kind,
                number,
                issued_by,
            } => Document::Seen {
                kind,
                number: self.line("document-number", &number),
                issued_by: self.line("document-issued-by", &issued_by),
            },
            Document::NotShown { reason } => {
                let (least, most) = (REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX);
                Document::NotShown {
                    reason: self.bounded("document-reason", &reason, least, most),
                }
            }
            Document::NotAsked => Document::NotAsked,
        }
    }
}

/// One line: no control character, single spaces.
fn clean(typed: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = typed.chars().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the complainant said once the answers were read to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// This is what was said; they sign.
    Confirmed,
    /// They do not sign. The complaint stands.
    RefusedToSign {
        /// Why, as they say it.
        reason: String,
    },
}

impl Word {
    /// A refusal to sign, with its reason.
    ///
    /// # Errors
    /// How the reason is wrong.
    pub fn refused_to_sign(reason: &str) -> Result<Word, Why> {
        let reason = clean(reason);
        match reason.chars().count() {
            count if count < REASON_CHARACTERS_MIN => Err(Why::Missing),
            count if count > REASON_CHARACTERS_MAX => Err(Why::TooLong),
            _ => Ok(Word::RefusedToSign { reason }),
        }
    }

    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Word::Confirmed => "confirmed",
            Word::RefusedToSign { .. } => "refused_to_sign",
        }
    }
}

/// A reading of the answers to the complainant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    /// When it ended.
    pub at: Timestamp,
    /// SHA-256 of what was read: answers, form and who was there.
    pub digest: [u8; 32],
    /// What the complainant said.
    pub word: Word,
}

/// What is filed at a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A complaint: who the person is matters.
    Complaint,
    /// A report: they may stay without a name.
    Report,
}

/// Why what was heard cannot be filed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// Who is there was not noted.
    NobodyNoted,
    /// A complaint needs an identity document, or the reason why none is shown.
    DocumentNotAsked,
    /// The answers were not read back.
    NotRead,
    /// Something changed after they were read: they must be read again.
    Stale,
}

impl NotYet {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotYet::NobodyNoted => "nobody-noted",
            NotYet::DocumentNotAsked => "document-not-asked",
            NotYet::NotRead => "not-read",
            NotYet::Stale => "stale",
        }
    }
}

/// Whether what was heard may be filed: `now` is the digest of what would be.
///
/// # Errors
/// The first thing that lacks, in the order of the gestures.
pub fn may_file(
    asks: Asks,
    presence: Option<&Presence>,
    read: Option<&ReadBack>,
    now: &[u8; 32],
) -> Result<(), NotYet> {
    let presence = presence.ok_or(NotYet::NobodyNoted)?;
    if asks == Asks::Complaint && presence.document == Document::NotAsked {
        return Err(NotYet::DocumentNotAsked);
    }
    let read = read.ok_or(NotYet::NotRead)?;
    if read.digest == *now {
        Ok(())
    } else {
        Err(NotYet::Stale)
    }
}
