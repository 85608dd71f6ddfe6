//! `faisceau exhibit`: registers the image of a medium made elsewhere, and checks the custody of every exhibit.

use super::Settings;
use crate::cli::Exit;
use crate::{background, terminal};
use clap::{Args, Subcommand};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_evidence::custody::verify;
use faisceau_evidence::laboratory::Clock;
use faisceau_evidence::laboratory::given::Given;
use faisceau_evidence::laboratory::register::{self, Told};
use faisceau_platform::accounts;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::world::World;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// Commands on exhibits.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register an image of a medium made elsewhere: raw, or EnCase (E01) where `ewfverify` is installed.
    ///
    /// The digests given are compared with those computed while it streams in; when one differs, or the image is not
    /// sound, nothing is registered. Exit code 0: registered; 2: refused; 1: could not tell.
    Register(Box<Register>),
    /// Check the chain of custody of every exhibit against its rules, its row and the journal. Opens no content.
    ///
    /// Exit code 0: all whole; 2: something is wrong, and told; 1: could not tell.
    Verify,
}

/// Arguments of `register`.
#[derive(Debug, Args)]
pub struct Register {
    /// The image; of an EnCase image every segment, the first first.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The reference of the complaint it supports.
    #[arg(long, value_name = "REFERENCE")]
    complaint: String,
    /// The login of the officer or investigator who registers it.
    #[arg(long, value_name = "LOGIN")]
    by: String,
    /// The medium: make, model, serial number, capacity, marks.
    #[arg(long, value_name = "WORDS")]
    source: String,
    /// Who made the image: name and function.
    #[arg(long, value_name = "WORDS")]
    made_by: String,
    /// When it was made (RFC 3339, with its zone).
    #[arg(long, value_name = "INSTANT")]
    made_at: Option<Timestamp>,
    /// The tool it was made with.
    #[arg(long, value_name = "NAME")]
    tool: String,
    /// The version of that tool.
    #[arg(long, value_name = "VERSION")]
    tool_version: String,
    /// Where it was made.
    #[arg(long, value_name = "WORDS", default_value = "")]
    place: String,
    /// The authority and the act under which it was made.
    #[arg(long, value_name = "WORDS")]
    authority: String,
    /// Why it is registered.
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// The clock of the source less the trusted time, in seconds (`-3.5`), or `unknown`.
    #[arg(long, value_name = "SECONDS", allow_hyphen_values = true)]
    clock_offset: String,
    /// How that was measured, against what; or why it could not be.
    #[arg(long, value_name = "WORDS")]
    clock_how: String,
    /// The MD5 given with it, of the medium: kept to look it up.
    #[arg(long, value_name = "HEX")]
    md5: Option<String>,
    /// The SHA-1 given with it, of the medium: kept to look it up.
    #[arg(long, value_name = "HEX")]
    sha1: Option<String>,
    /// The SHA-256 given with it, of a raw image.
    #[arg(long, value_name = "HEX")]
    sha256: Option<String>,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    match command {
        Command::Register(asked) => register(&world, *asked).await,
        Command::Verify => verify_all(&world).await,
    }
}

async fn register(world: &Arc<World>, asked: Register) -> Result<Exit, Fault> {
    let cx = acting(world, &asked.by, &asked.reason).await?;
    let told = match told(asked) {
        Ok(told) => told,
        Err(why) => {
            terminal::say(&format!("refused: {why}"));
            return Ok(Exit::Partly);
        }
    };
    let registered = match register::register(&cx, &told).await {
        Ok(registered) => registered,
        Err(Error::Refused(why)) => {
            terminal::say(&format!("refused: {why}"));
            return Ok(Exit::Partly);
        }
        Err(Error::Fault(fault)) => return Err(fault),
    };
    for (exhibit, sha256) in registered.exhibits.iter().zip(&registered.sha256) {
        terminal::say(&format!("exhibit     {exhibit}"));
        terminal::say(&format!("sha-256     {sha256}"));
    }
    for (name, digest) in [
        ("md5", &registered.medium.md5),
        ("sha-1", &registered.medium.sha1),
    ] {
        if let Some(digest) = digest {
            terminal::say(&format!("{name:<11} {digest} (of the medium)"));
        }
    }
    terminal::say(&format!("checked by  {}", registered.checked_by));
    background::seal_all(world).await?;
    Ok(Exit::Done)
}

/// The person who registers it: the chain names them.
async fn acting(world: &Arc<World>, login: &str, reason: &str) -> Result<Cx, Fault> {
    let mut tx = world.db.read().await?;
    let all = accounts::list(&mut tx).await?;
    tx.rollback().await?;
    let staff = all.into_iter().find(|staff| staff.login == login);
    let staff = staff.ok_or_else(|| Fault::new(format!("no account has the login {login}")))?;
    let purpose = match &staff.roles {
        roles if roles.contains(&Role::Investigator) => Purpose::Inquiry,
        roles if roles.contains(&Role::Officer) => Purpose::Intake,
        _ => {
            return Err(Fault::new(
                "an image is registered by an officer or an investigator",
            ));
        }
    };
    Ok(Cx::staff(world, staff, purpose, Lang::En).because(reason))
}

fn told(asked: Register) -> Result<Told, String> {
    let given = Given::read(
        asked.md5.as_deref(),
        asked.sha1.as_deref(),
        asked.sha256.as_deref(),
    );
    Ok(Told {
        reference: asked.complaint,
        files: asked.files,
        source: asked.source,
        made_by: asked.made_by,
        made_at: asked.made_at,
        tool: (asked.tool, asked.tool_version),
        place: asked.place,
        authority: asked.authority,
        given: given.map_err(|wrong| wrong.to_string())?,
        clock: Some(Clock {
            offset_ms: offset(&asked.clock_offset)?,
            how: asked.clock_how,
        }),
    })
}

/// Seconds as typed, in milliseconds; `unknown` is none.
fn offset(typed: &str) -> Result<Option<i64>, String> {
    if typed == "unknown" {
        return Ok(None);
    }
    let wrong = || format!("`{typed}` is no number of seconds, nor `unknown`");
    let (sign, plain) = match typed.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 3 || whole.len() > 10 {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let part: i64 = format!("{part:0<3}").parse().map_err(|_| wrong())?;
    Ok(Some(sign * (whole * 1_000 + part)))
}

async fn verify_all(world: &Arc<World>) -> Result<Exit, Fault> {
    let verified = verify::all(world).await?;
    for wrong in &verified.wrong {
        let at = wrong.position;
        terminal::say(&format!(
            "WRONG {} {} at step {at}",
            wrong.exhibit, wrong.what
        ));
    }
    let (exhibits, steps) = (verified.exhibits, verified.steps);
    let wrong = verified.wrong.len();
    terminal::say(&format!(
        "{exhibits} exhibits, {steps} steps, {wrong} wrong"
    ));
    Ok(match wrong {
        0 => Exit::Done,
        _ => Exit::Partly,
    })
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn an_offset_is_read_in_seconds_either_way_or_is_unknown() {
        assert_eq!(offset("-3.5"), Ok(Some(-3_500)));
        assert_eq!(offset("+12"), Ok(Some(12_000)));
        assert_eq!(offset("0.042"), Ok(Some(42)));
        assert_eq!(offset("unknown"), Ok(None));
        for wrong in ["", "-", "1e3", "12 s", "1.2345", "1,5", "99999999999"] {
            assert!(offset(wrong).is_err(), "{wrong}");
        }
    }
}
