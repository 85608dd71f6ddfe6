//! Everything the pack knows of a key on a day, for `faisceau law explain` and the jurist's page.
//! Structured: whoever prints it brings the labels, in its own language.

use jiff::civil::Date;

use crate::entry::{Audience, Cite, Entry};
use crate::lang::{Lang, Text};
use crate::pack::{At, Because, Pack, Unresolved};

/// What holds under a key on a day, and all that surrounds it.
#[derive(Debug, Clone)]
pub struct Explanation<'p> {
    /// The day asked for.
    pub at: Date,
    /// The version that holds: sentence, values, source, dates, doubt, confirmation.
    pub entry: &'p Entry,
    /// The ground as a refusal or a deadline would print it.
    pub because: Because,
    /// Every version of the key, oldest first, the one that holds included.
    pub versions: &'p [Entry],
}

impl<'p> Explanation<'p> {
    /// The citations that a renumbering touches: before it, what is coming; after it, what was.
    /// `renumbered.article` is `None` when the new number has not been read.
    pub fn renumbered(&self) -> impl Iterator<Item = &'p Cite> + use<'p> {
        let cites = self.entry.cites.iter();
        cites.filter(|cite| cite.renumbered.is_some())
    }

    /// What a victim or a third party reads on that day; `None` for a key of staff.
    #[must_use]
    pub fn shown_to_public(&self) -> Option<Text> {
        let entry = self.entry;
        match (entry.audience, &entry.confirmed) {
            (Audience::Staff, _) => None,
            (Audience::Public, Some(_)) => Some(entry.sentence.clone()),
            (Audience::Public, None) => entry.plain.clone(),
        }
    }
}

impl Pack {
    /// Explains a key on a day.
    ///
    /// # Errors
    /// [`Unresolved`]: unknown key (with its neighbours), or a day outside its life.
    pub fn explain(&self, key: &str, at: Date) -> Result<Explanation<'_>, Unresolved> {
        let law: At<'_> = self.at(at);
        let entry = law.get(key)?;
        Ok(Explanation {
            at,
            entry,
            because: law.ground(entry),
            versions: self.versions(key),
        })
    }
}

impl Unresolved {
    /// Why the pack is silent on that day, in its own words; `None` when it owes no reason, when
    /// the key does not exist or is for staff only.
    #[must_use]
    pub fn why(&self, lang: Lang) -> Option<&str> {
        match self {
            Unresolved::TooEarly { why, .. } => why.as_ref().map(|why| why.say(lang)),
            Unresolved::TooLate { why, .. } => Some(why.say(lang)),
            Unresolved::UnknownKey { .. } | Unresolved::StaffOnly { .. } => None,
        }
    }
}
