//! A whole database out of a running installation, as of one instant, and back into an empty one. SQLite
//! gives a copy of its file; PostgreSQL the text of a script that `psql` runs too, table after table, in an
//! order that its foreign keys bear. Nobody waits meanwhile. The history of the schema stays behind: who
//! loads makes the schema first.

use super::tx::Open;
use super::{Db, Tx, dialect};
use crate::binds;
use crate::fault::Fault;
use crate::journal;
use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read};
use std::path::Path;

/// Bytes handed on at once.
const CHUNK_BYTES: usize = 256 * 1024;
/// Longest line of a script: a row holds no file, and a narrative is bounded at the door.
const LINE_BYTES_MAX: u64 = 256 << 20;

/// Where the database stood at the instant of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The version of its schema.
    pub schema: i64,
    /// Rows in the chain of the journal.
    pub position: i64,
    /// The head of that chain.
    pub head: [u8; 32],
    /// Rows of the journal that waited for the sealer.
    pub unsealed: i64,
}

/// Takes the bytes of a copy as they come.
pub type Sink<'a> = &'a mut (dyn FnMut(&[u8]) -> Result<(), Fault> + Send);

impl Db {
    /// Copies the database as of now. `scratch` names a file that does not exist, on the volume of the
    /// database: SQLite's copy lies there while it is read, and is gone at the end.
    ///
    /// # Errors
    /// When the database, the scratch file or the sink fails, or when SQLite finds its copy broken.
    pub async fn copy_out(&self, scratch: &Path, sink: Sink<'_>) -> Result<Stand, Fault> {
        match self {
            Db::Sqlite { readers, .. } => {
                let mut connection = readers.acquire().await?;
                let text = AssertSqlSafe(dialect::vacuum_into(&scratch.to_string_lossy()));
                let copied = sqlx::raw_sql(text).execute(&mut *connection).await;
                drop(connection);
                let read = match copied {
                    Ok(_) => read_file(scratch, sink).await,
                    Err(e) => Err(e.into()),
                };
                if scratch.exists() {
                    std::fs::remove_file(scratch)?;
                }
                read
            }
            Db::Postgres(_) => script_out(self.read().await?, sink).await,
        }
    }

    /// Loads a script written by [`Db::copy_out`] on PostgreSQL into a database that has the same schema
    /// and nothing worth keeping; all or nothing.
    ///
    /// # Errors
    /// When the script is not one of ours, or the database refuses it.
    pub async fn load_script(&self, script: &mut (dyn BufRead + Send)) -> Result<(), Fault> {
        let mut tx = self.write().await?;
        let tables = tables(&mut tx).await?;
        run(&mut tx, dialect::empty_tables(tables.keys())).await?;
        while let Some(line) = line(script)? {
            if let Some(begins) = line.strip_prefix(dialect::COPY) {
                let (name, _) = begins.split_once(' ').unwrap_or((begins, ""));
                let known = tables.get(name);
                let known = known.ok_or_else(|| strange(&format!("a table `{name}`")))?;
                if line != dialect::copy_in(name, known) {
                    return Err(strange(&format!("other columns of `{name}`")));
                }
                rows_in(&mut tx, &line, script).await?;
            } else if let Some(number) = line.strip_prefix(dialect::NUMBERS) {
                let number: i64 = number
                    .trim_end_matches(", true);")
                    .parse()
                    .map_err(|_| strange("a number"))?;
                run(&mut tx, format!("{}{number}, true);", dialect::NUMBERS)).await?;
            } else if !line.is_empty() && !line.starts_with("--") {
                return Err(strange("a line"));
            }
        }
        tx.commit().await
    }

    /// Whether nothing was ever done in this database.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn is_unused(&self) -> Result<bool, Fault> {
        let mut tx = self.read().await?;
        let made = tx.one(&dialect::HAS_JOURNAL, binds![]).await?;
        if made.get::<i64>("n")? == 0 {
            return Ok(true);
        }
        let rows = tx.one(&journal::store::COUNT, binds![]).await?;
        Ok(rows.get::<i64>("n")? == 0)
    }
}

fn strange(what: &str) -> Fault {
    Fault::new(format!(
        "the copy of the database holds {what} that this program does not know"
    ))
}

pub(super) async fn run(tx: &mut Tx, text: String) -> Result<(), Fault> {
    let text = AssertSqlSafe(text);
    match &mut tx.open {
        Open::Sqlite(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(|_| ())?,
        Open::Postgres(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(|_| ())?,
    }
    Ok(())
}

/// Reads the copy of a SQLite file: first whether it is whole and where it stands, then its bytes.
async fn read_file(copy: &Path, sink: Sink<'_>) -> Result<Stand, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(copy)
        .read_only(true)
        .immutable(true);
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await?;
    let mut tx = Tx::over(Open::Sqlite(pool.begin().await?), None);
    let found = tx.one(&dialect::WHOLE, binds![]).await?;
    let found: String = found.get("found")?;
    if found != "ok" {
        return Err(Fault::new(format!("the database is damaged: {found}")));
    }
    let stand = stand(&mut tx).await?;
    tx.rollback().await?;
    pool.close().await;
    let mut file = std::fs::File::open(copy)?;
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(stand);
        }
        sink(&chunk[..read])?;
    }
}

async fn stand(tx: &mut Tx) -> Result<Stand, Fault> {
    let version = tx.one(&dialect::VERSION, binds![]).await?;
    let chain = journal::read::chain_state(tx).await?;
    let (position, head) = match chain.head {
        Some((position, head, _)) => (position, head),
        None => (0, faisceau_domain::journal::GENESIS),
    };
    Ok(Stand {
        schema: version.get("version")?,
        position,
        head,
        unsealed: chain.unsealed,
    })
}

/// The tables to copy, with their columns as they are written in a script.
async fn tables(tx: &mut Tx) -> Result<BTreeMap<String, String>, Fault> {
    let rows = tx.all(&dialect::TABLES, binds![]).await?;
    let named = |row: &super::Row| Ok((row.get("name")?, row.get("columns")?));
    rows.iter().map(named).collect()
}

/// Parents before those that refer to them.
pub(super) fn in_order<T>(
    tables: &BTreeMap<String, T>,
    mut refers: BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<String>, Fault> {
    let mut order: Vec<String> = Vec::with_capacity(tables.len());
    while order.len() < tables.len() {
        let next = tables.keys().find(|name| {
            let waits = refers.get(*name).is_some_and(|parents| !parents.is_empty());
            !order.contains(name) && !waits
        });
        let next = next.ok_or_else(|| Fault::new("tables refer to each other in a circle"))?;
        for parents in refers.values_mut() {
            parents.remove(next);
        }
        order.push(next.clone());
    }
    Ok(order)
}

async fn script_out(mut tx: Tx, sink: Sink<'_>) -> Result<Stand, Fault> {
    let stand = stand(&mut tx).await?;
    let tables = tables(&mut tx).await?;
    let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in tx.all(&dialect::REFERENCES, binds![]).await? {
        let (child, parent): (String, String) = (row.get("child")?, row.get("parent")?);
        if child != parent {
            refers.entry(child).or_default().insert(parent);
        }
    }
    sink(b"-- A copy of the tables of faisceau, schema ")?;
    sink(format!("{}\n", stand.schema).as_bytes())?;
    for name in in_order(&tables, refers)? {
        let columns = &tables[&name];
        sink(format!("{}\n", dialect::copy_in(&name, columns)).as_bytes())?;
        let Open::Postgres(open) = &mut tx.open else {
            return Err(Fault::new("only PostgreSQL gives a script"));
        };
        let mut rows = open
            .copy_out_raw(&dialect::copy_out(&name, columns))
            .await?;
        while let Some(chunk) = rows.try_next().await? {
            sink(&chunk)?;
        }
        drop(rows);
        sink(b"\\.\n")?;
    }
    // Read after the rows: no number of theirs is given twice.
    let number = tx.one(&dialect::LAST_NUMBER, binds![]).await?;
    if let Some(number) = number.get::<Option<i64>>("value")? {
        sink(format!("{}{number}, true);\n", dialect::NUMBERS).as_bytes())?;
    }
    tx.rollback().await?;
    Ok(stand)
}

/// One line of a script, without its end; none at the end of the script.
fn line(script: &mut (dyn BufRead + Send)) -> Result<Option<String>, Fault> {
    let bytes = raw_line(script)?;
    match bytes.is_empty() {
        true => Ok(None),
        false => Ok(Some(
            String::from_utf8(bytes)?.trim_end_matches('\n').to_owned(),
        )),
    }
}

fn raw_line(script: &mut (dyn BufRead + Send)) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    script.take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes)?;
    if bytes.last().is_some_and(|last| *last != b'\n') {
        return Err(strange("a line without end"));
    }
    Ok(bytes)
}

async fn rows_in(
    tx: &mut Tx,
    statement: &str,
    script: &mut (dyn BufRead + Send),
) -> Result<(), Fault> {
    let Open::Postgres(open) = &mut tx.open else {
        return Err(Fault::new("only PostgreSQL takes a script"));
    };
    let mut copy = open.copy_in_raw(statement).await?;
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK_BYTES * 2);
    loop {
        let row = raw_line(script)?;
        if row.is_empty() {
            return Err(strange("a table without end"));
        }
        if row == b"\\.\n" {
            break;
        }
        chunk.extend_from_slice(&row);
        if chunk.len() >= CHUNK_BYTES {
            copy.send(std::mem::take(&mut chunk)).await?;
        }
    }
    copy.send(chunk).await?;
    copy.finish().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_referred_to_comes_first_and_a_circle_is_refused() {
        let named = |names: &[&str]| -> BTreeMap<String, String> {
            let names = names.iter().map(|name| ((*name).to_owned(), String::new()));
            names.collect()
        };
        let refer = |pairs: &[(&str, &str)]| {
            let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (child, parent) in pairs {
                let parents = refers.entry((*child).to_owned()).or_default();
                parents.insert((*parent).to_owned());
            }
            refers
        };
        let order = in_order(&named(&["a", "b", "c"]), refer(&[("a", "b"), ("b", "c")]));
        assert_eq!(order.expect("no circle"), ["c", "b", "a"]);
        assert!(in_order(&named(&["a", "b"]), refer(&[("a", "b"), ("b", "a")])).is_err());
    }
}
