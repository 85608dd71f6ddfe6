//! Makes the preview of one file, apart from those who answer people: one at a time, within a time,
//! and keeps it beside the exhibits. What is known already is not made again.

use super::device::{self, Device};
use super::picture::{self, BYTES_MAX, Made, Why};
use super::rights::{self, Complaint};
use super::{State, key, may_be_shown, store};
use crate::scan::check;
use faisceau_domain::scan::Opening;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow, condemn};
use faisceau_platform::fault::Fault;
use futures_util::StreamExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Pictures decoded at once: one may take as much memory as `picture` lets it.
static TURNS: Semaphore = Semaphore::const_new(1);
/// More than the largest file read, and than the largest block that an allocator keeps for the thread that freed
/// it (32 MiB, `mallopt(3)`): smaller ones stayed with each thread, hundreds of megabytes together. What is not
/// written in costs nothing.
const BLOCK: usize = 33 * 1024 * 1024;
/// How long one may take, waiting for its turn not counted.
const LONGEST: Duration = Duration::from_secs(20);

/// Photos of telephones that no decoder written in a safe language reads: recognised, kept, said to
/// have no preview.
const WITHOUT_DECODER: [&str; 2] = ["image/heif", "image/avif"];

/// Whether the first bytes told that this is a picture, shown or said to have no preview.
#[must_use]
pub fn is_picture(media_type: &str) -> bool {
    let shown = ["image/png", "image/jpeg", "image/webp", "image/gif"];
    shown.contains(&media_type) || WITHOUT_DECODER.contains(&media_type)
}

/// A picture read: its preview or why there is none, and what its device wrote in it.
struct Read {
    made: Result<Made, Why>,
    device: Option<Device>,
}

impl Read {
    fn without(why: Why) -> Read {
        Read {
            made: Err(why),
            device: None,
        }
    }
}

/// Makes what is missing of the previews of a complaint.
///
/// # Errors
/// When the database or the store fails. A picture that cannot be decoded is no error: that is kept.
pub async fn all(cx: &Cx, complaint: Uuid) -> Result<(), Fault> {
    let mut tx = cx.world.db.read().await?;
    let Some(complaint) = rights::complaint(&mut tx, complaint).await? else {
        return Ok(());
    };
    let files = deposit::files_of(&mut tx, complaint.id).await?;
    tx.rollback().await?;
    if !shown(cx, &complaint) {
        return Ok(());
    }
    for file in files.iter().filter(|file| is_picture(&file.media_type)) {
        let mut tx = cx.world.db.read().await?;
        let (_, opening) = check::known(cx, &mut tx, file.id).await?;
        tx.rollback().await?;
        if opening != Opening::Open {
            continue;
        }
        // Why there is none is kept with it.
        let _known = one(cx, &complaint, file).await?;
    }
    Ok(())
}

/// Whether the pictures of a complaint may be shown.
pub(crate) fn shown(cx: &Cx, complaint: &Complaint) -> bool {
    let Complaint {
        channel,
        form_type,
        answers,
        ..
    } = complaint;
    may_be_shown(&cx.world.forms, channel, form_type, answers)
}

/// What is known of the preview of a file, made now when nothing was.
pub(crate) async fn one(
    cx: &Cx,
    complaint: &Complaint,
    file: &FileRow,
) -> Result<Result<(), Option<Why>>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let known = tx.optional(&store::ONE, binds![file.id]).await?;
    tx.rollback().await?;
    if let Some(row) = known {
        return Ok(match row.word("state", State::from_code)? {
            State::Made => Ok(()),
            State::Withheld => Err(None),
            State::Without => Err(Some(row.word("why", Why::from_code)?)),
        });
    }
    let read = decoded(cx, file).await?;
    keep(cx, complaint.id, file.id, &read).await?;
    Ok(read.made.map(drop).map_err(Some))
}

/// Makes again a preview whose bytes were lost: its row stays as it is.
pub(crate) async fn again(
    cx: &Cx,
    complaint: Uuid,
    file: &FileRow,
) -> Result<Result<Vec<u8>, Why>, Fault> {
    let made = decoded(cx, file).await?.made;
    if let Ok(made) = &made {
        let key = key(complaint, file.id);
        cx.world.deposit.put(&key, made.jpeg.clone()).await?;
    }
    Ok(made.map(|made| made.jpeg))
}

/// Reads on a thread of its own; when its time is over the bytes it reads end.
async fn decoded(cx: &Cx, file: &FileRow) -> Result<Read, Fault> {
    if file.bytes > BYTES_MAX {
        return Ok(Read::without(Why::TooLarge));
    }
    let _turn = TURNS.acquire().await?;
    let bytes = whole(cx, file).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    let decodes = !WITHOUT_DECODER.contains(&file.media_type.as_str());
    let mut work = tokio::task::spawn_blocking(move || Read {
        made: match decodes {
            true => picture::make(&bytes, &seen),
            false => Err(Why::NoDecoder),
        },
        device: device::read(&bytes),
    });
    let Ok(ended) = tokio::time::timeout(LONGEST, &mut work).await else {
        stop.store(true, Ordering::Relaxed);
        // The turn is kept until it has ended: another would take as much memory beside it.
        let mut read = work.await?;
        read.made = read.made.and(Err(Why::TooLong));
        return Ok(read);
    };
    // A decoder that panics says that it could not read this file.
    Ok(ended.unwrap_or(Read::without(Why::Unreadable)))
}

/// The bytes of a file, in one block that goes back to the system when it is dropped.
async fn whole(cx: &Cx, file: &FileRow) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(BLOCK);
    let mut parts = cx.world.deposit.stream(&file.key()).await?;
    while let Some(part) = parts.next().await {
        bytes.extend_from_slice(&part?);
    }
    Ok(bytes)
}

/// Keeps a preview: its bytes first, then its row. One made while the complaint was erased goes.
async fn keep(cx: &Cx, complaint: Uuid, file: Uuid, read: &Read) -> Result<(), Fault> {
    let key = key(complaint, file);
    let made = &read.made;
    if let Ok(made) = made {
        cx.world.deposit.put(&key, made.jpeg.clone()).await?;
    }
    let state = made.as_ref().map_or(State::Without, |_| State::Made);
    let seen = made.as_ref().ok();
    let device = read
        .device
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?;
    let mut tx = cx.world.db.write().await?;
    let still = rights::complaint(&mut tx, complaint).await?.is_some();
    if still {
        let row = binds![
            file,
            complaint,
            state.code(),
            made.as_ref().err().map(|why| why.code()),
            cx.world.clock.now(),
            seen.map(|made| i64::from(made.size[0])),
            seen.map(|made| i64::from(made.size[1])),
            seen.map(|made| i64::try_from(made.jpeg.len()).unwrap_or(i64::MAX)),
            seen.map(|made| made.mosaic.clone()),
            seen.map(|made| made.likeness.to_vec()),
            device,
        ];
        tx.execute(&store::KEEP, row).await?;
    }
    let row = tx.optional(&store::ONE, binds![file]).await?;
    let kept = row.map(|row| row.word("state", State::from_code));
    let kept = matches!(kept.transpose()?, Some(State::Made));
    if !kept {
        condemn(&cx.world, &mut tx, &key).await?;
    }
    tx.commit().await?;
    Ok(())
}
