//! Authorities of trusted time (RFC 3161): which ones the operator chose, and a question put to one of them
//! over HTTP. What is stamped, and when, is not decided here.

mod ask;
pub mod local;
mod settings;

pub use settings::{AuthoritySettings, Time};

use crate::fault::Fault;
use crate::world::World;
use faisceau_documents::cms::Roots;
use faisceau_documents::stamp::{self, NotStamped, Stamp};
use std::path::PathBuf;

/// An authority, its roots read.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Its name here: tokens are kept under it.
    pub name: String,
    /// Where it answers.
    pub url: String,
    /// The policy asked for, if one is.
    pub policy: Option<String>,
    /// What its certificate must lead to.
    pub roots: Roots,
    ca_file: Option<PathBuf>,
}

/// Why an authority gave no token.
#[derive(Debug)]
pub enum NotGiven {
    /// It did not answer, or not as a time-stamping authority does over HTTP.
    Silent(Fault),
    /// It answered, and what it answered proves nothing.
    Wrong(NotStamped),
}

impl NotGiven {
    /// The stable word of the cause.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotGiven::Silent(_) => "silent",
            NotGiven::Wrong(why) => why.code(),
        }
    }
}

impl std::fmt::Display for NotGiven {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotGiven::Silent(fault) => write!(f, "{fault}"),
            NotGiven::Wrong(why) => write!(f, "{why}"),
        }
    }
}

/// A token that holds.
#[derive(Debug, Clone)]
pub struct Given {
    /// The answer as it came (`TimeStampResp`), the file others call `.tsr`.
    pub answer: Vec<u8>,
    /// The token in it.
    pub token: Vec<u8>,
    /// What it says.
    pub stamp: Stamp,
}

impl Authority {
    /// Reads the roots of an authority.
    ///
    /// # Errors
    /// Names the authority and the file.
    pub fn open(settings: &AuthoritySettings) -> Result<Authority, Fault> {
        let file = &settings.roots_file;
        let told = format!(
            "roots of the authority `{}` in `{}`",
            settings.name,
            file.display()
        );
        let pem = std::fs::read_to_string(file);
        let pem = pem.map_err(|e| Fault::from(e).context(told.clone()))?;
        let roots = Roots::read(&pem).map_err(|e| Fault::from(e).context(told))?;
        Ok(Authority {
            name: settings.name.clone(),
            url: settings.url.clone(),
            policy: settings.policy.clone(),
            roots,
            ca_file: settings.ca_file.clone(),
        })
    }

    /// Asks for a token about this SHA-256, and checks it before anything is kept.
    ///
    /// # Errors
    /// [`NotGiven`].
    pub async fn stamp(&self, world: &World, digest: &[u8; 32]) -> Result<Given, NotGiven> {
        let nonce = world.dice.bytes();
        let policy = self.policy.as_deref();
        let query = stamp::ask(digest, &nonce, policy);
        let query = query.map_err(|e| NotGiven::Silent(e.into()))?;
        let answer = ask::ask(&self.url, self.ca_file.as_deref(), query).await;
        let answer = answer.map_err(|fault| {
            NotGiven::Silent(fault.context(format!("asking the authority `{}`", self.name)))
        })?;
        let read = || {
            let token = stamp::token_of(&answer)?;
            let stamp = stamp::verify(&token, digest, Some(&nonce), policy, &self.roots)?;
            Ok((token, stamp))
        };
        let (token, stamp) = read().map_err(NotGiven::Wrong)?;
        Ok(Given {
            answer,
            token,
            stamp,
        })
    }
}
