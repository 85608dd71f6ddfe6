//! The table `[time]` of the configuration: how often what waits is stamped, and by whom.

use crate::fault::Fault;
use faisceau_documents::stamp;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Longest name of an authority.
const NAME_CHARACTERS_MAX: usize = 40;

/// When and by whom digests are stamped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Time {
    /// Minutes between two batches.
    pub every_minutes: u32,
    /// The authorities: each batch is stamped by every one of them. None: nothing is stamped.
    pub authorities: Vec<AuthoritySettings>,
    /// Those that are asked no more: what they stamped is still checked, and their roots go with what is handed over.
    pub former: Vec<FormerSettings>,
}

impl Default for Time {
    fn default() -> Time {
        Time {
            every_minutes: 10,
            authorities: Vec::new(),
            former: Vec::new(),
        }
    }
}

/// An authority of trusted time (RFC 3161).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthoritySettings {
    /// A name of one's own: lower-case letters, digits and dashes.
    pub name: String,
    /// Where it answers, by HTTP or HTTPS.
    pub url: String,
    /// The certificates it must lead to, in PEM.
    pub roots_file: PathBuf,
    /// The policy to ask for (`1.2.3.4`); absent: the authority's own.
    #[serde(default)]
    pub policy: Option<String>,
    /// A root of one's own for the HTTPS of its address, in PEM.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

/// An authority that was asked, and is no more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerSettings {
    /// The name its tokens are kept under.
    pub name: String,
    /// The certificates it led to, in PEM.
    pub roots_file: PathBuf,
}

impl Time {
    /// Every authority whose tokens may be kept, and the file of its roots: those that are asked, then the former ones.
    pub fn roots_files(&self) -> impl Iterator<Item = (&str, &Path)> {
        let asked = self.authorities.iter();
        let asked = asked.map(|one| (one.name.as_str(), one.roots_file.as_path()));
        let former = self.former.iter();
        asked.chain(former.map(|one| (one.name.as_str(), one.roots_file.as_path())))
    }

    /// Refuses what could not work.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self) -> Result<(), Fault> {
        if self.every_minutes == 0 {
            return Err(Fault::new("time.every_minutes must be 1 or more"));
        }
        let mut names = BTreeSet::new();
        for (name, _) in self.roots_files() {
            let usual = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let length = 1..=NAME_CHARACTERS_MAX;
            if !length.contains(&name.len()) || !name.chars().all(usual) {
                return Err(Fault::new(format!(
                    "time.authorities, time.former: the name `{name}` must be lower-case letters, digits and dashes"
                )));
            }
            if !names.insert(name) {
                return Err(Fault::new(format!(
                    "time.authorities, time.former: `{name}` is there twice"
                )));
            }
        }
        for AuthoritySettings {
            name, url, policy, ..
        } in &self.authorities
        {
            if !["http://", "https://"].iter().any(|at| url.starts_with(at)) {
                return Err(Fault::new(format!(
                    "time.authorities: the url of `{name}` must start with http:// or https://"
                )));
            }
            stamp::ask(&[0; 32], &[0; 16], policy.as_deref())
                .map_err(|e| Fault::from(e).context(format!("time.authorities: `{name}`")))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Result<(), String> {
        let time: Time = toml::from_str(lines).map_err(|e| e.to_string())?;
        time.check().map_err(|e| e.to_string())
    }

    #[test]
    fn mistakes_name_their_key() {
        let good = "[[authorities]]\nname = \"a\"\nurl = \"https://tsa.example.org\"\nroots_file = \"a.pem\"\n";
        assert_eq!(read(good), Ok(()));
        let former =
            |name: &str| format!("[[former]]\nname = \"{name}\"\nroots_file = \"b.pem\"\n");
        assert_eq!(read(&format!("{good}{}", former("b"))), Ok(()));
        assert_eq!(read(&format!("{good}policy = \"1.2.3\"\n")), Ok(()));
        for (lines, told) in [
            ("every_minutes = 0\n".to_owned(), "every_minutes"),
            (format!("{good}policy = \"ours\"\n"), "policy"),
            (format!("{good}{good}"), "twice"),
            (format!("{good}{}", former("a")), "twice"),
            (format!("{good}{}", former("B")), "name"),
            (good.replace("\"a\"", "\"A b\""), "name"),
            (good.replace("https:", "ftp:"), "url"),
            (good.replace("roots_file", "root_file"), "root_file"),
        ] {
            let wrong = read(&lines).expect_err("a mistake");
            assert!(wrong.contains(told), "{told}: {wrong}");
        }
    }
}
