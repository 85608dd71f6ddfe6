//! Values bound to statements: one closed set that both databases take. A null carries its type,
//! because PostgreSQL asks for it.

use uuid::Uuid;

/// A value for a `$n`.
#[derive(Debug, Clone, PartialEq)]
pub enum Bind {
    /// BIGINT: numbers, booleans as 0 or 1, instants in milliseconds, money in minor units.
    Int(Option<i64>),
    /// TEXT, JSON included.
    Text(Option<String>),
    /// UUID (16 bytes in SQLite).
    Id(Option<Uuid>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// Double precision.
    Real(Option<f64>),
}

macro_rules! binds_from {
    ($($from:ty => |$v:ident| $variant:ident($to:expr);)*) => {$(
        impl From<$from> for Bind {
            fn from($v: $from) -> Bind { Bind::$variant(Some($to)) }
        }
        impl From<Option<$from>> for Bind {
            fn from(v: Option<$from>) -> Bind { Bind::$variant(v.map(|$v| $to)) }
        }
    )*};
}

binds_from! {
    i64 => |v| Int(v);
    i32 => |v| Int(i64::from(v));
    u32 => |v| Int(i64::from(v));
    bool => |v| Int(i64::from(v));
    jiff::Timestamp => |v| Int(v.as_millisecond());
    String => |v| Text(v);
    &str => |v| Text(v.to_owned());
    &String => |v| Text(v.clone());
    Uuid => |v| Id(v);
    faisceau_domain::id::ComplaintId => |v| Id(v.0);
    faisceau_domain::id::DraftId => |v| Id(v.0);
    faisceau_domain::id::ReceiptId => |v| Id(v.0);
    faisceau_domain::id::ExhibitId => |v| Id(v.0);
    faisceau_domain::id::SeriesId => |v| Id(v.0);
    faisceau_domain::id::IdentifierId => |v| Id(v.0);
    faisceau_domain::id::MessageId => |v| Id(v.0);
    faisceau_domain::id::AccountId => |v| Id(v.0);
    faisceau_domain::id::EventId => |v| Id(v.0);
    faisceau_domain::id::JournalId => |v| Id(v.0);
    faisceau_domain::id::JobId => |v| Id(v.0);
    Vec<u8> => |v| Bytes(v);
    &[u8] => |v| Bytes(v.to_vec());
    [u8; 32] => |v| Bytes(v.to_vec());
    [u8; 64] => |v| Bytes(v.to_vec());
    f64 => |v| Real(v);
}

/// Makes the list of values of a statement: `binds![id, name, at]`.
#[macro_export]
macro_rules! binds {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Bind::from($value)),*] };
}
