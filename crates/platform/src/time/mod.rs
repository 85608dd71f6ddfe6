//! Authorities of trusted time (RFC 3161): which ones the operator chose, and a question put to one of them
//! over HTTP. What is stamped, and when, is not decided here.

pub mod local;
mod settings;

pub use settings::{AuthoritySettings, FormerSettings, Time};

use crate::fault::Fault;
use crate::post::{self, Question};
use crate::world::World;
use faisceau_documents::cms::Roots;
use faisceau_documents::stamp::{self, NotStamped, Stamp};
use hyper::Method;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Longest wait for an answer: a paper may be waiting for it.
const WITHIN: Duration = Duration::from_secs(10);
/// How long whoever waits for a paper is spared an authority that did not answer.
const SPARED: SignedDuration = SignedDuration::from_mins(2);
const NO_PANIC: &str = "no code panics while it holds the hour of a silence";
const REPLY: &str = "application/timestamp-reply";

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
    silent_since: Arc<Mutex<Option<Timestamp>>>,
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

/// What each authority leads to or led to, by its name: those that are asked and the former ones.
///
/// # Errors
/// Names the authority and the file.
pub fn roots(settings: &Time) -> Result<BTreeMap<String, Roots>, Fault> {
    let every = settings.roots_files();
    every
        .map(|(name, file)| Ok((name.to_owned(), read(name, file)?)))
        .collect()
}

fn read(name: &str, file: &Path) -> Result<Roots, Fault> {
    let told = format!("roots of the authority `{name}` in `{}`", file.display());
    let pem = std::fs::read_to_string(file);
    let pem = pem.map_err(|e| Fault::from(e).context(told.clone()))?;
    Roots::read(&pem).map_err(|e| Fault::from(e).context(told))
}

impl Authority {
    /// Reads the roots of an authority.
    ///
    /// # Errors
    /// Names the authority and the file.
    pub fn open(settings: &AuthoritySettings) -> Result<Authority, Fault> {
        let roots = read(&settings.name, &settings.roots_file)?;
        Ok(Authority {
            name: settings.name.clone(),
            url: settings.url.clone(),
            policy: settings.policy.clone(),
            roots,
            ca_file: settings.ca_file.clone(),
            silent_since: Arc::default(),
        })
    }

    /// As [`Authority::stamp`], for a paper that somebody waits for: an authority that did not answer less than two
    /// minutes ago is not asked, and `None` comes at once.
    ///
    /// # Errors
    /// [`NotGiven`].
    pub async fn stamp_now(
        &self,
        world: &World,
        digest: &[u8; 32],
    ) -> Option<Result<Given, NotGiven>> {
        let now = world.clock.now();
        let since = *self.silent_since.lock().expect(NO_PANIC);
        if since.is_some_and(|since| since <= now && now.duration_since(since) < SPARED) {
            return None;
        }
        let given = self.stamp(world, digest).await;
        let silent = matches!(given, Err(NotGiven::Silent(_)));
        *self.silent_since.lock().expect(NO_PANIC) = silent.then(|| world.clock.now());
        Some(given)
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
        let answer = self.ask(query).await;
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

    /// Puts a question over HTTP (RFC 3161, 3.4).
    async fn ask(&self, query: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let question = Question {
            method: Method::POST,
            url: &self.url,
            kind: "application/timestamp-query",
            accept: REPLY,
            authorization: None,
            body: query,
            within: WITHIN,
            ca_file: self.ca_file.as_deref(),
        };
        let answer = post::ask(question).await?;
        if answer.status != 200 {
            return Err(Fault::new(format!("it answered {}", answer.status)));
        }
        match answer.kind.starts_with(REPLY) {
            true => Ok(answer.body),
            false => Err(Fault::new("its answer is not said to be a time stamp")),
        }
    }
}
