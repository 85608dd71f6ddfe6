//! `faisceau storage`: the operator's key of files, one file added, exported or erased, keys wrapped anew, the
//! collector. Each gesture is an operation of the platform or of intake, journaled there.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::{attach, receipt};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow, NotReceived, collect, erase};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::world::World;
use futures_util::TryStreamExt as _;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt as _;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

/// Bytes of a file read at once.
const READ_BYTES: usize = 256 * 1024;

/// Commands on files at rest.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an identity that opens files, in a new file, and print its recipient.
    Key {
        /// The file; one that exists is left alone.
        file: PathBuf,
    },
    /// Add a file of this machine to a complaint.
    Add {
        /// The file.
        file: PathBuf,
        /// The complaint's reference.
        #[arg(long)]
        complaint: String,
    },
    /// Write an encrypted exhibit as it is kept, and its wrapped key, for the tool `age`.
    Export {
        /// The exhibit.
        exhibit: Uuid,
        /// The complaint's reference.
        #[arg(long)]
        complaint: String,
        /// The folder written in; what exists is left alone.
        #[arg(long)]
        to: PathBuf,
    },
    /// Erase an exhibit for good: bytes, key, and what was made of it.
    Erase {
        /// The exhibit.
        exhibit: Uuid,
        /// The complaint's reference.
        #[arg(long)]
        complaint: String,
        /// Why, for the journal.
        #[arg(long)]
        reason: String,
    },
    /// Wrap the keys of all files for the identity in force.
    Rewrap,
    /// Delete objects that nothing names since a day, and mark those that nothing names now.
    Collect,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    if let Command::Key { file } = &command {
        terminal::say(&deposit::make_identity(file)?);
        return Ok(Exit::Done);
    }
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    match command {
        Command::Key { .. } => {}
        Command::Add { file, complaint } => {
            let complaint = found(&world, &complaint).await?;
            terminal::say(&add(&cx, complaint, &file).await?.to_string());
        }
        Command::Export {
            exhibit,
            complaint,
            to,
        } => {
            let complaint = found(&world, &complaint).await?;
            export(&world, &file_of(&world, complaint, exhibit).await?, &to).await?;
        }
        Command::Erase {
            exhibit,
            complaint,
            reason,
        } => {
            let complaint = found(&world, &complaint).await?;
            let erased = erase::erase(&cx.because(&reason), complaint, exhibit).await;
            terminal::say(&format!("erased        {}", erased.map_err(not_erased)?));
        }
        Command::Rewrap => {
            let wrapped = collect::rewrap(&world).await?;
            terminal::say(&format!("wrapped       {wrapped}"));
        }
        Command::Collect => {
            let done = collect::collect(&world, collect::GRACE).await?;
            let before = world.clock.now() - collect::GRACE;
            let unfinished = world.deposit.sweep_unfinished(before).await?;
            terminal::say(&format!("deleted       {}", done.deleted + unfinished));
            terminal::say(&format!("marked        {}", done.marked));
        }
    }
    Ok(Exit::Done)
}

async fn found(world: &World, reference: &str) -> Result<ComplaintId, Fault> {
    let mut tx = world.db.read().await?;
    let found = receipt::by_reference(&mut tx, reference.trim()).await?;
    found.ok_or_else(|| Fault::new("no complaint has this reference"))
}

async fn file_of(world: &World, complaint: ComplaintId, id: Uuid) -> Result<FileRow, Fault> {
    let mut tx = world.db.read().await?;
    let mut files = deposit::files_of(&mut tx, complaint.0).await?.into_iter();
    let file = files.find(|file| file.id == id);
    file.ok_or_else(|| Fault::new("the complaint has no such exhibit"))
}

fn not_erased(error: Error<erase::Refused>) -> Fault {
    match error {
        Error::Fault(fault) => fault,
        Error::Refused(erase::Refused::NoFile) => Fault::new("the complaint has no such exhibit"),
        Error::Refused(erase::Refused::NoReason) => Fault::new("say why: four characters at least"),
        Error::Refused(erase::Refused::Held) => {
            Fault::new("a hold is in force: nothing of the complaint is erased")
        }
    }
}

async fn add(cx: &Cx, complaint: ComplaintId, file: &Path) -> Result<Uuid, Fault> {
    let world = &cx.world;
    let named = |e: std::io::Error| Fault::from(e).context(format!("reading `{}`", file.display()));
    let opened = tokio::fs::File::open(file).await.map_err(named)?;
    let stream = ReaderStream::with_capacity(opened, READ_BYTES);
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    let received = world.deposit.receive(staging, stream, most).await;
    let received = received.map_err(|why| match why {
        NotReceived::Fault(fault) => fault,
        NotReceived::Empty => Fault::new("the file is empty"),
        NotReceived::TooLarge { bytes, bytes_max } => Fault::new(format!(
            "the file has {bytes} bytes, limits.exhibit_bytes_max is {bytes_max}"
        )),
        NotReceived::NoRoom => {
            Fault::new("no room: storage.stored_bytes_max or limits.free_bytes_min is reached")
        }
        NotReceived::Interrupted(why) => Fault::new(why).context("reading the file"),
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match attach::to_complaint(cx, complaint, &received, &name).await {
        Ok(exhibit) => Ok(exhibit.0),
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Refused(why)) => {
            world.deposit.discard(&received).await?;
            Err(Fault::new(match why {
                attach::Refused::NoFileHere => "the complaint takes no file".to_owned(),
                attach::Refused::SetAside => "these bytes were set aside".to_owned(),
                attach::Refused::TooMany { max } => format!("the complaint has {max} files"),
            }))
        }
    }
}

async fn export(world: &World, file: &FileRow, to: &Path) -> Result<(), Fault> {
    let kept = world.deposit.as_kept(file).await?;
    let (mut object, wrapped) =
        kept.ok_or_else(|| Fault::new("the file is not encrypted: it is kept as it came"))?;
    tokio::fs::create_dir_all(to).await?;
    let mut key = new_file(&to.join("file.key.age")).await?;
    key.write_all(&wrapped).await?;
    key.sync_all().await?;
    let mut out = new_file(&to.join("file.age")).await?;
    while let Some(piece) = object.try_next().await? {
        out.write_all(&piece).await?;
    }
    out.sync_all().await?;
    Ok(())
}

async fn new_file(path: &Path) -> Result<tokio::fs::File, Fault> {
    let mut options = tokio::fs::OpenOptions::new();
    let made = options.write(true).create_new(true).open(path).await;
    made.map_err(|e| Fault::from(e).context(format!("making `{}`", path.display())))
}
