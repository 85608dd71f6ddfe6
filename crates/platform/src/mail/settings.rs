//! Where e-mail is handed to: the table `[mail]` of the configuration. The password stands in a file of
//! its own, never in the configuration.

use crate::fault::Fault;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;

/// How the way to the server is closed to others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Opened in clear and closed before anything is said (RFC 3207): the usual way, on port 587.
    #[default]
    Starttls,
    /// Closed from the start (RFC 8314), on port 465.
    Implicit,
    /// In clear: to a server of this very machine only.
    None,
}

/// The server, and who writes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Its name, as its certificate says it.
    pub host: String,
    /// Its port.
    #[serde(default = "submission")]
    pub port: u16,
    /// How the way to it is closed.
    #[serde(default)]
    pub tls: Tls,
    /// Who writes: `Service <no-reply@example.org>`. Shown to victims: a name that says nothing.
    pub from: String,
    /// The account on the server.
    #[serde(default)]
    pub user: Option<String>,
    /// The file of its password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// A root certificate of the operator's own, in PEM.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

/// The port for messages handed over (RFC 6409).
fn submission() -> u16 {
    587
}

impl Mail {
    /// Refuses what could not work, or would show what passes.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self) -> Result<(), Fault> {
        let from: Result<lettre::message::Mailbox, _> = self.from.parse();
        if from.is_err() {
            return Err(Fault::new(format!(
                "mail.from `{}` must be an address, or a name and an address in < >",
                self.from
            )));
        }
        if self.tls == Tls::None && !self.is_here() {
            return Err(Fault::new(
                "mail.tls none is for a server of this machine only: set starttls or implicit",
            ));
        }
        match (&self.user, &self.password_file) {
            (Some(_), None) => Err(Fault::new("mail.user needs mail.password_file")),
            (None, Some(_)) => Err(Fault::new("mail.password_file needs mail.user")),
            (Some(_), Some(_)) if self.tls == Tls::None => {
                Err(Fault::new("mail.user needs mail.tls starttls or implicit"))
            }
            _ => Ok(()),
        }
    }

    fn is_here(&self) -> bool {
        let address = self.host.parse::<IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// The password, read when it is needed: a new one takes effect at once.
    pub(super) fn password(&self) -> Result<String, Fault> {
        let file = self.password_file.as_ref();
        let file = file.ok_or_else(|| Fault::new("mail.user needs mail.password_file"))?;
        let text = std::fs::read_to_string(file)
            .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Result<(), String> {
        let mail: Mail = toml::from_str(lines).map_err(|e| e.to_string())?;
        mail.check().map_err(|e| e.to_string())
    }

    #[test]
    fn mistakes_name_their_key() {
        let good = "host = \"smtp.example.org\"\nfrom = \"Service <a@example.org>\"\n";
        assert_eq!(read(good), Ok(()));
        for (lines, told) in [
            ("host = \"x\"\nfrom = \"nobody\"\n", "mail.from"),
            ("from = \"a@example.org\"\n", "host"),
            (&*format!("{good}tls = \"none\"\n"), "mail.tls"),
            (&*format!("{good}tls = \"ssl\"\n"), "ssl"),
            (&*format!("{good}user = \"u\"\n"), "mail.password_file"),
            (&*format!("{good}password_file = \"p\"\n"), "mail.user"),
        ] {
            let wrong = read(lines).expect_err("a mistake");
            assert!(wrong.contains(told), "{told}: {wrong}");
        }
        let here = "host = \"127.0.0.1\"\nfrom = \"a@example.org\"\ntls = \"none\"\n";
        assert_eq!(read(here), Ok(()));
        let shown = format!("{here}user = \"u\"\npassword_file = \"p\"\n");
        assert!(read(&shown).is_err(), "no password in clear");
    }
}
