//! How files are kept: the tables `[storage]` and `[s3]` of the configuration. Keys stand in files of their
//! own, never in the configuration.

use super::vault::Vault;
use crate::fault::Fault;
use age::x25519::Recipient;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// How files are kept at rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// The operator's identity, as `faisceau storage key` or `age-keygen` writes it: files received from now
    /// on are encrypted. Absent: in clear.
    pub identity_file: Option<PathBuf>,
    /// Identities used before: they still open what they opened.
    pub retired_identity_files: Vec<PathBuf>,
    /// Who else may open every file: recipients whose identities lie in a safe.
    pub recovery_recipients: Vec<String>,
    /// The operator says that the data folder is on an encrypted volume that this program cannot see.
    pub volume_is_encrypted: bool,
    /// Bytes of files that the instance takes in all; 0: as many as the disk.
    pub stored_bytes_max: u64,
}

impl Storage {
    /// Refuses what could not work.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self) -> Result<(), Fault> {
        self.recovery()?;
        if self.identity_file.is_none() && !self.recovery_recipients.is_empty() {
            return Err(Fault::new(
                "storage.recovery_recipients needs storage.identity_file",
            ));
        }
        Ok(())
    }

    /// Refuses identities that cannot be read.
    ///
    /// # Errors
    /// Names the file.
    pub fn check_files(&self) -> Result<(), Fault> {
        self.vault().map(drop)
    }

    fn recovery(&self) -> Result<Vec<Recipient>, Fault> {
        let read = |text: &String| {
            let recipient: Result<Recipient, &str> = text.parse();
            recipient
                .map_err(|why| Fault::new(format!("storage.recovery_recipients `{text}`: {why}")))
        };
        self.recovery_recipients.iter().map(read).collect()
    }

    /// The vault of this configuration; none where files are in clear and always were.
    pub(super) fn vault(&self) -> Result<Option<Vault>, Fault> {
        if self.identity_file.is_none() && self.retired_identity_files.is_empty() {
            return Ok(None);
        }
        let in_force = self.identity_file.as_deref();
        let vault = Vault::open(in_force, &self.retired_identity_files, &self.recovery()?)?;
        Ok(Some(vault))
    }

    /// Whether the identity lies where the files are: whoever takes one takes the other.
    #[must_use]
    pub fn key_lies_with(&self, data: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let data = real(data);
        let mut files = self
            .identity_file
            .iter()
            .chain(&self.retired_identity_files);
        files.any(|file| real(file).starts_with(&data))
    }
}

/// An S3 store that takes the place of the folder of files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The bucket; it exists already, and is this instance's alone.
    pub bucket: String,
    /// The region.
    #[serde(default = "region")]
    pub region: String,
    /// The address of the service, when it is not Amazon's.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// The name of the key.
    pub access_key_id: String,
    /// The file of its secret.
    pub secret_access_key_file: PathBuf,
    /// Names the bucket in the host's name rather than in the path.
    #[serde(default)]
    pub virtual_hosted: bool,
}

fn region() -> String {
    "us-east-1".to_owned()
}

impl S3 {
    /// Refuses what would show what passes.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self) -> Result<(), Fault> {
        let Some(endpoint) = &self.endpoint else {
            return Ok(());
        };
        let wrong = || Fault::new("s3.endpoint must be https://…, or http:// on this machine");
        let address = endpoint.parse::<axum::http::Uri>().map_err(|_| wrong())?;
        let here = address.host().is_some_and(|host| {
            let bare = host.trim_matches(['[', ']']);
            let ip = bare.parse::<std::net::IpAddr>();
            bare == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
        });
        match address.scheme_str() {
            Some("https") => Ok(()),
            Some("http") if here => Ok(()),
            _ => Err(wrong()),
        }
    }

    /// The secret, read at start.
    pub(super) fn secret(&self) -> Result<String, Fault> {
        let file = &self.secret_access_key_file;
        let text = std::fs::read_to_string(file)
            .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
        Ok(text.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_name_their_key() {
        let storage = |lines: &str| -> Result<(), String> {
            let read: Storage = toml::from_str(lines).map_err(|e| e.to_string())?;
            read.check().map_err(|e| e.to_string())
        };
        assert_eq!(storage(""), Ok(()));
        for (lines, told) in [
            ("identity = \"x\"", "identity"),
            ("recovery_recipients = [\"age1x\"]", "recovery_recipients"),
            (
                "recovery_recipients = [\"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\"]",
                "storage.identity_file",
            ),
        ] {
            let wrong = storage(lines).expect_err("a mistake");
            assert!(wrong.contains(told), "{told}: {wrong}");
        }
        let s3 = |endpoint: &str| {
            let lines = format!(
                "bucket = \"b\"\naccess_key_id = \"k\"\nsecret_access_key_file = \"f\"\nendpoint = \"{endpoint}\""
            );
            let read: S3 = toml::from_str(&lines).expect("every key is known");
            read.check().map_err(|e| e.to_string())
        };
        assert_eq!(s3("https://s3.example.org"), Ok(()));
        assert_eq!(s3("http://127.0.0.1:9000"), Ok(()));
        assert_eq!(s3("http://[::1]:9000"), Ok(()));
        for endpoint in ["http://s3.example.org", "s3.example.org", "ftp://localhost"] {
            assert!(s3(endpoint).expect_err("refused").contains("s3.endpoint"));
        }
    }

    #[test]
    fn a_key_beside_the_files_is_seen() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let beside = folder.path().join("operator.key");
        std::fs::write(&beside, "x").expect("written");
        let storage = |file: &Path| Storage {
            identity_file: Some(file.to_path_buf()),
            ..Storage::default()
        };
        assert!(storage(&beside).key_lies_with(folder.path()));
        let apart = tempfile::TempDir::new().expect("a folder");
        assert!(!storage(&beside).key_lies_with(apart.path()));
    }
}
