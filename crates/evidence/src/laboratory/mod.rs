//! The laboratory: images of media made elsewhere, with their digests checked while they stream in and the clock of
//! their source; experts and what makes them so; reports that come back, each an exhibit about another. Makes no
//! image itself, and opens none but to verify it with the tools of its format.

pub mod ewf;
pub mod expert;
pub mod given;
pub mod register;
pub mod report;
pub mod store;

use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// The clock of a source beside a trusted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The source's time less the trusted time, in milliseconds; none: it could not be measured.
    pub offset_ms: Option<i64>,
    /// How it was measured, against what; or why it could not be.
    pub how: String,
}

/// What is known of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// `raw` or `ewf`.
    pub format: String,
    /// Bytes of the medium itself.
    pub media_bytes: Option<i64>,
    /// MD5 of the medium, for looking it up; not what the image stands on.
    pub md5: Option<String>,
    /// SHA-1 of the medium, for looking it up.
    pub sha1: Option<String>,
    /// What checked the container: tool and version.
    pub checked_by: String,
    /// The medium it is of.
    pub source: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Option<Timestamp>,
    /// The clock of the source.
    pub clock: Clock,
}

/// What is known of an exhibit as an image, when it is one.
///
/// # Errors
/// When the database fails.
pub async fn image(tx: &mut Tx, exhibit: Uuid) -> Result<Option<Image>, Fault> {
    let Some(row) = tx.optional(&store::IMAGE, binds![exhibit]).await? else {
        return Ok(None);
    };
    Ok(Some(Image {
        format: row.get("format")?,
        media_bytes: row.get("media_bytes")?,
        md5: row.get("md5")?,
        sha1: row.get("sha1")?,
        checked_by: row.get("checked_by")?,
        source: row.get("source")?,
        made_by: row.get("made_by")?,
        made_at: row.get("made_at")?,
        clock: Clock {
            offset_ms: row.get("clock_offset_ms")?,
            how: row.get("clock_how")?,
        },
    }))
}
