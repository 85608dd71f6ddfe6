//! The rows of one table, read from one kind of database and written in another: values as the program knows them,
//! counted and digested on the way. The digest is the sum of the digests of the rows, so that it is the same in
//! whatever order each database gives them; it tells a fault of the copy, not the work of a forger, whom the
//! chain of the journal and the public log tell.

use super::super::tx::Open;
use super::super::{Bind, Row, Tx};
use super::{Counted, dialect};
use crate::fault::Fault;
use futures_util::stream::{BoxStream, StreamExt as _, TryStreamExt as _};
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;

/// Rows written by one statement: few round trips, and no database refuses so many.
const ROWS_MAX: usize = 250;
/// Values bound to one statement: SQLite takes 32,766.
const VALUES_MAX: usize = 30_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    /// Sixteen bytes in SQLite.
    Id,
    Bytes,
    Real,
}

impl Kind {
    /// Reads the name of a type, in lower case.
    pub(super) fn read(word: &str) -> Option<Kind> {
        Some(match word {
            "integer" | "bigint" => Kind::Int,
            "text" => Kind::Text,
            "uuid" => Kind::Id,
            "blob" | "bytea" => Kind::Bytes,
            "real" | "double precision" => Kind::Real,
            _ => return None,
        })
    }

    /// What a column is that is this here and that there; nothing when one cannot become the other.
    pub(super) fn with(self, other: Kind) -> Option<Kind> {
        match (self, other) {
            (Kind::Bytes, Kind::Id) | (Kind::Id, Kind::Bytes) => Some(Kind::Id),
            (a, b) => (a == b).then_some(a),
        }
    }

    fn value(self, row: &Row, column: &str) -> Result<Bind, Fault> {
        Ok(match self {
            Kind::Int => Bind::Int(row.get(column)?),
            Kind::Text => Bind::Text(row.get(column)?),
            Kind::Id => Bind::Id(row.get(column)?),
            Kind::Bytes => Bind::Bytes(row.get(column)?),
            Kind::Real => Bind::Real(row.get(column)?),
        })
    }
}

/// A count and a digest, as they grow.
#[derive(Default)]
struct Tally {
    rows: u64,
    sum: [u64; 4],
}

impl Tally {
    fn add(&mut self, row: &[Bind]) {
        let mut hash = Sha256::new();
        for value in row {
            let bytes = bytes(value);
            let length = bytes.as_ref().map_or(u64::MAX, |bytes| bytes.len() as u64);
            hash.update(length.to_be_bytes());
            hash.update(bytes.unwrap_or_default());
        }
        let digest: [u8; 32] = hash.finalize().into();
        let (words, _) = digest.as_chunks::<8>();
        for (sum, word) in self.sum.iter_mut().zip(words) {
            *sum = sum.wrapping_add(u64::from_be_bytes(*word));
        }
        self.rows += 1;
    }

    fn counted(&self, table: &str) -> Counted {
        let mut digest = [0; 32];
        for (place, word) in digest.chunks_mut(8).zip(self.sum) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        Counted {
            table: table.to_owned(),
            rows: self.rows,
            digest,
        }
    }
}

/// A value as bytes; none of a null.
fn bytes(value: &Bind) -> Option<Vec<u8>> {
    match value {
        Bind::Int(value) => value.map(|value| value.to_be_bytes().to_vec()),
        Bind::Text(value) => value.as_ref().map(|value| value.clone().into_bytes()),
        Bind::Id(value) => value.map(|value| value.as_bytes().to_vec()),
        Bind::Bytes(value) => value.clone(),
        Bind::Real(value) => value.map(|value| value.to_bits().to_be_bytes().to_vec()),
    }
}

fn names(columns: &[(String, Kind)]) -> Vec<String> {
    columns.iter().map(|(name, _)| name.clone()).collect()
}

fn stream<'a>(tx: &'a mut Tx, text: String) -> BoxStream<'a, Result<Row, sqlx::Error>> {
    let query = AssertSqlSafe(text);
    match &mut tx.open {
        Open::Sqlite(tx) => sqlx::query(query)
            .fetch(&mut **tx)
            .map_ok(Row::Sqlite)
            .boxed(),
        Open::Postgres(tx) => sqlx::query(query)
            .fetch(&mut **tx)
            .map_ok(Row::Postgres)
            .boxed(),
    }
}

fn values(row: &Row, columns: &[(String, Kind)]) -> Result<Vec<Bind>, Fault> {
    let read = columns.iter().map(|(name, kind)| kind.value(row, name));
    read.collect()
}

/// Copies every row; what it gives is of the source.
pub(super) async fn copy(
    source: &mut Tx,
    target: &mut Tx,
    table: &str,
    columns: &[(String, Kind)],
) -> Result<Counted, Fault> {
    let names = names(columns);
    let at_once = (VALUES_MAX / names.len()).clamp(1, ROWS_MAX);
    let mut rows = stream(source, dialect::rows_of(table, &names));
    let mut tally = Tally::default();
    let mut waiting: Vec<Vec<Bind>> = Vec::with_capacity(at_once);
    while let Some(row) = rows.try_next().await? {
        let row = values(&row, columns)?;
        tally.add(&row);
        waiting.push(row);
        if waiting.len() == at_once {
            let written = std::mem::take(&mut waiting);
            write(target, table, &names, written).await?;
        }
    }
    if !waiting.is_empty() {
        write(target, table, &names, waiting).await?;
    }
    Ok(tally.counted(table))
}

async fn write(
    target: &mut Tx,
    table: &str,
    names: &[String],
    rows: Vec<Vec<Bind>>,
) -> Result<(), Fault> {
    let text = dialect::rows_into(table, names, rows.len());
    let binds = rows.into_iter().flatten().collect();
    target.run(text, binds).await.map(|_| ())
}

/// Counts and digests every row.
pub(super) async fn count(
    tx: &mut Tx,
    table: &str,
    columns: &[(String, Kind)],
) -> Result<Counted, Fault> {
    let mut rows = stream(tx, dialect::rows_of(table, &names(columns)));
    let mut tally = Tally::default();
    while let Some(row) = rows.try_next().await? {
        tally.add(&values(&row, columns)?);
    }
    Ok(tally.counted(table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_rows_apart_and_not_their_order() {
        let text = |word: &str| Bind::Text(Some(word.to_owned()));
        let of = |rows: &[&[Bind]]| {
            let mut tally = Tally::default();
            rows.iter().for_each(|row| tally.add(row));
            tally.counted("a")
        };
        let (one, two) = ([text("a"), text("b")], [text("c"), Bind::Int(None)]);
        assert_eq!(of(&[&one, &two]), of(&[&two, &one]));
        for other in [
            [text("ab"), text("")],
            [text("a"), text("")],
            [text("a"), Bind::Text(None)],
            [text("b"), text("a")],
        ] {
            assert_ne!(of(&[&one]), of(&[&other]), "{other:?}");
        }
        assert_ne!(of(&[&one]), of(&[&one, &one]));
        assert_ne!(
            of(&[&[Bind::Real(Some(1.0))]]),
            of(&[&[Bind::Real(Some(1.5))]])
        );
        assert_ne!(of(&[&[Bind::Int(None)]]), of(&[&[Bind::Int(Some(0))]]));
    }

    #[test]
    fn ids_are_ids_on_whichever_side_says_so_and_a_text_is_no_number() {
        assert_eq!(Kind::Bytes.with(Kind::Id), Some(Kind::Id));
        assert_eq!(Kind::Id.with(Kind::Bytes), Some(Kind::Id));
        assert_eq!(Kind::Bytes.with(Kind::Bytes), Some(Kind::Bytes));
        assert_eq!(Kind::Text.with(Kind::Int), None);
        assert_eq!(Kind::read("jsonb"), None);
    }
}
