//! What is known of a file's danger to who opens it, and whether it may be opened: the rule that previews
//! and downloads share. Scans nothing.

/// What an antivirus said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// No antivirus looked at it: it is in quarantine, and said so.
    NotScanned,
    /// Nothing was found in it.
    Clean,
    /// A dangerous program is in it.
    Infected,
    /// The antivirus could not look at it.
    Failed,
}

/// Whether a member of staff who may open exhibits opens this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Yes.
    Open,
    /// Not before it is scanned.
    NotYet,
    /// Kept apart: by a right of its own, with a reason.
    KeptApart,
}

impl Scan {
    /// Each of them.
    pub const ALL: [Scan; 4] = [Scan::NotScanned, Scan::Clean, Scan::Infected, Scan::Failed];

    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Scan::NotScanned => "not_scanned",
            Scan::Clean => "clean",
            Scan::Infected => "infected",
            Scan::Failed => "failed",
        }
    }

    /// What a stored word says.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Scan> {
        Scan::ALL.into_iter().find(|scan| scan.code() == code)
    }

    /// Whether the file is opened; `with_antivirus` says whether this instance has one.
    #[must_use]
    pub const fn opening(self, with_antivirus: bool) -> Opening {
        match (self, with_antivirus) {
            (Scan::Infected, _) | (Scan::Failed, true) => Opening::KeptApart,
            (Scan::NotScanned, true) => Opening::NotYet,
            (Scan::Clean, _) | (Scan::NotScanned | Scan::Failed, false) => Opening::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Opening, Scan};

    #[test]
    fn what_is_dangerous_or_unknown_is_not_opened_as_the_rest() {
        let said = |with| Scan::ALL.map(|scan| scan.opening(with));
        use Opening::{KeptApart, NotYet, Open};
        assert_eq!(said(true), [NotYet, Open, KeptApart, KeptApart]);
        assert_eq!(said(false), [Open, Open, KeptApart, Open]);
        for scan in Scan::ALL {
            assert_eq!(Scan::from_code(scan.code()), Some(scan));
        }
    }
}
