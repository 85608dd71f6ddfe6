//! The file of a series as a PDF, and its annex of identities: [`make`] freezes what the asker may
//! read and signs it, [`render`] typesets it, [`draw`] makes its pictures. A working document, for
//! who asked for it and nobody else. Owns the table `series_files`.

mod contents;
mod draw;
mod identities;
pub mod make;
mod paths;
pub mod render;
pub(crate) mod store;

use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// The file.
pub const FILE: &str = "series-file";
/// Its annex of identities.
pub const IDENTITIES: &str = "series-identities";

/// A file of a series as stored.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The file.
    pub id: Uuid,
    /// Its series.
    pub series: Uuid,
    /// Which of the files of the series it is; an annex bears the number of its file.
    pub number: i64,
    /// [`FILE`] or [`IDENTITIES`].
    pub document: String,
    /// The code of its language.
    pub lang: String,
    /// What is in it is as of this instant.
    pub frozen_at: Timestamp,
    /// Who asked for it.
    pub made_by: Uuid,
    /// Why, in that person's words.
    pub motive: String,
    /// What it says, as JSON, until its PDF is made.
    pub(crate) content: String,
    /// The signed bytes, their signature and the key.
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: [u8; 64],
    pub(crate) key_id: String,
    /// SHA-256 of its PDF, once made.
    pub pdf_sha256: Option<[u8; 32]>,
    /// Size of its PDF, once made.
    pub pdf_bytes: Option<i64>,
}

impl Kept {
    /// Where its PDF is kept.
    #[must_use]
    pub fn key(&self) -> String {
        key_of(self.series, self.id)
    }
}

/// Where the PDF of a file of a series is kept.
pub(crate) fn key_of(series: Uuid, file: Uuid) -> String {
    format!("series/{series}/{file}.pdf")
}

/// A file by its id.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Kept>, Fault> {
    let row = tx.optional(&store::ONE, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The files of a series that somebody asked for, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn made_by(tx: &mut Tx, series: Uuid, by: Uuid) -> Result<Vec<Kept>, Fault> {
    let rows = tx.all(&store::OF, binds![series, by]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Kept, Fault> {
    Ok(Kept {
        id: row.get("id")?,
        series: row.get("series_id")?,
        number: row.get("number")?,
        document: row.get("document")?,
        lang: row.get("lang")?,
        frozen_at: row.get("frozen_at")?,
        made_by: row.get("made_by")?,
        motive: row.get("motive")?,
        content: row.get("content")?,
        payload: row.get("payload")?,
        signature: row.get("signature")?,
        key_id: row.get("key_id")?,
        pdf_sha256: row.get("pdf_sha256")?,
        pdf_bytes: row.get("pdf_bytes")?,
    })
}
