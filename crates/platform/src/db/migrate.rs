//! One numbered history of the schema for both databases: `NNNN_name.sql`, with the tokens
//! `{UUID} {INT} {TEXT} {BLOB} {REAL} {STRICT}` replaced per database, and optional overlays
//! `NNNN_name.sqlite.sql` and `NNNN_name.postgres.sql` applied after it. Views are dropped and made
//! again around migrations or when their text changed, never migrated, and left alone otherwise: who
//! starts beside others that serve would wait for them, or they for him. A migration once applied is
//! never edited: its digest is kept and compared.

use super::dialect;
use super::tx::Open;
use super::{Db, Tx, across, wall};
use crate::binds;
use crate::content::Content;
use crate::fault::Fault;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use std::time::Duration;

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// Version before.
    pub from: i64,
    /// Version after.
    pub to: i64,
}

struct Step {
    version: i64,
    name: String,
    text: String,
}

/// How often one who migrates gives way to those who serve before saying so: some ten minutes, the
/// longest that a page or a copy of the database should hold what it reads.
const GIVES_WAY_MAX: u32 = 600;
/// How long those who serve are left alone in between.
const GIVES_WAY_FOR: Duration = Duration::from_millis(600);

/// Brings the database to the newest version of `migrations/` and of `views/`. Safe to call
/// from several processes at once: one works, the others wait. Who serves meanwhile is never made
/// to fail: what it reads is taken all at once or left for a moment.
///
/// # Errors
/// When a file is malformed, when an applied migration was edited, when the database is newer
/// than this program, or when others do not let go of what they read.
pub async fn migrate(db: &Db, content: &Content) -> Result<Migrated, Fault> {
    no_copy_is_under_way(db).await?;
    migrate_copy(db, content).await
}

async fn no_copy_is_under_way(db: &Db) -> Result<(), Fault> {
    match across::is_marked(db).await? {
        false => Ok(()),
        true => Err(Fault::new(
            "a copy into this database was not finished: run `faisceau copy` again",
        )),
    }
}

/// The same for a copy on its way ([`across`]), which serves nothing yet.
///
/// # Errors
/// As [`migrate`].
pub async fn migrate_copy(db: &Db, content: &Content) -> Result<Migrated, Fault> {
    let steps = steps(content, db.is_postgres())?;
    let mut tries = 0;
    loop {
        match migrate_now(db, Some(content), &steps).await {
            Err(fault) if gives_way(&fault) && tries < GIVES_WAY_MAX => tries += 1,
            done => return done,
        }
        tokio::time::sleep(GIVES_WAY_FOR).await;
    }
}

/// Brings an empty database to a version that may be an older one, without its views: a copy of that
/// version is loaded next, and [`migrate`] does the rest.
///
/// # Errors
/// When a file is malformed, or this program is older than the version.
pub async fn migrate_to(db: &Db, content: &Content, version: i64) -> Result<(), Fault> {
    let mut steps = steps(content, db.is_postgres())?;
    let newest = steps.last().map_or(0, |step| step.version);
    if version > newest {
        return Err(Fault::new(format!(
            "the copy is at version {version} and this program knows {newest}: install the newer program"
        )));
    }
    steps.retain(|step| step.version <= version);
    migrate_now(db, None, &steps).await.map(|_| ())
}

/// The version that [`migrate`] makes.
///
/// # Errors
/// When a file is malformed.
pub fn newest(content: &Content, postgres: bool) -> Result<i64, Fault> {
    let steps = steps(content, postgres)?;
    Ok(steps.last().map_or(0, |step| step.version))
}

/// Marks a database as the target of a copy: until the mark is gone, it is migrated for nobody who would serve it.
///
/// # Errors
/// When it cannot be written.
pub(super) async fn mark(db: &Db) -> Result<(), Fault> {
    let mut tx = db.write().await?;
    let history = prepare(dialect::SCHEMA_VERSION_TABLE, db.is_postgres());
    run(&mut tx, &history).await?;
    tx.execute(&across::dialect::MARK, binds![]).await?;
    tx.commit().await
}

/// Whether nothing is wrong but that others use what is to be changed.
fn gives_way(fault: &Fault) -> bool {
    let error = fault.find::<sqlx::Error>();
    let error = error.and_then(sqlx::Error::as_database_error);
    let code = error.and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| dialect::IN_USE.contains(&&*code))
}

/// With the content, views are made; without, none is.
async fn migrate_now(
    db: &Db,
    content: Option<&Content>,
    steps: &[Step],
) -> Result<Migrated, Fault> {
    let mut tx = db.write().await?;
    tx.execute(&dialect::LOCK_MIGRATIONS, binds![]).await?;
    run(
        &mut tx,
        &prepare(dialect::SCHEMA_VERSION_TABLE, db.is_postgres()),
    )
    .await?;
    let from = tx
        .one(&dialect::VERSION, binds![])
        .await?
        .get::<i64>("version")?;
    let newest = steps.last().map_or(0, |s| s.version);
    if from > newest {
        return Err(Fault::new(format!(
            "the database is at version {from} and this program knows {newest}: install the newer program"
        )));
    }
    check_history(&mut tx, steps).await?;
    let views: Vec<(&str, &str)> = content.map_or_else(Vec::new, |c| c.folder("views").collect());
    let made_from: Vec<&str> = views.iter().map(|(_, text)| *text).collect();
    let made_from = digest(&made_from.concat());
    let roles = db.roles_wanted();
    let walled = wall::is_as_wanted(&mut tx, roles.as_ref()).await?;
    if from == newest && walled && views_kept(&mut tx).await?.as_ref() == Some(&made_from) {
        tx.rollback().await?;
        return Ok(Migrated { from, to: newest });
    }
    wall::lower(&mut tx).await?;
    drop_views(&mut tx).await?;
    for step in steps.iter().filter(|s| s.version > from) {
        run(&mut tx, &step.text)
            .await
            .map_err(|e| e.context(format!("migration {:04}_{}", step.version, step.name)))?;
        tx.execute(
            &dialect::RECORD_VERSION,
            binds![step.version, &step.name, digest(&step.text)],
        )
        .await?;
    }
    for (name, text) in views {
        run(&mut tx, text)
            .await
            .map_err(|e| e.context(format!("view file {name}")))?;
    }
    tx.execute(&dialect::RECORD_VIEWS, binds![made_from])
        .await?;
    // Without views the schema may be an older one: whoever migrates next raises it.
    if let (Some(roles), Some(_)) = (&roles, content) {
        wall::raise(&mut tx, roles).await?;
    }
    tx.commit().await?;
    Ok(Migrated { from, to: newest })
}

async fn views_kept(tx: &mut Tx) -> Result<Option<String>, Fault> {
    let kept = tx.optional(&dialect::VIEWS_DIGEST, binds![]).await?;
    kept.map(|row| row.get("digest")).transpose()
}

/// Refuses a database that is not at this program's version: for who serves as a role that may not migrate.
///
/// # Errors
/// When it is older or newer, holds a copy that was not finished or views of another program, or a file is malformed.
pub async fn check(db: &Db, content: &Content) -> Result<(), Fault> {
    no_copy_is_under_way(db).await?;
    let newest = newest(content, db.is_postgres())?;
    let views: Vec<&str> = content.folder("views").map(|(_, text)| text).collect();
    let mut tx = db.read().await?;
    let at = tx.one(&dialect::VERSION, binds![]).await?;
    let at = at.get::<i64>("version")?;
    let kept = views_kept(&mut tx).await?;
    tx.rollback().await?;
    if at == newest && kept == Some(digest(&views.concat())) {
        return Ok(());
    }
    Err(Fault::new(format!(
        "the database is at version {at} and this program wants {newest} with its own views: run `faisceau migrate` \
         with roles.owner_url"
    )))
}

pub(super) async fn run(tx: &mut Tx, text: &str) -> Result<(), Fault> {
    let text = AssertSqlSafe(text.to_owned());
    match &mut tx.open {
        Open::Sqlite(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(|_| ())?,
        Open::Postgres(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(|_| ())?,
    }
    Ok(())
}

async fn drop_views(tx: &mut Tx) -> Result<(), Fault> {
    let names = tx.all(&dialect::VIEWS, binds![]).await?;
    let names: Result<Vec<String>, Fault> = names.iter().map(|row| row.get("name")).collect();
    let names = names?;
    for name in &names {
        assert!(
            name.starts_with("v_") && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
            "the query above lists only views named v_…"
        );
    }
    if matches!(tx.open, Open::Postgres(_)) && !names.is_empty() {
        run(tx, &dialect::take_views(&names)).await?;
    }
    for name in names.iter().rev() {
        run(tx, &dialect::drop_view(name)).await?;
    }
    Ok(())
}

async fn check_history(tx: &mut Tx, steps: &[Step]) -> Result<(), Fault> {
    for row in tx.all(&dialect::HISTORY, binds![]).await? {
        let (version, kept): (i64, String) = (row.get("version")?, row.get("digest")?);
        let step = steps.iter().find(|s| s.version == version);
        if step.is_none_or(|s| digest(&s.text) != kept) {
            return Err(Fault::new(format!(
                "migration {version:04} was edited or removed after it was applied: restore its text"
            )));
        }
    }
    Ok(())
}

pub(super) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn steps(content: &Content, postgres: bool) -> Result<Vec<Step>, Fault> {
    let mut steps: Vec<Step> = Vec::new();
    let overlay = if postgres {
        ".postgres.sql"
    } else {
        ".sqlite.sql"
    };
    let files: Vec<(&str, &str)> = content.folder("migrations").collect();
    for (name, text) in &files {
        let Some(base) = name.strip_suffix(".sql") else {
            continue;
        };
        if base.ends_with(".sqlite") || base.ends_with(".postgres") {
            continue;
        }
        let malformed = || Fault::new(format!("migration `{name}` is not named NNNN_name.sql"));
        let (number, title) = base.split_once('_').ok_or_else(malformed)?;
        let version: i64 = number.parse().map_err(|_| malformed())?;
        if steps.last().map_or(0, |s| s.version) + 1 != version {
            return Err(Fault::new(format!(
                "migration `{name}` leaves a gap in the numbers"
            )));
        }
        let own = files.iter().find(|(n, _)| *n == format!("{base}{overlay}"));
        let text = format!("{text}\n{}", own.map_or("", |(_, t)| t));
        steps.push(Step {
            version,
            name: title.to_owned(),
            text: prepare(&text, postgres),
        });
    }
    Ok(steps)
}

/// Replaces the tokens of a migration for one database.
#[must_use]
pub fn prepare(text: &str, postgres: bool) -> String {
    let pairs: [(&str, &str); 6] = if postgres {
        [
            ("{UUID}", "UUID"),
            ("{INT}", "BIGINT"),
            ("{TEXT}", "TEXT"),
            ("{BLOB}", "BYTEA"),
            ("{REAL}", "DOUBLE PRECISION"),
            ("{STRICT}", ""),
        ]
    } else {
        [
            ("{UUID}", "BLOB"),
            ("{INT}", "INTEGER"),
            ("{TEXT}", "TEXT"),
            ("{BLOB}", "BLOB"),
            ("{REAL}", "REAL"),
            ("{STRICT}", "STRICT"),
        ]
    };
    pairs.iter().fold(text.to_owned(), |text, (token, word)| {
        text.replace(token, word)
    })
}
