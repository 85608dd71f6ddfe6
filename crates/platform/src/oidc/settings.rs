//! The table `[[oidc]]` of the configuration: which providers the operator registered with, and what their
//! claims give. Reads no file and asks nobody.

use super::mapping::Rule;
use crate::fault::Fault;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Longest name of a provider.
const NAME_CHARACTERS_MAX: usize = 20;
/// Rules of one provider: more is a directory, which belongs to the provider.
const RULES_MAX: usize = 500;

/// Who has an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accounts {
    /// Whoever a rule gives a role: the account is made at the first sign-in.
    Made,
    /// Only those an administrator bound to an account beforehand.
    Bound,
}

/// One provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// A name of one's own: lower-case letters, digits and dashes. It is part of addresses.
    pub name: String,
    /// What people call it: on the button.
    pub label: String,
    /// A profile of `figures/oidc_profiles.toml`.
    pub profile: String,
    /// The issuer, as its discovery document says it to the letter.
    pub issuer: String,
    /// The name under which the operator is registered there.
    pub client_id: String,
    /// A file that holds the secret given with it.
    pub client_secret_file: PathBuf,
    /// A root of one's own for the HTTPS of its addresses, in PEM.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Who has an account. Not for victims, who have none.
    #[serde(default = "made")]
    pub accounts: Accounts,
    /// What claims give, in any order: everything that holds is added up.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The ground on which the operator may use a provider that is reserved: the act or agreement, in
    /// words. Asked by the profiles that need it.
    #[serde(default)]
    pub eligibility: Option<String>,
}

fn made() -> Accounts {
    Accounts::Made
}

/// Refuses what could not work.
///
/// # Errors
/// Says which key to set.
pub fn check(providers: &[ProviderSettings]) -> Result<(), Fault> {
    let mut names = BTreeSet::new();
    for provider in providers {
        let ProviderSettings { name, issuer, .. } = provider;
        let usual = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let length = 1..=NAME_CHARACTERS_MAX;
        if !length.contains(&name.len()) || !name.chars().all(usual) {
            return Err(Fault::new(format!(
                "oidc: the name `{name}` must be 1 to {NAME_CHARACTERS_MAX} lower-case letters, digits and dashes"
            )));
        }
        if !names.insert(name) {
            return Err(Fault::new(format!("oidc: `{name}` is there twice")));
        }
        if !is_closed(issuer) {
            return Err(Fault::new(format!(
                "oidc: the issuer of `{name}` must start with https:// (http:// on this machine alone)"
            )));
        }
        if provider.rules.len() > RULES_MAX {
            return Err(Fault::new(format!(
                "oidc: `{name}` has more than {RULES_MAX} rules"
            )));
        }
        for rule in &provider.rules {
            rule.check()
                .map_err(|wrong| Fault::new(format!("oidc: a rule of `{name}` {wrong}")))?;
        }
    }
    Ok(())
}

/// HTTPS; plain HTTP on this machine alone, for trials.
pub(super) fn is_closed(url: &str) -> bool {
    let open = ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"];
    url.starts_with("https://") || open.iter().any(|here| url.starts_with(here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        oidc: Vec<ProviderSettings>,
    }

    fn read(lines: &str) -> Result<(), String> {
        let file: File = toml::from_str(lines).map_err(|e| e.to_string())?;
        check(&file.oidc).map_err(|e| e.to_string())
    }

    #[test]
    fn mistakes_name_their_key() {
        let good = "[[oidc]]\nname = \"a\"\nlabel = \"A\"\nprofile = \"generic\"\nissuer = \"https://id.example.org\"\nclient_id = \"c\"\nclient_secret_file = \"s\"\n";
        let rule =
            "[[oidc.rules]]\nclaim = \"service\"\nvalue = \"plaintes\"\nroles = [\"officer\"]\n";
        assert_eq!(read(good), Ok(()));
        assert_eq!(read(&format!("{good}{rule}")), Ok(()));
        for (lines, told) in [
            (good.replace("\"a\"", "\"A b\""), "name"),
            (format!("{good}{good}"), "twice"),
            (good.replace("https:", "http:"), "issuer"),
            (good.replace("client_id", "client"), "client"),
            (
                format!("{good}{}", rule.replace("officer", "chief")),
                "chief",
            ),
            (format!("{good}{}", rule.replace("plaintes", "")), "value"),
        ] {
            let wrong = read(&lines).expect_err("a mistake");
            assert!(wrong.contains(told), "{told}: {wrong}");
        }
        let here = good.replace("https://id.example.org", "http://127.0.0.1:3000");
        assert_eq!(read(&here), Ok(()));
    }
}
