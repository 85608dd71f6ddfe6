//! The second wall, on PostgreSQL: three roles (who owns the tables and migrates, who answers requests, who works
//! behind) and forced row-level security on the tables that hold who people are, messages, exhibits and the journal.
//! It never replaces the policies, and never keeps back what they permit. Raised by the owner at each migration,
//! lowered meanwhile within the same transaction: a migration sees every row.

pub mod dialect;

use super::migrate::{digest, run};
use super::tx::Open;
use super::{Acting, Bind, Db, Reach, Row, Statement, Tx, who};
use crate::binds;
use crate::fault::Fault;
use sqlx::postgres::PgConnectOptions;
use std::str::FromStr;

/// The two roles that serve, by their names in PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    /// Who answers requests.
    pub web: String,
    /// Who works behind.
    pub worker: String,
}

impl Roles {
    /// The roles of two addresses.
    ///
    /// # Errors
    /// When an address is malformed, or when both name the same role.
    pub fn of(web_url: &str, worker_url: &str) -> Result<Roles, Fault> {
        let name =
            |url: &str| Ok::<_, Fault>(PgConnectOptions::from_str(url)?.get_username().to_owned());
        let (web, worker) = (name(web_url)?, name(worker_url)?);
        if web == worker {
            return Err(Fault::new(format!(
                "database_url and roles.worker_url name the same role `{web}`: who answers requests and who works \
                 behind are two"
            )));
        }
        Ok(Roles { web, worker })
    }
}

/// How the one who asks stands to the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Rows are kept back from it.
    Behind,
    /// It owns the tables, or may pass any wall.
    Above,
    /// No wall is raised.
    Absent,
}

/// How the one who asks stands to the wall; on SQLite there is none to raise.
///
/// # Errors
/// When the database fails.
pub async fn stands(tx: &mut Tx) -> Result<Stands, Fault> {
    let row = tx.one(&dialect::STANDS, binds![]).await?;
    let (passes, owns): (i64, i64) = (row.get("passes")?, row.get("owns")?);
    Ok(match (row.get::<i64>("raised")?, passes + owns) {
        (0, _) => Stands::Absent,
        (_, 0) => Stands::Behind,
        _ => Stands::Above,
    })
}

/// Whether the wall stands as these roles want it.
pub(super) async fn is_as_wanted(tx: &mut Tx, roles: Option<&Roles>) -> Result<bool, Fault> {
    let kept = tx.optional(&dialect::KEPT, binds![]).await?;
    let kept: Option<String> = kept.map(|row| row.get("digest")).transpose()?;
    match (kept, roles) {
        (None, None) => Ok(true),
        (Some(kept), Some(roles)) => Ok(kept == digest(&dialect::made_from(roles))),
        (None, Some(_)) => Ok(false),
        (Some(_), None) => Err(Fault::new(
            "three roles share this database: set roles.owner_url and roles.worker_url to migrate it",
        )),
    }
}

/// Takes the wall away, in a transaction that raises it again.
pub(super) async fn lower(tx: &mut Tx) -> Result<(), Fault> {
    let mut text = String::new();
    for row in tx.all(&dialect::POLICIES, binds![]).await? {
        let (name, table): (String, String) = (row.get("name")?, row.get("of_table")?);
        text += &dialect::drop_policy(&name, &table);
    }
    for row in tx.all(&dialect::GUARDED, binds![]).await? {
        text += &dialect::unguard(&row.get::<String>("name")?);
    }
    if !text.is_empty() {
        run(tx, &text).await?;
        tx.execute(&dialect::FORGET, binds![]).await?;
    }
    Ok(())
}

/// Raises it, and gives both roles what they need.
pub(super) async fn raise(tx: &mut Tx, roles: &Roles) -> Result<(), Fault> {
    let maker = tx.one(&dialect::MAKER, binds![]).await?;
    let (schema, owner): (String, String) = (maker.get("schema")?, maker.get("owner")?);
    if owner == roles.web || owner == roles.worker {
        return Err(Fault::new(format!(
            "`{owner}` owns the tables and may not serve: roles.owner_url names a role of its own"
        )));
    }
    let mut text = dialect::guard_all(roles, &owner);
    for row in tx.all(&dialect::RELATIONS, binds![]).await? {
        let (name, kind): (String, String) = (row.get("name")?, row.get("kind")?);
        text += &match kind.as_str() {
            "v" => dialect::grant_view(roles, &name),
            _ => dialect::grant_table(roles, &name),
        };
    }
    text += &dialect::grant_schema(roles, &schema);
    run(tx, &text).await?;
    let made_from = digest(&dialect::made_from(roles));
    tx.execute(&dialect::RECORD, binds![made_from]).await?;
    Ok(())
}

impl Tx {
    /// Lets this transaction see complaints of every unit, where what is told of them is less than a row: that there is
    /// one, whose, how many. Policies decide on each as ever. Nothing changes for who is not kept within units.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn over_units(&mut self) -> Result<(), Fault> {
        self.over += 1;
        match self.over {
            1 => self.reaching(&dialect::OVER_UNITS).await,
            _ => Ok(()),
        }
    }

    /// All rows of one statement, those of complaints of every unit too: for policies to judge each.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn all_over_units(
        &mut self,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<Vec<Row>, Fault> {
        self.over_units().await?;
        let rows = self.all(statement, binds).await?;
        self.within_units().await?;
        Ok(rows)
    }

    /// The first row of such a statement, if any.
    ///
    /// # Errors
    /// A fault that names the statement.
    pub async fn optional_over_units(
        &mut self,
        statement: &Statement,
        binds: Vec<Bind>,
    ) -> Result<Option<Row>, Fault> {
        let rows = self.all_over_units(statement, binds).await?;
        Ok(rows.into_iter().next())
    }

    /// Keeps it within the units of who acts again, once for each time that it was let over them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn within_units(&mut self) -> Result<(), Fault> {
        self.over = self.over.saturating_sub(1);
        match self.over {
            0 => self.reaching(&dialect::WITHIN_UNITS).await,
            _ => Ok(()),
        }
    }

    async fn reaching(&mut self, statement: &Statement) -> Result<(), Fault> {
        let kept_within = matches!(
            who(),
            Some(Acting::Staff {
                reach: Reach::Units { .. },
                ..
            })
        );
        if kept_within && matches!(self.open, Open::Postgres(_)) {
            self.all(statement, binds![]).await?;
        }
        Ok(())
    }
}

impl Db {
    /// The database of an owner who migrates for these two roles.
    ///
    /// # Errors
    /// When the address is malformed or the server does not answer.
    pub async fn owner(url: &str, roles: Roles, connections_max: u32) -> Result<Db, Fault> {
        let mut db = Db::postgres(url, connections_max).await?;
        if let Db::Postgres(pools) = &mut db {
            pools.roles = Some(roles);
        }
        Ok(db)
    }

    /// Connects as both roles that serve: requests are answered by the one, the rest is done by the other.
    ///
    /// # Errors
    /// When an address is malformed or the server does not answer.
    pub async fn roles(web_url: &str, worker_url: &str, connections_max: u32) -> Result<Db, Fault> {
        let (web, worker) = (
            Db::postgres(web_url, connections_max).await?,
            Db::postgres(worker_url, connections_max).await?,
        );
        let (Db::Postgres(mut pools), Db::Postgres(worker)) = (web, worker) else {
            return Err(Fault::new("both roles are of PostgreSQL"));
        };
        pools.worker = worker.worker.clone();
        pools.unsaid = worker.worker;
        Ok(Db::Postgres(pools))
    }

    /// The same, where who acts must be said: what nobody said sees no protected row.
    #[must_use]
    pub fn to_be_said(mut self) -> Db {
        if let Db::Postgres(pools) = &mut self {
            pools.unsaid = pools.web.clone();
            pools.otherwise = Acting::Nobody;
        }
        self
    }

    /// The same, where what nobody said is done by the one of another database.
    #[must_use]
    pub fn unless_said(mut self, other: &Db) -> Db {
        if let (Db::Postgres(pools), Db::Postgres(other)) = (&mut self, other) {
            pools.unsaid = other.unsaid.clone();
            pools.roles.clone_from(&other.roles);
            pools.otherwise = Acting::Platform;
        }
        self
    }
}
