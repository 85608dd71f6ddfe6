//! `faisceau erase`: erases a whole complaint in two gestures of two persons, hands out its certificate, and checks one
//! offline. Each gesture is an operation of intake, journaled there.

use super::Settings;
use super::receipt::{read, trusted};
use crate::cli::Exit;
use crate::terminal;
use clap::{Args, Subcommand, ValueEnum};
use faisceau_documents::verify_file;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::erasure;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::retention::Ground;
use faisceau_intake::receipt;
use faisceau_intake::retention::{self, Refused, confirm, decline, propose};
use faisceau_platform::accounts;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::world::World;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// Commands that erase complaints.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Propose to erase a complaint, and print the number of the erasure. Exit code 2: refused, and why.
    Propose {
        /// The complaint's reference.
        reference: String,
        /// On what ground.
        #[arg(long)]
        ground: Told,
        /// Who asks, and why.
        #[command(flatten)]
        who: Who,
    },
    /// Confirm an erasure that somebody else proposed: the complaint is erased at once.
    Confirm {
        /// The number of the erasure.
        erasure: Uuid,
        /// Who asks, and why.
        #[command(flatten)]
        who: Who,
    },
    /// Refuse an erasure that was proposed.
    Decline {
        /// The number of the erasure.
        erasure: Uuid,
        /// Who asks, and why.
        #[command(flatten)]
        who: Who,
    },
    /// Write the certificate of an erasure.
    Certificate {
        /// The number of the erasure.
        erasure: Uuid,
        /// The file; one that exists is left alone.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Check a certificate, offline. Exit code 0: authentic, and of the paper given; 2: not.
    Check {
        /// The certificate.
        file: PathBuf,
        /// A public key in PEM (`faisceau keys export`); otherwise the keys of the data folder.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// A paper that must be one of the complaint erased.
        #[arg(long, value_name = "FILE")]
        paper: Option<PathBuf>,
    },
}

/// Who asks, and why.
#[derive(Debug, Args)]
pub struct Who {
    /// The login of who asks.
    #[arg(long, value_name = "LOGIN")]
    by: String,
    /// Why, for the journal.
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

/// The ground, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Told {
    /// Its time is over.
    Clock,
    /// The person asked for it.
    Request,
    /// A judge or the supervisory authority ordered it.
    Order,
    /// It should never have been kept.
    Unlawful,
}

impl From<Told> for Ground {
    fn from(told: Told) -> Ground {
        match told {
            Told::Clock => Ground::Clock,
            Told::Request => Ground::Request,
            Told::Order => Ground::Order,
            Told::Unlawful => Ground::Unlawful,
        }
    }
}

/// Who may propose and hold, and for which purpose.
pub(super) const PROPOSERS: [(Role, Purpose); 3] = [
    (Role::Officer, Purpose::Intake),
    (Role::Investigator, Purpose::Inquiry),
    (Role::Prosecutor, Purpose::Inquiry),
];
/// Who may confirm.
const DECIDERS: [(Role, Purpose); 2] = [
    (Role::Prosecutor, Purpose::Inquiry),
    (Role::Administrator, Purpose::Administration),
];

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    if let Command::Check { file, key, paper } = &command {
        return check(settings, file, key.as_ref(), paper.as_ref());
    }
    let world = settings.world().await?;
    match command {
        Command::Check { .. } => Ok(Exit::Done),
        Command::Propose {
            reference,
            ground,
            who,
        } => {
            let complaint = found(&world, &reference).await?;
            let cx = acting(&world, &who, &PROPOSERS).await?;
            told(
                propose::propose(&cx, complaint, ground.into()).await,
                |id| format!("proposed      {id}"),
            )
        }
        Command::Confirm { erasure, who } => {
            let cx = acting(&world, &who, &DECIDERS).await?;
            let done = confirm::confirm(&cx, erasure).await;
            faisceau_casework::rewrite_words::rewrite(&cx).await?;
            told(done, |_| format!("erased        {erasure}"))
        }
        Command::Decline { erasure, who } => {
            let cx = acting(&world, &who, &DECIDERS).await?;
            told(decline::decline(&cx, erasure).await, |()| {
                format!("declined      {erasure}")
            })
        }
        Command::Certificate { erasure, to } => certificate(&world, erasure, &to).await,
    }
}

/// What was done, or why it was refused.
pub(super) fn told<T>(done: Outcome<T, Refused>, say: impl Fn(T) -> String) -> Result<Exit, Fault> {
    match done {
        Ok(done) => {
            terminal::say(&say(done));
            Ok(Exit::Done)
        }
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Refused(why)) => {
            terminal::say(&format!("refused       {}", why.code()));
            Ok(Exit::Partly)
        }
    }
}

pub(super) async fn found(world: &World, reference: &str) -> Result<ComplaintId, Fault> {
    let mut tx = world.db.read().await?;
    let found = receipt::by_reference(&mut tx, reference.trim()).await?;
    found.ok_or_else(|| Fault::new("no complaint has this reference"))
}

/// The person who acts: the journal names them.
pub(super) async fn acting(
    world: &Arc<World>,
    who: &Who,
    may: &[(Role, Purpose)],
) -> Result<Cx, Fault> {
    let mut tx = world.db.read().await?;
    let all = accounts::list(&mut tx).await?;
    tx.rollback().await?;
    let staff = all.into_iter().find(|staff| staff.login == who.by);
    let staff = staff.ok_or_else(|| Fault::new(format!("no account has the login {}", who.by)))?;
    let held = may.iter().find(|(role, _)| staff.roles.contains(role));
    let (_, purpose) = held.ok_or_else(|| {
        let roles: Vec<&str> = may.iter().map(|(role, _)| role.code()).collect();
        Fault::new(format!("this needs the role {}", roles.join(" or ")))
    })?;
    Ok(Cx::staff(world, staff, *purpose, Lang::En).because(&who.reason))
}

async fn certificate(world: &World, erasure: Uuid, to: &PathBuf) -> Result<Exit, Fault> {
    let mut tx = world.db.read().await?;
    let asked = retention::one(&mut tx, erasure).await?;
    let kept = asked.and_then(|asked| asked.certificate);
    let kept = kept.ok_or_else(|| Fault::new("no certificate has this number"))?;
    let mut options = std::fs::OpenOptions::new();
    let file = options.write(true).create_new(true).open(to);
    let named = |e| Fault::from(e).context(format!("making `{}`", to.display()));
    std::io::Write::write_all(&mut file.map_err(named)?, kept.as_bytes())?;
    Ok(Exit::Done)
}

fn check(
    settings: &Settings,
    file: &std::path::Path,
    key: Option<&PathBuf>,
    paper: Option<&PathBuf>,
) -> Result<Exit, Fault> {
    let keys = trusted(settings, key.map(PathBuf::as_path))?;
    let kept = String::from_utf8_lossy(&read(file)?).into_owned();
    let certificate = match erasure::read(&kept, &keys) {
        Ok(certificate) => certificate,
        Err(why) => {
            terminal::say(&format!("NOT authentic: {why}"));
            return Ok(Exit::Partly);
        }
    };
    terminal::say(&format!("authentic   certificate {}", certificate.id));
    terminal::say(&format!("erased      {}", certificate.erased_at));
    terminal::say(&format!(
        "ground      {} ({}), by {}",
        certificate.ground, certificate.law, certificate.by
    ));
    for (class, rows) in &certificate.taken {
        terminal::say(&format!("taken       {rows} {class}"));
    }
    let Some(paper) = paper else {
        return Ok(Exit::Done);
    };
    let payload = verify_file(&read(paper)?, &keys).map(|verified| verified.payload);
    let payload = match payload {
        Ok(payload) => payload.unwrap_or_default(),
        Err(why) => {
            terminal::say(&format!("NOT authentic: {why}"));
            return Ok(Exit::Partly);
        }
    };
    match certificate.paper(&payload) {
        Some(paper) => {
            terminal::say(&format!(
                "paper       {} of the complaint erased",
                paper.document
            ));
            Ok(Exit::Done)
        }
        None => {
            terminal::say("NOT proven: the paper is of another complaint");
            Ok(Exit::Partly)
        }
    }
}
