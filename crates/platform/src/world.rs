//! The world an operation acts in, built once at start: configuration, database, files, clock,
//! chance, words, law, forms, policies, keys, and what the capabilities registered. Holds no
//! request's state.

use crate::clock::{Clock, Dice};
use crate::config::Config;
use crate::content::Content;
use crate::db::{Db, Statement};
use crate::deposit::Deposit;
use crate::events::Reaction;
use crate::fault::Fault;
use crate::jobs::JobKind;
use crate::keys::Keys;
use faisceau_documents::words::Words;
use faisceau_domain::Lang;
use std::sync::{Arc, RwLock};

/// What one capability brings. The binary lists them; nothing else knows them all.
#[derive(Clone, Default)]
pub struct Capability {
    /// Its folder's name under `crates/`.
    pub name: &'static str,
    /// Its statements, for the test that prepares them all.
    pub statements: Vec<&'static [Statement]>,
    /// What it does when others tell something.
    pub reactions: Vec<Reaction>,
    /// The jobs it does.
    pub jobs: Vec<JobKind>,
}

/// Everything an operation needs from outside itself.
pub struct World {
    /// Configuration.
    pub config: Config,
    /// Shipped content with the operator's overlay.
    pub content: Content,
    /// Both databases behind one type.
    pub db: Db,
    /// Files.
    pub deposit: Deposit,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub dice: Dice,
    /// Sentences.
    pub words: Arc<Words>,
    keys: RwLock<Keys>,
    /// What the capabilities do when others tell something.
    pub reactions: Vec<Reaction>,
    /// The jobs the capabilities do.
    pub job_kinds: Vec<JobKind>,
}

/// What a world is built from.
pub struct Parts {
    /// Configuration.
    pub config: Config,
    /// Content.
    pub content: Content,
    /// An open, migrated database.
    pub db: Db,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub dice: Dice,
}

impl World {
    /// Reads the content and opens keys and files below the data folder.
    ///
    /// # Errors
    /// When content is malformed (the file is named) or the data folder cannot be used.
    pub fn build(parts: Parts, capabilities: &[Capability]) -> Result<World, Fault> {
        let Parts {
            config,
            content,
            db,
            clock,
            dice,
        } = parts;
        let words = Arc::new(read_words(&content)?);
        let keys = Keys::open(&config.data_dir, || dice.bytes())?;
        let deposit = Deposit::local(&config.data_dir.join("files"))?;
        Ok(World {
            reactions: capabilities
                .iter()
                .flat_map(|c| c.reactions.clone())
                .collect(),
            job_kinds: capabilities.iter().flat_map(|c| c.jobs.clone()).collect(),
            keys: RwLock::new(keys),
            config,
            content,
            db,
            deposit,
            clock,
            dice,
            words,
        })
    }

    /// The keys in force.
    ///
    /// # Panics
    /// When a thread panicked while it rotated the keys.
    #[must_use]
    pub fn keys(&self) -> Keys {
        self.keys
            .read()
            .expect("no code panics while it holds the keys")
            .clone()
    }

    /// Signs with a new key from now on.
    ///
    /// # Errors
    /// When the key files cannot be written.
    ///
    /// # Panics
    /// When a thread panicked while it held the keys.
    pub fn rotate_keys(&self) -> Result<String, Fault> {
        let mut keys = self
            .keys
            .write()
            .expect("no code panics while it holds the keys");
        keys.rotate(self.dice.bytes())
    }
}

fn read_words(content: &Content) -> Result<Words, Fault> {
    let files = Lang::ALL.into_iter().flat_map(|lang| {
        content
            .folder(&format!("locales/{}", lang.code()))
            .map(move |(name, text)| (lang, name.to_owned(), text.to_owned()))
            .collect::<Vec<_>>()
    });
    Ok(Words::load(files)?)
}
