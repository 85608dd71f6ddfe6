//! Entries of the journal for the supervisory authority: a period, an account or a thing, as CSV and as JSON, with a manifest of
//! their digests. Ids and codes alone: no reason, no name. What is given later is compared with what was kept of it.

use super::{Period, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Entries of one export at most: a larger one is asked in parts.
pub const ENTRIES_MAX: i64 = 100_000;
/// Exports listed at once.
const LISTED_MAX: i64 = 100;
/// The columns, in the order of the CSV.
const COLUMNS: [&str; 9] = [
    "id",
    "at",
    "actor_kind",
    "actor",
    "purpose",
    "action",
    "subject_kind",
    "subject",
    "digest",
];

/// Which entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Of this period.
    pub period: Period,
    /// Of this account or partner alone.
    pub account: Option<Uuid>,
    /// About this thing alone.
    pub subject: Option<Uuid>,
}

/// What was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Which.
    pub id: Uuid,
    /// When.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: Uuid,
    /// Why.
    pub reason: String,
    /// What was asked.
    pub asked: Asked,
    /// How many entries.
    pub entries: i64,
    /// SHA-256 of the CSV, in hexadecimal.
    pub csv_sha256: String,
    /// The same of the JSON.
    pub json_sha256: String,
}

/// Why nothing is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The period is not over, empty, or too long.
    Period,
    /// No reason was given.
    NoReason,
    /// More than one export holds.
    TooMany,
    /// No such export.
    NoExport,
    /// The journal does not give any more what was taken out: it was altered.
    Altered,
}

/// A file of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// The entries, a line each.
    Csv,
    /// The same, for programs.
    Json,
    /// What was asked by whom, and the digests of both.
    Manifest,
}

impl File {
    /// Reads the name of a file.
    #[must_use]
    pub fn named(name: &str) -> Option<File> {
        match name {
            "journal.csv" => Some(File::Csv),
            "journal.json" => Some(File::Json),
            "manifest.json" => Some(File::Manifest),
            _ => None,
        }
    }
}

impl Export {
    fn read(row: &Row) -> Result<Export, Fault> {
        Ok(Export {
            id: row.get("id")?,
            made_at: row.get("made_at")?,
            made_by: row.get("made_by")?,
            reason: row.get("reason")?,
            asked: Asked {
                period: Period {
                    from: row.get("from_at")?,
                    until: row.get("until_at")?,
                },
                account: row.get("account_id")?,
                subject: row.get("subject")?,
            },
            entries: row.get("entries")?,
            csv_sha256: row.get("csv_sha256")?,
            json_sha256: row.get("json_sha256")?,
        })
    }
}

/// Takes entries out, for the reason the context bears; gives the export, whose files are asked apart.
///
/// # Errors
/// See [`Refused`].
pub async fn take_out(cx: &Cx, asked: Asked) -> Outcome<Uuid, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let now = cx.world.clock.now();
    if !asked.period.is_fit(now) {
        return refused(Refused::Period);
    }
    if cx.reason.is_empty() {
        return refused(Refused::NoReason);
    }
    let mut tx = cx.world.db.read().await?;
    let entries = entries(&mut tx, &asked).await?;
    tx.rollback().await?;
    let count = i64::try_from(entries.len()).map_err(Fault::from)?;
    if count > ENTRIES_MAX {
        return refused(Refused::TooMany);
    }
    let (csv, json) = (csv(&entries)?, json(&entries)?);
    let id = cx.world.dice.uuid(now);
    let row = binds![
        id,
        now,
        cx.actor.account(),
        &cx.reason,
        asked.period.from,
        asked.period.until,
        asked.account,
        asked.subject,
        count,
        digest(&csv),
        digest(&json),
    ];
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::INSERT_EXPORT, row).await?;
    let detail =
        json!({ "entries": count, "csv": digest(&csv), "json": digest(&json) }).to_string();
    cx.journal(&mut tx, Deed::JournalTakenOut, "export", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// One file of an export, made again and compared with what was kept of it.
///
/// # Errors
/// See [`Refused`].
pub async fn file(cx: &Cx, id: Uuid, file: File) -> Outcome<Vec<u8>, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.read().await?;
    let Some(row) = tx.optional(&store::EXPORT, binds![id]).await? else {
        return refused(Refused::NoExport);
    };
    let export = Export::read(&row)?;
    let entries = entries(&mut tx, &export.asked).await?;
    tx.rollback().await?;
    let (csv, json) = (csv(&entries)?, json(&entries)?);
    if digest(&csv) != export.csv_sha256 || digest(&json) != export.json_sha256 {
        return refused(Refused::Altered);
    }
    let (bytes, name) = match file {
        File::Csv => (csv, "csv"),
        File::Json => (json, "json"),
        File::Manifest => (manifest(&export)?, "manifest"),
    };
    let detail = json!({ "file": name }).to_string();
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::JournalTakenOut, "export", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(bytes)
}

/// What was taken out, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Export>, Fault> {
    let rows = tx.all(&store::EXPORTS, binds![LISTED_MAX]).await?;
    rows.iter().map(Export::read).collect()
}

async fn entries(tx: &mut Tx, asked: &Asked) -> Result<Vec<Row>, Fault> {
    let period = asked.period;
    let binds = binds![
        period.from,
        period.until,
        asked.account,
        asked.subject,
        ENTRIES_MAX + 1
    ];
    tx.all(&store::ENTRIES, binds).await
}

/// The fields of an entry, in the order of the columns.
fn fields(row: &Row) -> Result<[String; 9], Fault> {
    let id = |name: &str| -> Result<String, Fault> {
        let id: Option<Uuid> = row.get(name)?;
        Ok(id.map(|id| id.to_string()).unwrap_or_default())
    };
    Ok([
        id("id")?,
        row.get::<Timestamp>("at")?.to_string(),
        row.get("actor_kind")?,
        id("actor")?,
        row.get::<Option<String>>("purpose")?.unwrap_or_default(),
        row.get("action")?,
        row.get("subject_kind")?,
        id("subject")?,
        hex::encode(row.get::<[u8; 32]>("digest")?),
    ])
}

fn csv(entries: &[Row]) -> Result<Vec<u8>, Fault> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in entries {
        writer.write_record(fields(row)?)?;
    }
    writer
        .into_inner()
        .map_err(|error| Fault::new(error.to_string()))
}

fn json(entries: &[Row]) -> Result<Vec<u8>, Fault> {
    let object = |row: &Row| -> Result<Value, Fault> {
        let fields = fields(row)?.into_iter().map(Value::String);
        Ok(COLUMNS
            .iter()
            .map(|name| (*name).to_owned())
            .zip(fields)
            .collect())
    };
    let all: Vec<Value> = entries.iter().map(object).collect::<Result<_, _>>()?;
    Ok(serde_json::to_vec_pretty(&all)?)
}

fn manifest(export: &Export) -> Result<Vec<u8>, Fault> {
    let asked = &export.asked;
    let told = json!({
        "export": export.id,
        "made_at": export.made_at.to_string(),
        "made_by": export.made_by,
        "reason": export.reason,
        "from": asked.period.from.to_string(),
        "until": asked.period.until.to_string(),
        "account": asked.account,
        "subject": asked.subject,
        "entries": export.entries,
        "files": { "journal.csv": export.csv_sha256, "journal.json": export.json_sha256 },
    });
    Ok(serde_json::to_vec_pretty(&told)?)
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
