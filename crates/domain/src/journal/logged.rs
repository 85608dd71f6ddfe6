//! Which entries of the journal are leaves of the public log, and what each puts there: filings, what
//! happens to exhibits, acts. Readings are not: the log says what was done, not who looked.

use super::Deed;

/// What a leaf is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// The payload of the paper of this name that the deed issued, so that the paper alone proves it; the
    /// entry's digest when it issued none.
    Paper(&'static str),
    /// The digest of the entry.
    Entry,
}

/// Deeds on custody that change nothing: they are read in the journal.
const READINGS: [&str; 3] = ["custody.read", "custody.listed", "custody.sheet_made"];

impl Deed {
    /// What this deed puts in the log, if anything.
    #[must_use]
    pub fn logged(self) -> Option<Logged> {
        match self {
            Deed::ComplaintFiled => Some(Logged::Paper("acknowledgement")),
            Deed::ReportUpgraded => Some(Logged::Paper("acknowledgement-complaint")),
            Deed::ComplaintValidated => Some(Logged::Paper("recepisse")),
            Deed::ExhibitSetAside
            | Deed::ComplaintErased
            | Deed::SetAsideRead
            | Deed::SetAsideDestroyed
            | Deed::LogLossDeclared
            | Deed::JournalAnchored
            | Deed::KeyRevoked
            | Deed::KeyRotated => Some(Logged::Entry),
            other => {
                let code = other.code();
                let custody = code.starts_with("custody.") && !READINGS.contains(&code);
                custody.then_some(Logged::Entry)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_told_apart_and_read_back() {
        let codes: BTreeSet<&str> = Deed::ALL.iter().map(|deed| deed.code()).collect();
        assert_eq!(codes.len(), Deed::ALL.len());
        for deed in Deed::ALL {
            assert_eq!(Deed::from_code(deed.code()), Some(*deed));
        }
        assert_eq!(Deed::from_code("complaint.burnt"), None);
    }

    #[test]
    fn filings_are_leaves_and_readings_are_not() {
        let paper = Deed::ComplaintFiled.logged();
        assert_eq!(paper, Some(Logged::Paper("acknowledgement")));
        assert_eq!(Deed::SetAsideDestroyed.logged(), Some(Logged::Entry));
        assert_eq!(Deed::CustodySealed.logged(), Some(Logged::Entry));
        assert_eq!(Deed::CustodyRead.logged(), None);
        for deed in Deed::ALL {
            let code = deed.code();
            if code.ends_with(".listed") || code == "complaint.read" {
                assert_eq!(deed.logged(), None, "{code}");
            }
        }
    }
}
