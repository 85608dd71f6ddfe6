//! Rows read back, by column name, from either database. A column that does not hold what the code
//! expects is a fault that names it.

use crate::fault::Fault;
use jiff::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// One row of either database.
#[derive(Debug)]
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// What a column can be read as.
pub trait Column: Sized {
    /// Reads the column of this name.
    ///
    /// # Errors
    /// When the column is missing, null where it must not be, or of another type.
    fn read(row: &Row, name: &str) -> Result<Self, sqlx::Error>;
}

macro_rules! columns {
    ($($direct:ty),*) => {$(
        impl Column for $direct {
            fn read(row: &Row, name: &str) -> Result<Self, sqlx::Error> {
                match row {
                    Row::Sqlite(row) => sqlx::Row::try_get(row, name),
                    Row::Postgres(row) => sqlx::Row::try_get(row, name),
                }
            }
        }
    )*};
}

columns!(
    i64,
    String,
    Uuid,
    Vec<u8>,
    f64,
    Option<i64>,
    Option<String>,
    Option<Uuid>,
    Option<Vec<u8>>,
    Option<f64>
);

macro_rules! columns_through {
    ($($to:ty, $from:ty, |$v:ident| $make:expr;)*) => {$(
        impl Column for $to {
            fn read(row: &Row, name: &str) -> Result<Self, sqlx::Error> {
                let $v = <$from as Column>::read(row, name)?;
                $make
            }
        }
        impl Column for Option<$to> {
            fn read(row: &Row, name: &str) -> Result<Self, sqlx::Error> {
                let value = <Option<$from> as Column>::read(row, name)?;
                value.map(|$v| $make).transpose()
            }
        }
    )*};
}

fn decode<E: std::error::Error + Send + Sync + 'static>(error: E) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

columns_through! {
    bool, i64, |v| Ok(v != 0);
    Timestamp, i64, |v| Timestamp::from_millisecond(v).map_err(decode);
    [u8; 32], Vec<u8>, |v| v.try_into().map_err(|_| sqlx::Error::Decode("not 32 bytes".into()));
    [u8; 64], Vec<u8>, |v| v.try_into().map_err(|_| sqlx::Error::Decode("not 64 bytes".into()));
    faisceau_domain::id::ComplaintId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::DraftId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::ReceiptId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::ExhibitId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::SeriesId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::IdentifierId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::MessageId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::AccountId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::PartnerId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::EventId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::JournalId, Uuid, |v| Ok(v.into());
    faisceau_domain::id::JobId, Uuid, |v| Ok(v.into());
}

impl Row {
    /// The column of this name.
    ///
    /// # Errors
    /// A fault that names the column.
    pub fn get<T: Column>(&self, name: &str) -> Result<T, Fault> {
        T::read(self, name).map_err(|e| Fault::from(e).context(format!("reading column `{name}`")))
    }

    /// A closed word of this column, through its reader.
    ///
    /// # Errors
    /// A fault when the word is unknown: the database is not consistent with the code.
    pub fn word<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
        let word: String = self.get(name)?;
        read(&word).ok_or_else(|| Fault::new(format!("unknown word `{word}` in column `{name}`")))
    }
}
