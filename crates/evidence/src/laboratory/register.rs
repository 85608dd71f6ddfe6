//! Registers an image made elsewhere: its bytes stream into the store once, the digests given with it are compared with
//! those computed on the way, and nothing is kept when one differs. An image in the format of EnCase is verified
//! by its own tool first. The first step of its custody says who made it and with what; its clock is stated.

use super::given::{Given, Passing, Wrong};
use super::{Clock, ewf, store};
use crate::custody::adopt::{self, Way};
use crate::custody::chain::{self, Around};
use crate::custody::{act, note};
use bytes::Bytes;
use faisceau_domain::custody::{Detail, Gesture, Kind};
use faisceau_domain::event::{Event, ExhibitAdded};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::set_aside::is_set_aside;
use faisceau_platform::deposit::{self, NotReceived, Received};
use faisceau_platform::fault::{Error, Fault, Outcome};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::AsyncReadExt as _;
use uuid::Uuid;

/// Bytes read at once.
const PIECE_BYTES: usize = 1024 * 1024;
/// Shortest words that say something.
const WORDS_MIN: usize = 4;

/// What is said of an image.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The reference of the complaint it supports.
    pub reference: String,
    /// The first file, and the segments that follow it.
    pub files: Vec<PathBuf>,
    /// The medium it is of: make, model, serial number, capacity.
    pub source: String,
    /// Who made it: name and function.
    pub made_by: String,
    /// When.
    pub made_at: Option<Timestamp>,
    /// With which tool and version.
    pub tool: (String, String),
    /// Where.
    pub place: String,
    /// Under what authority, by what act.
    pub authority: String,
    /// Digests given with it: of the medium.
    pub given: Given,
    /// The clock of the source.
    pub clock: Option<Clock>,
}

/// Why an image is not registered.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No complaint has this reference.
    #[error("no complaint has the reference {0}")]
    NoComplaint(String),
    /// Something that must be said is not.
    #[error("--{0} must be said")]
    Unsaid(&'static str),
    /// A digest is not what was given.
    #[error("{0}: nothing was registered")]
    Digest(#[from] Wrong),
    /// The tool of the format is absent.
    #[error(
        "an image in the format of EnCase is verified by `ewfverify`: install the Debian package {}",
        ewf::PACKAGE
    )]
    NoTool,
    /// The tool of the format says it is not sound.
    #[error("`ewfverify` says that the image is not sound: nothing was registered")]
    NotSound,
    /// A segment is there beside the others, and is not given.
    #[error("the segment `{0}` follows and was not given: an image is registered whole")]
    Segment(String),
    /// The file is empty.
    #[error("`{0}` is empty")]
    Empty(String),
    /// The quota or the disk has no room left.
    #[error(
        "no room: storage.stored_bytes_max or limits.free_bytes_min is reached; nothing was registered"
    )]
    NoRoom,
    /// These bytes were set aside in this case, as they may show a minor.
    #[error("these bytes were set aside in this case: they are not taken again")]
    SetAside,
}

/// What was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The exhibits: one for each file.
    pub exhibits: Vec<Uuid>,
    /// The SHA-256 of each file, as it is kept.
    pub sha256: Vec<String>,
    /// The digests of the medium.
    pub medium: Given,
    /// What checked it.
    pub checked_by: String,
}

/// Registers an image; who registers it, and why, are the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn register(cx: &Cx, told: &Told) -> Outcome<Registered, Refused> {
    let (clock, complaint) = asked(cx, told).await?;
    let first = told
        .files
        .first()
        .ok_or(Error::Refused(Refused::Unsaid("file")))?;
    let verdict = match is_ewf(first).await? {
        true => Some(verified(told).await?),
        false => None,
    };
    let mut received = Vec::new();
    for file in &told.files {
        match take_in(cx, file).await {
            Ok(taken) => received.push(taken),
            Err(error) => {
                discard(cx, &received).await?;
                return Err(error);
            }
        }
    }
    // Of raw bytes the medium is the file itself; of a container its tool said the digests.
    let medium = match &verdict {
        Some(verdict) => verdict.computed.clone(),
        None => received[0].1.clone(),
    };
    if let Err(wrong) = told.given.compare(&medium) {
        discard(cx, &received).await?;
        return Err(Error::Refused(wrong.into()));
    }
    let checked_by = match &verdict {
        Some(verdict) => verdict.tool.clone(),
        None => format!("{} {}", chain::TOOL, chain::TOOL_VERSION),
    };
    let keeping = Keeping {
        cx,
        told,
        complaint,
        clock: &clock,
        ewf: verdict.is_some(),
        medium: &medium,
        checked_by: &checked_by,
    };
    let exhibits = match keeping.keep(&received).await {
        Ok(exhibits) => exhibits,
        Err(error) => {
            discard(cx, &received).await?;
            return Err(error);
        }
    };
    keeping.describe(exhibits[0]).await?;
    Ok(Registered {
        exhibits,
        sha256: received
            .iter()
            .map(|(taken, _)| hex::encode(taken.sha256))
            .collect(),
        medium,
        checked_by,
    })
}

/// What must be said is said, and the complaint is there.
async fn asked(cx: &Cx, told: &Told) -> Outcome<(Clock, Uuid), Refused> {
    let said = |words: &str| words.trim().chars().count() >= WORDS_MIN;
    for (name, words) in [
        ("source", &told.source),
        ("made-by", &told.made_by),
        ("authority", &told.authority),
        ("reason", &cx.reason),
    ] {
        if !said(words) {
            return Err(Error::Refused(Refused::Unsaid(name)));
        }
    }
    if told.tool.0.trim().is_empty() || told.tool.1.trim().is_empty() {
        return Err(Error::Refused(Refused::Unsaid("tool")));
    }
    let Some(clock) = told.clock.clone().filter(|clock| said(&clock.how)) else {
        return Err(Error::Refused(Refused::Unsaid("clock")));
    };
    let mut tx = cx.world.db.read().await?;
    let row = tx
        .optional(&store::BY_REFERENCE, binds![told.reference.trim()])
        .await?;
    let Some(row) = row else {
        return Err(Error::Refused(Refused::NoComplaint(told.reference.clone())));
    };
    let complaint = row.get("id")?;
    tx.rollback().await?;
    Ok((clock, complaint))
}

async fn is_ewf(file: &Path) -> Result<bool, Fault> {
    let mut open = tokio::fs::File::open(file)
        .await
        .map_err(|e| Fault::from(e).context(format!("opening `{}`", file.display())))?;
    let mut head = [0; ewf::SIGNATURE.len()];
    let mut filled = 0;
    while filled < head.len() {
        match open.read(&mut head[filled..]).await? {
            0 => return Ok(false),
            n => filled += n,
        }
    }
    Ok(head == *ewf::SIGNATURE)
}

/// The verdict of the tool on all segments.
async fn verified(told: &Told) -> Outcome<ewf::Verdict, Refused> {
    for segment in &told.files {
        if let Some(next) = ewf::next_segment(segment)
            && !told.files.contains(&next)
        {
            let name = next.display().to_string();
            return Err(Error::Refused(Refused::Segment(name)));
        }
    }
    let Some(verdict) = ewf::verify(&told.files[0]).await? else {
        return Err(Error::Refused(Refused::NoTool));
    };
    match verdict.sound {
        true => Ok(verdict),
        false => Err(Error::Refused(Refused::NotSound)),
    }
}

/// Streams a file into the store, its digests computed on the way.
async fn take_in(cx: &Cx, file: &Path) -> Outcome<(Received, Given), Refused> {
    let world = &cx.world;
    let open = tokio::fs::File::open(file)
        .await
        .map_err(|e| Fault::from(e).context(format!("opening `{}`", file.display())))?;
    let passing = Arc::new(Mutex::new(Passing::default()));
    let counted = passing.clone();
    let chunks = futures_util::stream::unfold(open, |mut open| async move {
        let mut piece = vec![0; PIECE_BYTES];
        match open.read(&mut piece).await {
            Ok(0) => None,
            Ok(n) => {
                piece.truncate(n);
                Some((Ok::<Bytes, std::io::Error>(piece.into()), open))
            }
            Err(error) => Some((Err(error), open)),
        }
    });
    let chunks = chunks.map(move |chunk| {
        if let Ok(bytes) = &chunk {
            let mut passing = counted.lock().unwrap_or_else(PoisonError::into_inner);
            passing.pass(bytes);
        }
        chunk
    });
    let staging = world.dice.uuid(world.clock.now());
    let chunks = Box::pin(chunks);
    let received = match world.deposit.receive(staging, chunks, u64::MAX).await {
        Ok(received) => received,
        Err(NotReceived::Empty) => {
            let name = file.display().to_string();
            return Err(Error::Refused(Refused::Empty(name)));
        }
        Err(NotReceived::NoRoom) => return Err(Error::Refused(Refused::NoRoom)),
        Err(NotReceived::Fault(fault)) => return Err(fault.into()),
        Err(NotReceived::Interrupted(cause)) => return Err(Fault::new(cause).into()),
        Err(NotReceived::TooLarge { bytes, .. }) => {
            return Err(Fault::new(format!("{bytes} bytes are too many")).into());
        }
    };
    let passing = std::mem::take(&mut *passing.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((received, passing.computed()))
}

async fn discard(cx: &Cx, received: &[(Received, Given)]) -> Result<(), Fault> {
    for (taken, _) in received {
        cx.world.deposit.discard(taken).await?;
    }
    Ok(())
}

/// What is written of an image received whole.
struct Keeping<'a> {
    cx: &'a Cx,
    told: &'a Told,
    complaint: Uuid,
    clock: &'a Clock,
    ewf: bool,
    medium: &'a Given,
    checked_by: &'a str,
}

impl Keeping<'_> {
    /// The rows of every file, in one transaction.
    async fn keep(&self, received: &[(Received, Given)]) -> Outcome<Vec<Uuid>, Refused> {
        let (cx, told) = (self.cx, self.told);
        let world = &cx.world;
        let mut tx = world.db.write().await?;
        let mut exhibits: Vec<Uuid> = Vec::new();
        for ((taken, _), path) in received.iter().zip(&told.files) {
            if is_set_aside(world, &mut tx, self.complaint, taken).await? {
                return Err(Error::Refused(Refused::SetAside));
            }
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            let id = deposit::keep(world, &mut tx, self.complaint, taken, &name).await?;
            let files = deposit::files_of(&mut tx, self.complaint).await?;
            let file = files.iter().find(|file| file.id == id);
            let file = file.ok_or_else(|| Fault::new("a file just kept is not there"))?;
            let way = Way {
                of: exhibits.first().copied(),
                ..Way::by("image")
            };
            let around = Around {
                place: told.place.clone(),
                tool: Some(told.tool.clone()),
                ..Around::default()
            };
            let more = Detail {
                bearer: Some(told.made_by.clone()),
                authority: Some(told.authority.clone()),
                ..Detail::default()
            };
            adopt::told(cx, &mut tx, file, &way, more, &around).await?;
            let (deed, case) = (Deed::ExhibitAdded, Some(self.complaint));
            cx.journal(&mut tx, deed, "complaint", case, "{}").await?;
            let added = ExhibitAdded {
                complaint: ComplaintId(self.complaint),
                exhibit: ExhibitId(id),
            };
            cx.emit(&mut tx, &Event::ExhibitAdded(added)).await?;
            exhibits.push(id);
        }
        let mut row = binds![exhibits[0], if self.ewf { "ewf" } else { "raw" }];
        let media = (!self.ewf).then_some(received[0].0.bytes);
        row.extend(binds![
            media,
            self.medium.md5.clone(),
            self.medium.sha1.clone()
        ]);
        row.extend(binds![
            self.checked_by,
            &told.source,
            &told.made_by,
            told.made_at
        ]);
        row.extend(binds![self.clock.offset_ms, &self.clock.how]);
        tx.execute(&store::INSERT_IMAGE, row).await?;
        tx.commit().await?;
        Ok(exhibits)
    }

    /// Its description, and what is already known of how it was collected.
    async fn describe(&self, exhibit: Uuid) -> Result<(), Fault> {
        let (cx, told) = (self.cx, self.told);
        let described = Gesture {
            kind: Kind::Described,
            detail: Detail {
                description: Some(told.source.clone()),
                ..Detail::default()
            },
        };
        let around = Around {
            place: told.place.clone(),
            ..Around::default()
        };
        let made = act::act(cx, exhibit, &described, &around).await;
        unless_refused(made)?;
        let clock = match self.clock.offset_ms {
            Some(_) => "yes",
            None => "unknown",
        };
        for (item, answer, words) in [
            ("collector", "yes", &told.made_by),
            ("authority", "yes", &told.authority),
            ("clock", clock, &self.clock.how),
        ] {
            let known = cx.world.guides.items.iter().any(|known| known.code == item);
            if known {
                let cx = cx.clone().because(words);
                unless_refused(note::note(&cx, exhibit, item, answer).await)?;
            }
        }
        Ok(())
    }
}

/// A rule that says no right after the deposit is a fault of ours.
fn unless_refused<T>(outcome: Outcome<T, act::NotDone>) -> Result<(), Fault> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Refused(why)) => Err(Fault::new(format!("not written: {why:?}"))),
    }
}
