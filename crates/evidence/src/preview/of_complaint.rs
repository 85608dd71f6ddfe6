//! The pictures among the exhibits of a complaint, with what is known of the preview of each. Reads
//! only, and makes none.

use super::device::Device;
use super::make::is_picture;
use super::picture::Why;
use super::{State, store};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use std::collections::HashMap;
use uuid::Uuid;

/// A picture among the exhibits.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its place among the exhibits, from 1.
    pub rank: usize,
    /// The file.
    pub file: FileRow,
    /// What is known of its preview; `None`: nothing yet, it is made when asked for.
    pub known: Option<Known>,
}

/// What is known of a preview.
#[derive(Debug, Clone)]
pub struct Known {
    /// Whether there is one.
    pub state: State,
    /// Why there is none.
    pub why: Option<Why>,
    /// Its width and height.
    pub size: Option<[u32; 2]>,
    /// The blurred picture.
    pub mosaic: Option<Vec<u8>>,
    /// What its device wrote in it.
    pub device: Option<Device>,
}

/// The pictures of a complaint, in the order of its exhibits.
///
/// # Errors
/// When the database fails.
pub async fn pictures(tx: &mut Tx, complaint: Uuid) -> Result<Vec<Picture>, Fault> {
    let files = deposit::files_of(tx, complaint).await?;
    let mut known = HashMap::new();
    for row in tx.all(&store::OF_COMPLAINT, binds![complaint]).await? {
        known.insert(row.get::<Uuid>("file_id")?, read(&row)?);
    }
    let ranked = (1..).zip(files);
    let pictures = ranked.filter(|(_, file)| is_picture(&file.media_type));
    Ok(pictures
        .map(|(rank, file)| Picture {
            rank,
            known: known.remove(&file.id),
            file,
        })
        .collect())
}

fn read(row: &Row) -> Result<Known, Fault> {
    let side = |column: &str| -> Result<Option<u32>, Fault> {
        let side: Option<i64> = row.get(column)?;
        Ok(side.map(u32::try_from).transpose()?)
    };
    let why: Option<String> = row.get("why")?;
    let device: Option<String> = row.get("device")?;
    Ok(Known {
        state: row.word("state", State::from_code)?,
        why: why.as_deref().and_then(Why::from_code),
        size: side("width")?.zip(side("height")?).map(|(w, h)| [w, h]),
        mosaic: row.get("mosaic")?,
        device: device.map(|text| serde_json::from_str(&text)).transpose()?,
    })
}
