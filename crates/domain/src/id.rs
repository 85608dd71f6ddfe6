//! Typed ids: a complaint's id can never be passed for a series'. UUID version 7, never cut short
//! (two made within one millisecond share their first digits). Makes no id by itself: chance and
//! time are handed in.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> $name {
                $name(id)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<$name, uuid::Error> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// A complaint or report, from its filing on.
    ComplaintId;
    /// Answers not yet filed.
    DraftId;
    /// An acknowledgement of registration, and the file made from it.
    ReceiptId;
    /// A file given as evidence.
    ExhibitId;
    /// A group of complaints brought together.
    SeriesId;
    /// One typed identifier value, wherever it appears.
    IdentifierId;
    /// A message between a victim and the staff.
    MessageId;
    /// A staff account.
    AccountId;
    /// A program of another body that files complaints.
    PartnerId;
    /// A stored event.
    EventId;
    /// A row of the journal.
    JournalId;
    /// A piece of work to be done once.
    JobId;
}

/// A UUID version 7 (RFC 9562) from an instant and ten random bytes.
#[must_use]
pub fn uuid_v7(at: jiff::Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
