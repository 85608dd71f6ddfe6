//! How checkpoints of the public log leave the machine: the table `[log]` of the configuration.

use crate::fault::Fault;
use faisceau_domain::merkle::note::{Kind, NoteKey, is_name};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Where checkpoints are left when nothing is set, below the data folder.
const FOLDER: &str = "checkpoints";

/// The ways outside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// The name of the log; absent: the host of the instance and `/log`. A log keeps its name for ever: when the
    /// address of the instance changes, the former name is written here.
    pub origin: Option<String>,
    /// Folder where each checkpoint is left; absent: `checkpoints` in the data folder.
    pub drop_dir: Option<PathBuf>,
    /// Address that is sent a checkpoint a day.
    pub mail_to: Option<String>,
    /// Witnesses: of each, its address and its key, with a space between (C2SP tlog-witness).
    pub witnesses: Vec<String>,
}

/// A witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its address, without `/add-checkpoint`.
    pub url: String,
    /// Its key.
    pub key: NoteKey,
}

impl Witness {
    /// Reads `https://witness.example name+id+key`.
    #[must_use]
    pub fn read(text: &str) -> Option<Witness> {
        let (url, key) = text.trim().split_once(' ')?;
        let key = NoteKey::read(key).filter(|key| key.kind == Kind::Witness)?;
        let scheme = url.starts_with("https://") || url.starts_with("http://");
        scheme.then(|| Witness {
            url: url.trim_end_matches('/').to_owned(),
            key,
        })
    }
}

impl Log {
    /// Refuses what could not work.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self, mail_is_set: bool) -> Result<(), Fault> {
        if self.mail_to.is_some() && !mail_is_set {
            return Err(Fault::new("log.mail_to needs the table [mail]"));
        }
        if self.origin.as_ref().is_some_and(|name| !is_name(name)) {
            return Err(Fault::new(
                "log.origin must be a word without space nor plus sign",
            ));
        }
        let wrong = self
            .witnesses
            .iter()
            .find(|text| Witness::read(text).is_none());
        match wrong {
            None => Ok(()),
            Some(text) => Err(Fault::new(format!(
                "log.witnesses `{text}` must be an address, a space and a witness key such as \
                 `https://witness.example witness.example+0a1b2c3d+BA…`"
            ))),
        }
    }

    /// The witnesses.
    #[must_use]
    pub fn known_witnesses(&self) -> Vec<Witness> {
        let read = self.witnesses.iter();
        read.filter_map(|text| Witness::read(text)).collect()
    }

    /// The folder where checkpoints are left.
    #[must_use]
    pub fn folder(&self, data_dir: &Path) -> PathBuf {
        self.drop_dir
            .clone()
            .unwrap_or_else(|| data_dir.join(FOLDER))
    }

    /// Why a checkpoint would not outlive this machine, if so.
    #[must_use]
    pub fn stays_here(&self, data_dir: &Path) -> Option<String> {
        if self.mail_to.is_some() || !self.witnesses.is_empty() {
            return None;
        }
        let told = "set log.witnesses, log.mail_to, or log.drop_dir to a folder of another disk";
        let Some(folder) = &self.drop_dir else {
            return Some(format!(
                "checkpoints of the public log stay in `{}`, on the disk of the database: {told}",
                self.folder(data_dir).display()
            ));
        };
        match (disk(folder), disk(data_dir)) {
            (Some(one), Some(other)) if one != other => None,
            (None, _) => Some(format!(
                "log.drop_dir `{}` does not exist yet: no checkpoint of the public log left this machine",
                folder.display()
            )),
            _ => Some(format!(
                "log.drop_dir `{}` is on the disk of the database: {told}",
                folder.display()
            )),
        }
    }
}

/// The disk a folder is on.
fn disk(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(folder).ok().map(|known| known.dev())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITNESS: &str = "https://w.example/ w.example+";

    #[test]
    fn mistakes_name_their_key() {
        let told = |log: &Log, mail: bool| log.check(mail).expect_err("a mistake").to_string();
        let mail = Log {
            mail_to: Some("a@example.org".into()),
            ..Log::default()
        };
        assert!(told(&mail, false).contains("log.mail_to"));
        assert!(mail.check(true).is_ok());
        let named = Log {
            origin: Some("plainte exemple".into()),
            ..Log::default()
        };
        assert!(told(&named, true).contains("log.origin"));
        for wrong in [
            "https://w.example",
            WITNESS,
            "w.example w.example+00000000+AAAA",
        ] {
            let log = Log {
                witnesses: vec![wrong.into()],
                ..Log::default()
            };
            assert!(told(&log, true).contains("log.witnesses"), "{wrong}");
        }
    }

    #[test]
    fn a_checkpoint_that_stays_here_is_told() {
        let here = Path::new("/");
        let told = Log::default().stays_here(here).expect("nothing is set");
        assert!(told.contains("/checkpoints"), "{told}");
        let same = Log {
            drop_dir: Some(here.into()),
            ..Log::default()
        };
        assert!(
            same.stays_here(here)
                .is_some_and(|told| told.contains("log.drop_dir"))
        );
        let sent = Log {
            mail_to: Some("a@example.org".into()),
            ..Log::default()
        };
        assert_eq!(sent.stays_here(here), None);
        if Path::new("/proc/self").exists() {
            let other = Log {
                drop_dir: Some("/proc/self".into()),
                ..Log::default()
            };
            assert_eq!(other.stays_here(here), None);
        }
    }
}
