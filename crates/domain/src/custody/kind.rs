//! The closed list of the steps of a chain of custody. A step has one code, which is stored and never
//! changes, and one deed of the journal.

use crate::journal::Deed;

/// One table for the enum, its codes and its deeds, so that they cannot drift apart.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal as $deed:ident;)*) => {
        /// What a step was.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind, in the order of a life.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The stored word.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$name => $code,)* }
            }

            /// What the journal says of it.
            #[must_use]
            pub const fn deed(self) -> Deed {
                match self { $(Kind::$name => Deed::$deed,)* }
            }
        }
    };
}

kinds! {
    /// It came in: the first step of every exhibit.
    Deposited = "deposited" as CustodyDeposited;
    /// What it is was written.
    Described = "described" as CustodyDescribed;
    /// It was closed under a seal number.
    Sealed = "sealed" as CustodySealed;
    /// Its seal was opened, with a reason.
    Unsealed = "unsealed" as CustodyUnsealed;
    /// Its content was opened.
    Consulted = "consulted" as CustodyConsulted;
    /// A copy of its content was handed out.
    Copied = "copied" as CustodyCopied;
    /// It was proposed to a receiver.
    Offered = "offered" as CustodyOffered;
    /// The receiver took it.
    Accepted = "accepted" as CustodyAccepted;
    /// The receiver did not take it.
    Declined = "declined" as CustodyDeclined;
    /// Who proposed it took the proposal back.
    Recalled = "recalled" as CustodyRecalled;
    /// It was given back to whom it belongs.
    Returned = "returned" as CustodyReturned;
    /// It was destroyed on the order of an authority.
    Destroyed = "destroyed" as CustodyDestroyed;
    /// Its content is no longer what came in: an incident is open.
    Differed = "differed" as CustodyDiffered;
    /// Somebody else than who met the incident decided it, by name.
    Decided = "decided" as CustodyDecided;
    /// How it was collected was noted.
    Noted = "noted" as CustodyNoted;
    /// It was challenged.
    Challenged = "challenged" as CustodyChallenged;
    /// What became of a challenge.
    Settled = "settled" as CustodySettled;
}

impl Kind {
    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use std::collections::BTreeSet;

    #[test]
    fn each_kind_has_a_word_and_a_deed_of_its_own() {
        let words: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        let deeds: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.deed().code()).collect();
        assert_eq!(words.len(), Kind::ALL.len());
        assert_eq!(deeds.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(*kind));
            assert_eq!(kind.deed().code(), format!("custody.{}", kind.code()));
        }
        assert_eq!(Kind::from_code("silenced"), None);
    }
}
