//! `faisceau log loss`: where the public log stands, and the two gestures by which two persons declare that entries are
//! lost, each proven by login and password. The same operations as the page; it holds no rule.

use super::Settings;
use crate::cli::Exit;
use crate::{capabilities, terminal};
use clap::Args;
use faisceau_domain::Lang;
use faisceau_domain::access::Purpose;
use faisceau_evidence::log::loss;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::actor;
use faisceau_platform::wiring;
use faisceau_platform::world::World;
use std::io::BufRead;
use std::sync::Arc;

/// Arguments of `log loss`.
#[derive(Debug, Args)]
pub struct Loss {
    /// Propose, as this account.
    #[arg(
        long,
        value_name = "LOGIN",
        conflicts_with = "agree",
        requires = "reason"
    )]
    propose: Option<String>,
    /// Agree to what another account proposed, as this one.
    #[arg(long, value_name = "LOGIN", requires = "reason")]
    agree: Option<String>,
    /// What happened, in a sentence, without naming a victim.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) async fn run(settings: &Settings, asked: Loss) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let reason = asked.reason.unwrap_or_default();
    let done = match (asked.propose, asked.agree) {
        (None, None) => return tell(&world).await,
        (Some(login), _) => {
            let cx = person(&world, &login).await?.because(&reason);
            let proposed = loss::propose(&cx).await;
            proposed.map(|proposal| {
                format!(
                    "proposed: another person agrees until {:.0}",
                    proposal.until()
                )
            })
        }
        (None, Some(login)) => {
            let cx = person(&world, &login).await?.because(&reason);
            let agreed = loss::agree(&cx).await;
            agreed.map(|name| format!("closed: the log goes on as `{name}`"))
        }
    };
    match done {
        Ok(told) => {
            terminal::say(&told);
            Ok(Exit::Done)
        }
        Err(Error::Refused(why)) => {
            terminal::say(&format!("REFUSED: {why}"));
            Ok(Exit::Partly)
        }
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// Where the log stands.
async fn tell(world: &Arc<World>) -> Result<Exit, Fault> {
    let standing = loss::standing(&Cx::platform(world)).await?;
    for one in &standing.closed {
        terminal::say(&format!(
            "closed    {:.0}, {} entries surely kept; it goes on as number {}",
            one.at, one.kept, one.generation
        ));
    }
    if let Some(proposal) = &standing.proposed {
        terminal::say(&format!(
            "proposed  {:.0}; another person agrees until {:.0}",
            proposal.at,
            proposal.until()
        ));
    }
    match standing.refused {
        None => {
            terminal::say("the log goes on from every checkpoint known");
            Ok(Exit::Done)
        }
        Some(why) => {
            terminal::say(&format!("NOTHING IS SIGNED: {why}"));
            Ok(Exit::Partly)
        }
    }
}

/// The person of this login, by the password given, for the purpose under which the policies let them do it.
async fn person(world: &Arc<World>, login: &str) -> Result<Cx, Fault> {
    terminal::tell("password, then Enter:");
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    let front = wiring::front(world, &capabilities::all())?;
    let may = |staff: &Staff| {
        let person = actor(staff);
        let whole = Resource::installation();
        let allowed = |purpose: &Purpose| {
            let check = front
                .authority
                .check(&person, Action::LogLose, &whole, *purpose);
            check.is_allowed()
        };
        Purpose::ALL.into_iter().find(allowed)
    };
    let cx = Cx::platform(world);
    let password = password.trim_end_matches(['\r', '\n']);
    let opened = accounts::sign_in_for(&cx, login, password, &may).await?;
    let opened = opened.ok_or_else(|| {
        Fault::new("no account that may declare a loss has this login and this password")
    })?;
    let purpose = may(&opened.staff).unwrap_or(Purpose::Audit);
    let cx = Cx::staff(world, opened.staff, purpose, Lang::Fr);
    // Proven once; nothing stays open.
    accounts::sign_out(&cx, &opened.token).await?;
    Ok(cx)
}
