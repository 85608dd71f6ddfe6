//! In what quality a person is named beside a value or a complaint, on what ground, by whom and since
//! when. What who files says of a value makes nobody a suspect; staff may say more, and what they say
//! prevails until it is taken back. Pure; holds no name of a person.

use crate::id::AccountId;
use faisceau_identifiers::Role;
use jiff::Timestamp;

/// In what quality a person is named (categories of persons: law key `fr.persons.categories`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// There are serious reasons to think that they took part in the facts.
    Suspect,
    /// The facts were done to them.
    Victim,
    /// They may know something of the facts.
    Witness,
    /// Their name, account or number was borrowed.
    Impersonated,
    /// They hold the account or the number, and nothing makes them a suspect.
    HolderNotSuspected,
    /// Nobody has said it.
    Unknown,
}

impl Quality {
    /// Every quality, in the order they are offered.
    pub const ALL: [Quality; 6] = [
        Quality::Suspect,
        Quality::Victim,
        Quality::Witness,
        Quality::Impersonated,
        Quality::HolderNotSuspected,
        Quality::Unknown,
    ];

    /// The word of the interface, of exports and of locales.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Quality::Suspect => "suspect",
            Quality::Victim => "victim",
            Quality::Witness => "witness",
            Quality::Impersonated => "impersonated",
            Quality::HolderNotSuspected => "holder-not-suspected",
            Quality::Unknown => "unknown",
        }
    }

    /// Reads a word written by [`Quality::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Quality> {
        Quality::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What who files says of the person behind a value by saying whose it is. That the other side
    /// used it is said of the value: its holder may be another victim.
    #[must_use]
    pub const fn declared(role: Role) -> Quality {
        match role {
            Role::Victim => Quality::Victim,
            Role::Impersonated => Quality::Impersonated,
            Role::Offender | Role::Unknown => Quality::Unknown,
        }
    }
}

/// What a link rests on (law key `fr.persons.grounds`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The answer of a provider, or an official source.
    Fact,
    /// What somebody says.
    Statement,
    /// What linkage concludes, with the figures it obeys.
    Inference,
}

impl Ground {
    /// Every ground, the firmest first.
    pub const ALL: [Ground; 3] = [Ground::Fact, Ground::Statement, Ground::Inference];

    /// The word of the interface, of exports and of locales.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Ground::Fact => "fact",
            Ground::Statement => "statement",
            Ground::Inference => "inference",
        }
    }

    /// Reads a word written by [`Ground::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Who filed the complaint.
    Filer,
    /// The source of a file that was imported.
    Source,
    /// A member of staff.
    Staff(AccountId),
    /// Linkage, with the version of its figures.
    Linkage(String),
}

impl By {
    /// The word of exports: `filer`, `source`, `staff:` and the account, `linkage:` and the version.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            By::Filer => "filer".to_owned(),
            By::Source => "source".to_owned(),
            By::Staff(account) => format!("staff:{}", account.0),
            By::Linkage(version) => format!("linkage:{version}"),
        }
    }
}

/// A link to a person: the quality, what it rests on, who says it, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// In what quality.
    pub quality: Quality,
    /// On what ground.
    pub ground: Ground,
    /// Said by.
    pub by: By,
    /// Since.
    pub since: Timestamp,
}

/// Where the values of an imported line are said to come from.
pub const IMPORTED: &str = "import";

impl Link {
    /// The link that a value of a complaint makes by itself: a statement of who filed it, or of the
    /// source of the line it came in.
    #[must_use]
    pub fn declared(role: Role, found_in: &str, since: Timestamp) -> Link {
        Link {
            quality: Quality::declared(role),
            ground: Ground::Statement,
            by: if found_in == IMPORTED {
                By::Source
            } else {
                By::Filer
            },
            since,
        }
    }

    /// The link that linkage makes: an inference, which says nobody's quality.
    #[must_use]
    pub fn inferred(version: impl Into<String>, since: Timestamp) -> Link {
        Link {
            quality: Quality::Unknown,
            ground: Ground::Inference,
            by: By::Linkage(version.into()),
            since,
        }
    }
}

/// Most characters of the words that say from whom.
pub const ORIGIN_MAX: usize = 120;

/// What a member of staff says of the person behind a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    /// This quality, on this ground.
    Is {
        /// Never [`Quality::Unknown`].
        quality: Quality,
        /// On what ground.
        ground: Ground,
        /// From whom: the provider, the official source, who stated it. Empty for an inference.
        origin: String,
    },
    /// What was said before is taken back: nothing is known any more.
    TakenBack,
}

/// Why a quality cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSayable {
    /// A fact or a statement without saying from whom.
    NoOrigin,
    /// The words that say from whom are too long.
    LongOrigin,
    /// Nobody is a suspect by what a program concludes (law key `fr.persons.automated`).
    InferredSuspect,
}

impl Saying {
    /// What is said, or why it cannot be. Saying [`Quality::Unknown`] is taking back.
    ///
    /// # Errors
    /// [`NotSayable`].
    pub fn new(quality: Quality, ground: Ground, origin: &str) -> Result<Saying, NotSayable> {
        let origin = origin.trim();
        match (quality, ground) {
            (Quality::Unknown, _) => return Ok(Saying::TakenBack),
            (Quality::Suspect, Ground::Inference) => return Err(NotSayable::InferredSuspect),
            (_, Ground::Fact | Ground::Statement) if origin.is_empty() => {
                return Err(NotSayable::NoOrigin);
            }
            _ => {}
        }
        if origin.chars().count() > ORIGIN_MAX {
            return Err(NotSayable::LongOrigin);
        }
        Ok(Saying::Is {
            quality,
            ground,
            origin: match ground {
                Ground::Inference => String::new(),
                Ground::Fact | Ground::Statement => origin.to_owned(),
            },
        })
    }

    /// The quality it leaves.
    #[must_use]
    pub const fn quality(&self) -> Quality {
        match self {
            Saying::Is { quality, .. } => *quality,
            Saying::TakenBack => Quality::Unknown,
        }
    }

    /// The ground; none once taken back.
    #[must_use]
    pub const fn ground(&self) -> Option<Ground> {
        match self {
            Saying::Is { ground, .. } => Some(*ground),
            Saying::TakenBack => None,
        }
    }

    /// From whom; empty for an inference, or once taken back.
    #[must_use]
    pub fn origin(&self) -> &str {
        match self {
            Saying::Is { origin, .. } => origin,
            Saying::TakenBack => "",
        }
    }

    /// The link it makes, unless it takes one back.
    #[must_use]
    pub fn link(&self, by: AccountId, since: Timestamp) -> Option<Link> {
        match self {
            Saying::Is {
                quality, ground, ..
            } => Some(Link {
                quality: *quality,
                ground: *ground,
                by: By::Staff(by),
                since,
            }),
            Saying::TakenBack => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_who_files_says_of_a_value_makes_nobody_a_suspect() {
        let at = Timestamp::UNIX_EPOCH;
        for (role, quality) in [
            (Role::Offender, Quality::Unknown),
            (Role::Unknown, Quality::Unknown),
            (Role::Victim, Quality::Victim),
            (Role::Impersonated, Quality::Impersonated),
        ] {
            for (found_in, by) in [("seller.phone", By::Filer), ("import", By::Source)] {
                let link = Link::declared(role, found_in, at);
                assert_eq!(link.quality, quality, "{role:?}");
                assert_eq!((link.ground, link.by), (Ground::Statement, by));
            }
        }
        let link = Link::inferred("3", at);
        assert_eq!(link.quality, Quality::Unknown);
        assert_eq!(link.by.code(), "linkage:3");
    }

    #[test]
    fn nobody_is_a_suspect_by_inference_and_a_fact_says_from_whom() {
        use NotSayable::{InferredSuspect, LongOrigin, NoOrigin};
        let long = "é".repeat(ORIGIN_MAX + 1);
        let table = [
            (
                Quality::Suspect,
                Ground::Inference,
                "Banque",
                Some(InferredSuspect),
            ),
            (Quality::Suspect, Ground::Fact, "Banque", None),
            (Quality::Suspect, Ground::Statement, "  ", Some(NoOrigin)),
            (Quality::Victim, Ground::Fact, "", Some(NoOrigin)),
            (Quality::Victim, Ground::Fact, &long, Some(LongOrigin)),
            (Quality::Victim, Ground::Fact, &long[2..], None),
            (Quality::HolderNotSuspected, Ground::Inference, "", None),
            (Quality::Unknown, Ground::Inference, "", None),
        ];
        for (quality, ground, origin, refused) in table {
            let said = Saying::new(quality, ground, origin);
            assert_eq!(
                said.as_ref().err().copied(),
                refused,
                "{quality:?} {ground:?}"
            );
            if let Ok(said) = said {
                assert_eq!(said.quality(), quality);
                let link = said.link(AccountId(Uuid::nil()), Timestamp::UNIX_EPOCH);
                assert_eq!(link.is_none(), quality == Quality::Unknown);
            }
        }
    }

    #[test]
    fn the_words_of_exports_are_read_again() {
        for quality in Quality::ALL {
            assert_eq!(Quality::from_code(quality.code()), Some(quality));
        }
        for ground in Ground::ALL {
            assert_eq!(Ground::from_code(ground.code()), Some(ground));
        }
        let staff = By::Staff(AccountId(Uuid::nil())).code();
        assert_eq!(staff, "staff:00000000-0000-0000-0000-000000000000");
        assert_eq!(
            (By::Filer.code(), By::Source.code()),
            ("filer".into(), "source".into())
        );
    }
}
