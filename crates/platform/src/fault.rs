//! Faults: something broke that is nobody's refusal. One type with a chain of context, logged once
//! where it is handled. Never shown to a person beyond an incident number.

use std::fmt;
use std::io::{self, ErrorKind};

/// What databases say when there is no room: SQLite's full disk, and its shared memory that cannot grow;
/// PostgreSQL's full disk.
const NO_ROOM: [&str; 3] = ["13", "4874", "53100"];

/// Something broke: a lost database, a full disk, a row that fits no state.
pub struct Fault(anyhow::Error);

impl Fault {
    /// A fault told in a sentence: lower case, no full stop.
    pub fn new(message: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Fault {
        Fault(anyhow::Error::msg(message))
    }

    /// Says where it happened, around what is already told.
    #[must_use]
    pub fn context(self, context: impl fmt::Display + Send + Sync + 'static) -> Fault {
        Fault(self.0.context(context))
    }

    /// The first cause of this type, if any.
    #[must_use]
    pub fn find<E: fmt::Display + fmt::Debug + Send + Sync + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref::<E>()
    }

    /// Whether it is for want of room: the disk of this machine, or of the database, is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.0.chain().any(|cause| {
            let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded];
            let told = cause.downcast_ref::<sqlx::Error>();
            let code = told.and_then(|e| e.as_database_error()?.code());
            kind.is_some_and(|kind| full.contains(&kind))
                || code.is_some_and(|code| NO_ROOM.contains(&code.as_ref()))
        })
    }

    /// Whether a unique or primary-key constraint of this name or column list was broken.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.0.chain().any(|cause| {
            cause.downcast_ref::<sqlx::Error>().is_some_and(|e| {
                e.as_database_error()
                    .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
            })
        })
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Fault {
    fn from(error: E) -> Fault {
        Fault(error.into())
    }
}

impl From<Fault> for anyhow::Error {
    fn from(fault: Fault) -> anyhow::Error {
        fault.0
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

/// How an operation fails: it is refused, and right, or something broke.
#[derive(Debug)]
pub enum Error<R> {
    /// The platform says no.
    Refused(R),
    /// Something broke.
    Fault(Fault),
}

/// What an operation returns: `?` carries faults, refusals are returned by name.
pub type Outcome<T, R> = Result<T, Error<R>>;

impl<R, F: Into<Fault>> From<F> for Error<R> {
    fn from(fault: F) -> Error<R> {
        Error::Fault(fault.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;
    use std::io::{Error, ErrorKind};

    #[test]
    fn want_of_room_is_found_below_what_is_told_of_it() {
        let full = Fault::from(Error::from(ErrorKind::StorageFull)).context("keeping a file");
        assert!(full.is_full());
        assert!(!Fault::from(Error::from(ErrorKind::NotFound)).is_full());
        assert!(!Fault::new("the disk is full, says somebody").is_full());
    }
}
