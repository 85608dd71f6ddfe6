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

/// PostgreSQL keeps no null character in a text. Both databases get the replacement character, so
/// that what one accepts the other does too.
fn without_null(text: String) -> String {
    if text.contains('\0') {
        return text.replace('\0', "\u{fffd}");
    }
    text
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
    String => |v| Text(without_null(v));
    &str => |v| Text(without_null(v.to_owned()));
    &String => |v| Text(without_null(v.clone()));
    Uuid => |v| Id(v);
    faisceau_domain::id::ComplaintId => |v| Id(v.0);
    faisceau_domain::id::DraftId => |v| Id(v.0);
    faisceau_domain::id::ReceiptId => |v| Id(v.0);
    faisceau_domain::id::ExhibitId => |v| Id(v.0);
    faisceau_domain::id::SeriesId => |v| Id(v.0);
    faisceau_domain::id::IdentifierId => |v| Id(v.0);
    faisceau_domain::id::MessageId => |v| Id(v.0);
    faisceau_domain::id::AccountId => |v| Id(v.0);
    faisceau_domain::id::PartnerId => |v| Id(v.0);
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

#[cfg(test)]
mod tests {
    use super::Bind;

    #[test]
    fn a_null_character_is_replaced_before_it_reaches_a_database() {
        let expected = Bind::Text(Some("a\u{fffd}b".to_owned()));
        assert_eq!(Bind::from("a\0b"), expected);
        assert_eq!(Bind::from(Some("a\0b".to_owned())), expected);
    }
}
