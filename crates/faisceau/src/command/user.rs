//! `faisceau user`: makes a staff account, lists them, removes a lost second factor. The password is read from the terminal's input, never
//! from the arguments, where anyone on the machine reads it.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_casework::leave::leave;
use faisceau_casework::succeed::{Refused, Succeeded, succeed};
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use faisceau_platform::access::Authority;
use faisceau_platform::accounts::{self, NewAccount, NotChanged};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::oidc;
use std::io::BufRead;

/// Commands on staff accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an account. The password is the first line of standard input.
    Add {
        /// What they sign in with.
        login: String,
        /// officer, analyst, investigator, prosecutor, auditor or administrator; several: repeat.
        #[arg(long, required = true, value_parser = role)]
        role: Vec<Role>,
        /// Name or number shown to colleagues; the login when absent.
        #[arg(long)]
        name: Option<String>,
        /// The unit they belong to.
        #[arg(long, default_value = "central")]
        unit: String,
    },
    /// Close an account: its person opens nothing from now on. Nothing that they did is deleted.
    Close {
        /// Its login.
        login: String,
        /// Why: the journal keeps it.
        #[arg(long)]
        reason: String,
        /// Who takes what they had in charge; nobody when absent: their unit sees it as to be taken.
        #[arg(long)]
        to: Option<String>,
    },
    /// Hand over what somebody has in charge, without closing the account.
    HandOver {
        /// Whose.
        login: String,
        /// Who takes it; nobody when absent.
        #[arg(long)]
        to: Option<String>,
        /// Why: the journal keeps it.
        #[arg(long)]
        reason: String,
    },
    /// Open a closed account again.
    Reopen {
        /// Its login.
        login: String,
        /// Why: the journal keeps it.
        #[arg(long)]
        reason: String,
    },
    /// Replace the roles of an account; the journal keeps the former ones.
    Roles {
        /// Its login.
        login: String,
        /// Its roles from now on; several: repeat.
        #[arg(long, required = true, value_parser = role)]
        role: Vec<Role>,
        /// Why: the journal keeps it.
        #[arg(long)]
        reason: String,
    },
    /// Bind an account to somebody whom an OpenID provider knows. Its roles stay those given here. The
    /// subject (`sub`) is the first line of standard input.
    Bind {
        /// The account.
        login: String,
        /// The provider, by its name in the configuration.
        #[arg(long)]
        provider: String,
    },
    /// Move an account to another unit; the journal keeps the former one.
    Unit {
        /// Its login.
        login: String,
        /// Its unit from now on.
        #[arg(long)]
        unit: String,
        /// Why: the journal keeps it.
        #[arg(long)]
        reason: String,
    },
    /// List the accounts that are open.
    List,
    /// Remove the second factor of somebody who lost it, and end their sessions.
    ResetFactor {
        /// What they sign in with.
        login: String,
    },
}

fn role(word: &str) -> Result<Role, String> {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    Role::from_code(word).ok_or_else(|| format!("one of {}", words.join(", ")))
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    match command {
        Command::Add {
            login,
            role,
            name,
            unit,
        } => {
            let new = NewAccount {
                display_name: name.unwrap_or_else(|| login.clone()),
                password: typed_password()?,
                login,
                unit,
                roles: role,
            };
            add(&cx, new).await?;
        }
        Command::Close { login, reason, to } => {
            close(&cx.because(&reason), &login, to.as_deref()).await?;
        }
        Command::HandOver { login, to, reason } => {
            let cx = cx.because(&reason);
            let over = HandOver::of(&cx, &login, to.as_deref()).await?;
            over.run(&cx).await?;
        }
        Command::Reopen { login, reason } => {
            changed(accounts::reopen(&cx.because(&reason), &login).await)?;
        }
        Command::Roles {
            login,
            role,
            reason,
        } => {
            changed(accounts::set_roles(&cx.because(&reason), &login, &role).await)?;
        }
        Command::Unit {
            login,
            unit,
            reason,
        } => {
            changed(accounts::set_unit(&cx.because(&reason), &login, &unit).await)?;
        }
        Command::ResetFactor { login } => reset_factor(&cx, &login).await?,
        Command::Bind { login, provider } => bind(&cx, &login, &provider).await?,
        Command::List => {
            let mut tx = world.db.read().await?;
            for staff in accounts::list(&mut tx).await? {
                let roles: Vec<&str> = staff.roles.iter().map(|role| role.code()).collect();
                terminal::say(&format!(
                    "{}\t{}\t{}",
                    staff.login,
                    staff.unit,
                    roles.join(",")
                ));
            }
        }
    }
    Ok(Exit::Done)
}

/// A password, from standard input: no history of commands holds it.
fn typed_password() -> Result<String, Fault> {
    terminal::tell("password (12 characters or more), then Enter:");
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}

async fn add(cx: &Cx, new: NewAccount) -> Result<(), Fault> {
    match accounts::add(cx, new).await {
        Ok(id) => terminal::say(&id.to_string()),
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    }
    Ok(())
}

/// Whoever lost both telephone and recovery codes signs in by the password alone until they add another.
async fn reset_factor(cx: &Cx, login: &str) -> Result<(), Fault> {
    let mut tx = cx.world.db.read().await?;
    let all = accounts::list(&mut tx).await?;
    tx.rollback().await?;
    let login = login.trim().to_lowercase();
    let Some(staff) = all.into_iter().find(|staff| staff.login == login) else {
        return Err(Fault::new(format!("no account signs in as `{login}`")));
    };
    match accounts::factor::reset(cx, staff.id).await? {
        true => terminal::tell("the second factor is removed, the sessions are ended"),
        false => terminal::tell("this account has no second factor"),
    }
    Ok(())
}

/// What was done, or why not.
fn changed(done: Outcome<(), NotChanged>) -> Result<(), Fault> {
    match done {
        Ok(()) => Ok(()),
        Err(Error::Refused(why)) => Err(why.into()),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// The subject is read from the terminal's input, never from the arguments, as a password is.
async fn bind(cx: &Cx, login: &str, provider: &str) -> Result<(), Fault> {
    terminal::tell("subject (sub) at the provider, then Enter:");
    let mut subject = String::new();
    std::io::stdin().lock().read_line(&mut subject)?;
    match oidc::bind(cx, login, provider, subject.trim()).await {
        Ok(()) => {
            terminal::tell("bound");
            Ok(())
        }
        Err(Error::Refused(why)) => Err(why.into()),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

async fn close(cx: &Cx, login: &str, to: Option<&str>) -> Result<(), Fault> {
    let authority = Authority::from_content(&cx.world.content)?;
    told(leave(cx, &authority, login, to).await)
}

/// How many complaints went where, or why none did.
fn told<R: Into<Fault>>(done: Outcome<Succeeded, R>) -> Result<(), Fault> {
    match done {
        Ok(done) => {
            terminal::tell(&format!(
                "{} complaints handed over, {} in nobody's charge",
                done.given, done.released
            ));
            Ok(())
        }
        Err(Error::Refused(why)) => Err(why.into()),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// From whom, to whom.
struct HandOver {
    from: AccountId,
    to: Option<AccountId>,
}

impl HandOver {
    /// Finds both accounts.
    async fn of(cx: &Cx, from: &str, to: Option<&str>) -> Result<HandOver, Fault> {
        let mut tx = cx.world.db.read().await?;
        let from = accounts::known(&mut tx, from).await?;
        let open = accounts::list(&mut tx).await?;
        tx.rollback().await?;
        let named = to.map(|login| login.trim().to_lowercase());
        let to = named.as_ref().map(|login| {
            let found = open.iter().find(|staff| staff.login == *login);
            found.map(|staff| staff.id).ok_or(Refused::NotAColleague)
        });
        let over = HandOver {
            from: from.ok_or(NotChanged::Unknown)?,
            to: to.transpose()?,
        };
        match over.to == Some(over.from) {
            true => Err(Refused::SamePerson.into()),
            false => Ok(over),
        }
    }

    async fn run(self, cx: &Cx) -> Result<(), Fault> {
        let authority = Authority::from_content(&cx.world.content)?;
        told(succeed(cx, &authority, self.from, self.to).await)
    }
}
