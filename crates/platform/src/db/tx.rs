//! A transaction over either database. Dropped without `commit`, it changes nothing.

use super::{Bind, Row, Statement};
use crate::fault::Fault;
use futures_util::future::BoxFuture;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{Notify, OwnedMutexGuard};

/// A transaction.
pub struct Tx {
    pub(super) open: Open,
    /// Held by who writes behind the others.
    turn: Option<OwnedMutexGuard<()>>,
    bells: Vec<Arc<Notify>>,
    after: Vec<BoxFuture<'static, ()>>,
    /// Rows that an erasure took, by class.
    taken: BTreeMap<&'static str, u64>,
    /// How many times it was let over units, and not kept within them again.
    pub(super) over: u32,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tx({:?})", self.open)
    }
}

/// The database under a transaction.
#[derive(Debug)]
pub(super) enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Binds every value, in order, to a query of either database.
macro_rules! bound {
    ($query:expr, $binds:expr) => {{
        let mut query = $query;
        for bind in $binds {
            query = match bind {
                Bind::Int(v) => query.bind(v),
                Bind::Text(v) => query.bind(v),
                Bind::Id(v) => query.bind(v),
                Bind::Bytes(v) => query.bind(v),
                Bind::Real(v) => query.bind(v),
            };
        }
        query
    }};
}

impl Tx {
    pub(super) fn over(open: Open, turn: Option<OwnedMutexGuard<()>>) -> Tx {
        Tx {
            open,
            turn,
            bells: Vec::new(),
            after: Vec::new(),
            taken: BTreeMap::new(),
            over: 0,
        }
    }

    /// Rings a bell of this process once what is written here is durable; never when it is not.
    /// Other processes hear nothing and look by themselves.
    pub fn rings(&mut self, bell: &Arc<Notify>) {
        self.bells.push(bell.clone());
    }

    /// Does this once what is written here is durable, before `commit` returns; never when it is not. It must
    /// bear not being done: a process may stop in between.
    pub fn afterwards(&mut self, work: BoxFuture<'static, ()>) {
        self.after.push(work);
    }

    /// Runs a statement; returns how many rows it changed.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn execute(&mut self, statement: &Statement, binds: Vec<Bind>) -> Result<u64, Fault> {
        let done = match &mut self.open {
            Open::Sqlite(tx) => bound!(sqlx::query(statement.sqlite), binds)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
            Open::Postgres(tx) => bound!(sqlx::query(statement.postgres), binds)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
        };
        done.map_err(|e| Fault::from(e).context(format!("statement {}", statement.name)))
    }

    /// Runs a statement that erases, and counts the rows it took under a class of data, for whoever certifies the
    /// erasure.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn take(
        &mut self,
        class: &'static str,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<u64, Fault> {
        let rows = self.execute(statement, binds).await?;
        self.took(class, rows);
        Ok(rows)
    }

    /// Counts rows erased by other means under a class of data.
    pub fn took(&mut self, class: &'static str, rows: u64) {
        *self.taken.entry(class).or_default() += rows;
    }

    /// The rows counted by [`Tx::take`] so far, by class.
    #[must_use]
    pub fn taken(&self) -> &BTreeMap<&'static str, u64> {
        &self.taken
    }

    /// Runs a statement and returns all its rows: bound every list with a `limit`.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn all(
        &mut self,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<Vec<Row>, Fault> {
        let rows: Result<Vec<Row>, sqlx::Error> = match &mut self.open {
            Open::Sqlite(tx) => bound!(sqlx::query(statement.sqlite), binds)
                .fetch_all(&mut **tx)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Open::Postgres(tx) => bound!(sqlx::query(statement.postgres), binds)
                .fetch_all(&mut **tx)
                .await
                .map(|rows| rows.into_iter().map(Row::Postgres).collect()),
        };
        rows.map_err(|e| Fault::from(e).context(format!("statement {}", statement.name)))
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn optional(
        &mut self,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<Option<Row>, Fault> {
        Ok(self.all(statement, binds).await?.into_iter().next())
    }

    /// The one row a statement must give.
    ///
    /// # Errors
    /// A fault when there is none.
    pub async fn one(&mut self, statement: &Statement, binds: Vec<Bind>) -> Result<Row, Fault> {
        self.optional(statement, binds)
            .await?
            .ok_or_else(|| Fault::new(format!("statement {} gave no row", statement.name)))
    }

    /// Runs an `insert … values ($1, …, $n) …` for many rows, several to a statement. The tuple is
    /// the only one in the text; what follows it (`on conflict …`) may not hold a `$n`.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn insert_many(
        &mut self,
        statement: &Statement,
        rows: Vec<Vec<Bind>>,
    ) -> Result<u64, Fault> {
        let mut done = 0;
        let mut rows = rows.into_iter().peekable();
        let mut left = rows.len();
        while rows.peek().is_some() {
            // A few rows go in one statement; more, by powers of two, so that few distinct texts
            // are prepared.
            let size = if left <= 8 {
                left
            } else {
                1 << left.ilog2().min(6)
            };
            let chunk: Vec<Vec<Bind>> = rows.by_ref().take(size).collect();
            left -= chunk.len();
            done += self.insert_chunk(statement, chunk).await?;
        }
        Ok(done)
    }

    async fn insert_chunk(
        &mut self,
        statement: &Statement,
        chunk: Vec<Vec<Bind>>,
    ) -> Result<u64, Fault> {
        let count = chunk.len();
        let binds: Vec<Bind> = chunk.into_iter().flatten().collect();
        if count == 1 {
            return self.execute(statement, binds).await;
        }
        let text = match &self.open {
            Open::Sqlite(_) => statement.sqlite,
            Open::Postgres(_) => statement.postgres,
        };
        let done = self.run(repeat_tuple(text, count), binds).await;
        done.map_err(|e| e.context(format!("statement {} × {count}", statement.name)))
    }

    /// Runs a text that this folder made.
    pub(super) async fn run(&mut self, text: String, binds: Vec<Bind>) -> Result<u64, Fault> {
        let text = AssertSqlSafe(text);
        let done = match &mut self.open {
            Open::Sqlite(tx) => bound!(sqlx::query(text), binds)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
            Open::Postgres(tx) => bound!(sqlx::query(text), binds)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
        };
        Ok(done?)
    }

    /// Makes what was written last.
    ///
    /// # Errors
    /// When the database could not make it durable: nothing was written then.
    pub async fn commit(self) -> Result<(), Fault> {
        match self.open {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        drop(self.turn);
        self.bells.iter().for_each(|bell| bell.notify_one());
        for work in self.after {
            work.await;
        }
        Ok(())
    }

    /// Gives up what was written.
    ///
    /// # Errors
    /// When the connection is lost; nothing was written then either.
    pub async fn rollback(self) -> Result<(), Fault> {
        match self.open {
            Open::Sqlite(tx) => tx.rollback().await?,
            Open::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

/// Writes the one `values (…)` tuple `count` times, its numbers counted on.
fn repeat_tuple(text: &str, count: usize) -> String {
    // With its first number: the name of a table may end in `values` too.
    let open = text
        .find("values ($1")
        .expect("insert_many needs one `values ($1` tuple")
        + "values ".len();
    let close = open + text[open..].find(')').expect("the tuple is closed");
    let width = text[open..close].matches('$').count();
    let mut out = String::with_capacity(text.len() + count * (close - open + 4));
    out.push_str(&text[..open]);
    for row in 0..count {
        if row > 0 {
            out.push_str(", ");
        }
        out.push('(');
        for column in 1..=width {
            if column > 1 {
                out.push_str(", ");
            }
            out.push('$');
            out.push_str(&(row * width + column).to_string());
        }
        out.push(')');
    }
    out.push_str(&text[close + 1..]);
    out
}

#[cfg(test)]
mod tests {
    use super::repeat_tuple;

    #[test]
    fn a_tuple_is_repeated_with_its_numbers_counted_on() {
        assert_eq!(
            repeat_tuple("… values ($1, $2) on conflict do nothing", 2),
            "… values ($1, $2), ($3, $4) on conflict do nothing"
        );
        assert_eq!(
            repeat_tuple("… into series_values (id, at) values ($1, $2)", 2),
            "… into series_values (id, at) values ($1, $2), ($3, $4)"
        );
    }
}
