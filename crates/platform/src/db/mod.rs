//! Both databases behind one type: SQLite (one writer, several readers) and PostgreSQL. SQL is
//! written once with `$n`; what truly differs is in `dialect.rs`. No ORM, no storage trait.

pub mod across;
mod acting;
mod bind;
mod copy;
pub mod dialect;
pub mod migrate;
pub mod role_settings;
mod row;
mod statement;
mod tx;
pub mod wall;

pub use acting::{Acting, Reach, acting, becomes, same, who};
pub use bind::Bind;
pub use copy::{Sink, Stand};
pub use row::{Column, Row};
pub use statement::Statement;
pub use tx::Tx;

use crate::fault::Fault;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tx::Open;

/// How long a request waits for a connection before it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
/// Readers of one SQLite file. Reads are short; more would only contend for the page cache.
const SQLITE_READERS: u32 = 4;

/// A pair of SQLite pools or one PostgreSQL pool. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// One file, one writer at a time, readers beside it (WAL).
    Sqlite {
        /// The only connection that writes.
        writer: SqlitePool,
        /// Connections that only read.
        readers: SqlitePool,
        /// Whose turn it is among those who write behind the others.
        behind: Arc<Mutex<()>>,
    },
    /// A PostgreSQL server, shared by several processes if need be.
    Postgres(Pools),
}

/// Connections to PostgreSQL, by role; all are one pool where a single role serves.
#[derive(Debug, Clone)]
pub struct Pools {
    /// Requests are answered as this role.
    web: PgPool,
    /// What the platform does behind.
    worker: PgPool,
    /// What is done where nobody said who acts.
    unsaid: PgPool,
    /// In whose name it is.
    otherwise: Acting,
    /// The roles that whoever migrates makes room for.
    roles: Option<wall::Roles>,
}

impl Pools {
    /// Ends every connection; running statements finish first.
    pub async fn close(&self) {
        self.web.close().await;
        self.worker.close().await;
        self.unsaid.close().await;
    }

    async fn begin(
        &self,
        begin: &str,
    ) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, Fault> {
        let (pool, acting) = match who() {
            None => (&self.unsaid, self.otherwise.clone()),
            Some(Acting::Platform) => (&self.worker, Acting::Platform),
            Some(who) => (&self.web, who),
        };
        begin_to_the_end(pool, acting.told(begin)).await
    }
}

impl Db {
    /// Opens a SQLite file, made when absent. Every commit is flushed to disk.
    ///
    /// # Errors
    /// When the file or its folder cannot be opened.
    pub async fn sqlite(file: &Path) -> Result<Db, Fault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(400)
            // Rows cross from the thread that reads to the one that asked: fifty at a time, both wait for each other.
            .row_buffer_size(4_096)
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "memory")
            // What is deleted is overwritten: the key of an erased file does not stay on a free page.
            .pragma("secure_delete", "on");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options.clone())
            .await
            .map_err(|e| Fault::from(e).context(format!("opening `{}`", file.display())))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await?;
        Ok(Db::Sqlite {
            writer,
            readers,
            behind: Arc::default(),
        })
    }

    /// Connects to PostgreSQL by URL.
    ///
    /// # Errors
    /// When the URL is malformed or the server does not answer.
    pub async fn postgres(url: &str, connections_max: u32) -> Result<Db, Fault> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("faisceau")
            .statement_cache_capacity(400);
        let pool = PgPoolOptions::new()
            .max_connections(connections_max)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await
            .map_err(|e| Fault::from(e).context("connecting to PostgreSQL"))?;
        Ok(Db::Postgres(Pools {
            web: pool.clone(),
            worker: pool.clone(),
            unsaid: pool,
            otherwise: Acting::Platform,
            roles: None,
        }))
    }

    /// Starts a transaction that writes. On SQLite it holds the only writer: keep it short.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn write(&self) -> Result<Tx, Fault> {
        Ok(Tx::over(self.open().await?, None))
    }

    /// The same for what nobody waits for: jobs, seals, what is counted again. On SQLite such
    /// transactions ask for the writer one at a time, so that a filing waits behind one of them at
    /// most, however much is left to do; their authors keep each one short. PostgreSQL needs no turns.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn write_behind(&self) -> Result<Tx, Fault> {
        let turn = match self {
            Db::Sqlite { behind, .. } => Some(behind.clone().lock_owned().await),
            Db::Postgres(_) => None,
        };
        Ok(Tx::over(self.open().await?, turn))
    }

    async fn open(&self) -> Result<Open, Fault> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Open::Sqlite(begin_writing(writer).await?),
            Db::Postgres(pools) => Open::Postgres(pools.begin(dialect::BEGIN).await?),
        })
    }

    /// Starts a transaction that only reads: one consistent picture for a whole page.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn read(&self) -> Result<Tx, Fault> {
        let open = match self {
            Db::Sqlite { readers, .. } => Open::Sqlite(readers.begin().await?),
            Db::Postgres(pools) => Open::Postgres(pools.begin(dialect::BEGIN_READING).await?),
        };
        Ok(Tx::over(open, None))
    }

    /// Asks the database whether it understands a statement, without running it.
    ///
    /// # Errors
    /// What the database says of it.
    pub async fn prepare(&self, statement: &Statement) -> Result<(), Fault> {
        use sqlx::{Executor, SqlSafeStr};
        match self {
            Db::Sqlite { readers, .. } => {
                readers
                    .prepare(statement.sqlite.into_sql_str())
                    .await
                    .map(|_| ())?;
            }
            Db::Postgres(pools) => {
                pools
                    .unsaid
                    .prepare(statement.postgres.into_sql_str())
                    .await
                    .map(|_| ())?;
            }
        }
        Ok(())
    }

    /// Brings what was written ahead into the file and empties what it was written ahead in: pages of before a
    /// deletion stay nowhere. Readers may delay it: false when they did. PostgreSQL keeps no such file of ours.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn empty_write_ahead(&self) -> Result<bool, Fault> {
        use sqlx::Row as _;
        let Db::Sqlite { writer, .. } = self else {
            return Ok(true);
        };
        let row = sqlx::query(dialect::EMPTY_WRITE_AHEAD)
            .fetch_one(writer)
            .await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    /// The roles that whoever migrates makes room for.
    fn roles_wanted(&self) -> Option<wall::Roles> {
        match self {
            Db::Sqlite { .. } => None,
            Db::Postgres(pools) => pools.roles.clone(),
        }
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    /// Ends every connection; running statements finish first.
    pub async fn close(&self) {
        match self {
            Db::Sqlite {
                writer, readers, ..
            } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pools) => pools.close().await,
        }
    }
}

/// Takes the writer. SQLite ends a transaction by itself when the disk is full, and the driver, whose `rollback` then
/// finds none, takes it for open for ever: such a connection is closed, or nothing would be written any more
/// once there is room.
async fn begin_writing(
    writer: &SqlitePool,
) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, Fault> {
    match writer.begin_with(dialect::BEGIN_WRITING).await {
        Err(sqlx::Error::InvalidSavePointStatement) => {
            writer.acquire().await?.close().await?;
            Ok(writer.begin_with(dialect::BEGIN_WRITING).await?)
        }
        begun => Ok(begun?),
    }
}

/// Begins to the end, even if whoever asked goes away meanwhile (a browser that leaves, a task that is
/// stopped): the driver counts a transaction once `BEGIN` is answered, so that one dropped in between
/// stayed open on its connection, and the next to take it wrote in what could only be read.
async fn begin_to_the_end(
    pool: &PgPool,
    statement: String,
) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, Fault> {
    let pool = pool.clone();
    let statement = AssertSqlSafe(statement);
    let begun = tokio::spawn(async move { pool.begin_with(statement).await });
    Ok(begun.await??)
}
