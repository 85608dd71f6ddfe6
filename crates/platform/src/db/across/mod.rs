//! One whole database into another, row by row, whatever kind each is of: how an installation moves between SQLite
//! and PostgreSQL. Nothing writes in the source meanwhile. The target is marked until everything was compared
//! ([`finish`]); a marked database serves nothing. What each kind makes for itself stays behind: the history of the
//! schema, and the index of full text, which whoever asks makes again.

pub mod dialect;
mod rows;

use super::tx::Open;
use super::{Db, Statement, Tx, copy, migrate};
use crate::binds;
use crate::content::Content;
use crate::fault::{Error, Fault, Outcome};
use rows::Kind;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteLockingMode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file.
    Sqlite(PathBuf),
    /// The address of a server and database; it may hold a password, so it is never printed.
    Postgres(String),
}

/// Sessions of one copy on a server of PostgreSQL.
const CONNECTIONS: u32 = 4;
/// How long a database is asked whether somebody else uses it.
const ALONE_WITHIN: Duration = Duration::from_secs(2);
/// Time between two such questions.
const ASKED_EVERY: Duration = Duration::from_millis(50);
/// Tables each kind of database makes for itself; the index of full text begins with [`INDEX`].
const OWN: [&str; 2] = ["schema_version", "counters"];
/// What begins the names of the index of full text.
const INDEX: &str = "search_";

/// Why nothing is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No database stands there.
    Absent,
    /// A program of the installation uses the source.
    SourceServed,
    /// A program uses the target.
    TargetServed,
    /// The source is itself a copy that was not finished.
    SourceUnfinished,
    /// The target holds an installation.
    NotEmpty,
    /// The schema of the source is not this program's.
    Version {
        /// The version of its schema.
        found: i64,
        /// The one this program makes.
        wanted: i64,
    },
    /// What is on one side is not on the other: which, in words for the operator.
    Differs(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refused::Absent => "there is no installation to copy there",
            Refused::SourceServed => {
                "a program uses the database to copy: stop every `serve` and `work` first"
            }
            Refused::TargetServed => "a program uses the database to copy into: stop it first",
            Refused::SourceUnfinished => {
                "the database to copy is itself a copy that was not finished"
            }
            Refused::NotEmpty => {
                "the database to copy into holds an installation: give an empty one"
            }
            Refused::Version { found, wanted } => {
                return write!(
                    f,
                    "the database to copy is at version {found} and this program makes {wanted}: \
                     run `faisceau migrate` on it first"
                );
            }
            Refused::Differs(what) => {
                return write!(f, "the copy is not the same, and serves nothing: {what}");
            }
        })
    }
}

impl std::error::Error for Refused {}

/// One table, as it was found on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// What tells its rows from others, in whatever order they come.
    pub digest: [u8; 32],
}

/// A copy whose rows are all there; the source is held until this is dropped.
#[derive(Debug)]
pub struct Copied {
    /// Every table, the same on both sides.
    pub tables: Vec<Counted>,
    _held: Tx,
}

impl Place {
    /// Reads `sqlite:FILE`, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// Says what is understood.
    pub fn parse(word: &str) -> Result<Place, String> {
        if word.starts_with("postgres://") || word.starts_with("postgresql://") {
            return Ok(Place::Postgres(word.to_owned()));
        }
        match word.strip_prefix("sqlite:") {
            Some(file) if !file.trim_start_matches('/').is_empty() => {
                let file = file.strip_prefix("//").unwrap_or(file);
                Ok(Place::Sqlite(PathBuf::from(file)))
            }
            _ => Err("sqlite:FILE or postgres://USER@HOST/DATABASE".to_owned()),
        }
    }

    /// Opens the database to copy.
    ///
    /// # Errors
    /// [`Refused::Absent`] and [`Refused::SourceServed`]; a fault when it cannot be opened.
    pub async fn open_source(&self) -> Outcome<Db, Refused> {
        if let Place::Sqlite(file) = self
            && !file.is_file()
        {
            return Err(Error::Refused(Refused::Absent));
        }
        self.open_alone(Refused::SourceServed).await
    }

    /// Opens the database to copy into; a file is made when absent.
    ///
    /// # Errors
    /// [`Refused::TargetServed`]; a fault when it cannot be opened.
    pub async fn open_target(&self) -> Outcome<Db, Refused> {
        self.open_alone(Refused::TargetServed).await
    }

    async fn open_alone(&self, served: Refused) -> Outcome<Db, Refused> {
        match self {
            Place::Sqlite(file) => {
                if file.is_file() && !alone(file).await? {
                    return Err(Error::Refused(served));
                }
                Ok(Db::sqlite(file).await?)
            }
            Place::Postgres(url) => {
                let db = Db::postgres(url, CONNECTIONS).await?;
                match alone_on(&db).await? {
                    true => Ok(db),
                    false => Err(Error::Refused(served)),
                }
            }
        }
    }
}

/// Whether no program has the file open: who asks for all of it is refused while one does.
async fn alone(file: &Path) -> Result<bool, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(ALONE_WITHIN);
    let asked = async {
        let mut connection = options.connect().await?;
        let begun = sqlx::raw_sql(dialect::ALONE);
        begun.execute(&mut connection).await?;
        sqlx::Connection::close(connection).await
    };
    match asked.await {
        Ok(()) => Ok(true),
        Err(sqlx::Error::Database(told)) if is_busy(told.code().as_deref()) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// The same for a server of PostgreSQL, where a session ends a moment after who held it.
async fn alone_on(db: &Db) -> Result<bool, Fault> {
    let begun = std::time::Instant::now();
    loop {
        let mut tx = db.read().await?;
        let others = tx.one(&dialect::OTHERS, binds![]).await?;
        tx.rollback().await?;
        if others.get::<i64>("n")? == 0 {
            return Ok(true);
        }
        if begun.elapsed() > ALONE_WITHIN {
            return Ok(false);
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
}

/// SQLite's words for: somebody else holds it, or recovers it.
fn is_busy(code: Option<&str>) -> bool {
    ["5", "261", "517"].contains(&code.unwrap_or_default())
}

/// Copies every row of an installation into an empty database, and compares what is on both sides. The target stays
/// marked: [`finish`] lets it serve.
///
/// # Errors
/// See [`Refused`].
pub async fn copy(from: &Db, to: &Db, content: &Content) -> Outcome<Copied, Refused> {
    let mut source = from.write().await?;
    let version = version_of(&mut source, content, from.is_postgres()).await?;
    if !is_marked(to).await? && !to.is_unused().await? {
        return Err(Error::Refused(Refused::NotEmpty));
    }
    migrate::mark(to).await?;
    migrate::migrate_to(to, content, version).await?;
    let mut target = to.write().await?;
    let tables = common(&mut source, &mut target).await?;
    let order = order(&mut target, &tables).await?;
    hold(&mut source, &order).await?;
    for name in order.iter().rev() {
        copy::run(&mut target, dialect::empty(name)).await?;
    }
    let mut counted = Vec::with_capacity(order.len());
    for name in &order {
        let copied = rows::copy(&mut source, &mut target, name, &tables[name]).await;
        counted.push(copied.map_err(|e| e.context(format!("copying the table `{name}`")))?);
    }
    go_on(&mut source, &mut target).await?;
    target.commit().await?;
    let mut target = to.read().await?;
    for there in &counted {
        let here = rows::count(&mut target, &there.table, &tables[&there.table]).await?;
        if here != *there {
            let what = format!("the table `{}`", there.table);
            return Err(Error::Refused(Refused::Differs(what)));
        }
    }
    target.rollback().await?;
    Ok(Copied {
        tables: counted,
        _held: source,
    })
}

/// The version of the source, when it is this program's and no copy left half-made.
async fn version_of(tx: &mut Tx, content: &Content, postgres: bool) -> Outcome<i64, Refused> {
    if !there_is(tx, &dialect::HAS_HISTORY).await? {
        return Err(Error::Refused(Refused::Absent));
    }
    if there_is(tx, &dialect::MARKED).await? {
        return Err(Error::Refused(Refused::SourceUnfinished));
    }
    let found = tx.one(&super::dialect::VERSION, binds![]).await?;
    let (found, wanted) = (found.get("version")?, migrate::newest(content, postgres)?);
    if found != wanted {
        return Err(Error::Refused(Refused::Version { found, wanted }));
    }
    Ok(found)
}

async fn there_is(tx: &mut Tx, statement: &Statement) -> Result<bool, Fault> {
    Ok(tx.one(statement, binds![]).await?.get::<i64>("n")? > 0)
}

/// Whether a copy into this database was begun and not finished.
///
/// # Errors
/// When it cannot be read.
pub async fn is_marked(db: &Db) -> Result<bool, Fault> {
    let mut tx = db.read().await?;
    let marked = there_is(&mut tx, &dialect::HAS_HISTORY).await?
        && there_is(&mut tx, &dialect::MARKED).await?;
    tx.rollback().await?;
    Ok(marked)
}

/// Lets the copy serve, in the transaction that tells it to its journal.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx) -> Result<(), Fault> {
    tx.execute(&dialect::UNMARK, binds![]).await.map(|_| ())
}

/// The columns of every table to copy. SQLite keeps ids as bytes: where PostgreSQL says what a column is, it is that.
async fn common(
    source: &mut Tx,
    target: &mut Tx,
) -> Outcome<BTreeMap<String, Vec<(String, Kind)>>, Refused> {
    let (mut there, here) = (tables(source).await?, tables(target).await?);
    for (name, columns) in &mut there {
        let differs = || Error::Refused(Refused::Differs(format!("the columns of `{name}`")));
        let other = here.get(name).ok_or_else(differs)?;
        if columns.len() != other.len() {
            return Err(differs());
        }
        for ((column, kind), (named, as_kind)) in columns.iter_mut().zip(other) {
            if column != named {
                return Err(differs());
            }
            *kind = kind.with(*as_kind).ok_or_else(differs)?;
        }
    }
    if let Some(name) = here.keys().find(|name| !there.contains_key(*name)) {
        let what = format!("the table `{name}`");
        return Err(Error::Refused(Refused::Differs(what)));
    }
    Ok(there)
}

async fn tables(tx: &mut Tx) -> Result<BTreeMap<String, Vec<(String, Kind)>>, Fault> {
    let mut found: BTreeMap<String, Vec<(String, Kind)>> = BTreeMap::new();
    for row in tx.all(&dialect::COLUMNS, binds![]).await? {
        let table: String = row.get("of_table")?;
        if OWN.contains(&table.as_str()) || table.starts_with(INDEX) {
            continue;
        }
        let kind = row.word("kind", Kind::read)?;
        found
            .entry(table)
            .or_default()
            .push((row.get("name")?, kind));
    }
    Ok(found)
}

/// Parents before those that refer to them.
async fn order<T>(tx: &mut Tx, tables: &BTreeMap<String, T>) -> Result<Vec<String>, Fault> {
    let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in tx.all(&super::dialect::REFERENCES, binds![]).await? {
        let (child, parent): (String, String) = (row.get("child")?, row.get("parent")?);
        if child != parent {
            refers.entry(child).or_default().insert(parent);
        }
    }
    copy::in_order(tables, refers)
}

/// From here on nobody writes in the source; on SQLite its only writer is ours already.
async fn hold(source: &mut Tx, tables: &[String]) -> Result<(), Fault> {
    match source.open {
        Open::Sqlite(_) => Ok(()),
        Open::Postgres(_) => copy::run(source, dialect::hold(tables)).await,
    }
}

/// No reference is given twice: numbers go on where they were.
async fn go_on(source: &mut Tx, target: &mut Tx) -> Result<(), Fault> {
    let last = source.one(&super::dialect::LAST_NUMBER, binds![]).await?;
    target.execute(&dialect::FORGET_COUNTERS, binds![]).await?;
    match last.get::<Option<i64>>("value")? {
        Some(last) => target.all(&dialect::GO_ON, binds![last]).await.map(|_| ()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use std::path::PathBuf;

    #[test]
    fn a_place_is_a_file_or_an_address() {
        for word in ["sqlite:/a/b.db", "sqlite:///a/b.db"] {
            assert_eq!(
                Place::parse(word),
                Ok(Place::Sqlite(PathBuf::from("/a/b.db")))
            );
        }
        assert_eq!(
            Place::parse("sqlite:b.db"),
            Ok(Place::Sqlite(PathBuf::from("b.db")))
        );
        assert!(matches!(
            Place::parse("postgres://u@h/d"),
            Ok(Place::Postgres(_))
        ));
        for wrong in ["", "b.db", "sqlite:", "sqlite://", "mysql://h/d"] {
            assert!(Place::parse(wrong).is_err(), "{wrong}");
        }
    }
}
