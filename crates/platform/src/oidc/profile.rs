//! What a kind of provider asks for and answers, as data: `figures/oidc_profiles.toml`. A provider of
//! another country or company is a table more, no code.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Whom a kind of provider knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serves {
    /// Members of staff.
    Staff,
    /// Victims.
    Victims,
}

/// How the secret is shown at the token endpoint (RFC 6749, 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// In the header.
    Basic,
    /// In the body.
    Post,
}

/// How claims that are not in the identity token are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Userinfo {
    /// Not asked for.
    None,
    /// As JSON, or signed.
    Any,
    /// Signed (`application/jwt`, RS256), or refused.
    Signed,
}

/// A kind of provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Whom it knows.
    pub serves: Serves,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// How the secret is shown.
    pub secret: Means,
    /// Where claims are.
    pub userinfo: Userinfo,
    /// The parameter `claims`, as JSON; absent: not sent.
    #[serde(default)]
    pub claims: Option<String>,
    /// The parameter `acr_values`; absent: not sent.
    #[serde(default)]
    pub acr_values: Option<String>,
    /// Whether a proof asked for anew sends `max_age`, so that the instant of the proof is told (OpenID Connect Core 1.0,
    /// 3.1.2.1).
    #[serde(default)]
    pub max_age: bool,
    /// Levels of assurance of which one must be told in `acr`; none: any.
    #[serde(default)]
    pub acr_accepted: Vec<String>,
    /// Claims whose words, one behind the other, are the name shown to colleagues.
    #[serde(default)]
    pub names: Vec<String>,
    /// Who may use it: regimes, by their words; none: every one.
    #[serde(default)]
    pub regimes: Vec<String>,
    /// The key of the law pack that reserves it.
    #[serde(default)]
    pub reserved_by: Option<String>,
    /// Claims that prefill an identity when a victim asks for it: the part of it, then the claim.
    #[serde(default)]
    pub identity: BTreeMap<String, String>,
}

/// Every profile, by its name.
///
/// # Errors
/// What is wrong with the table.
pub fn read(text: &str) -> Result<BTreeMap<String, Profile>, String> {
    let profiles: BTreeMap<String, Profile> = toml::from_str(text).map_err(|e| e.to_string())?;
    for (name, profile) in &profiles {
        let told = profile.claims.as_deref().unwrap_or("{}");
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(told)
            .map_err(|e| format!("`claims` of `{name}`: {e}"))?;
    }
    Ok(profiles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_profiles_are_read() {
        let shipped = include_str!("../../../../figures/oidc_profiles.toml");
        let profiles = read(shipped).expect("the shipped table is right");
        let proconnect = &profiles["proconnect"];
        assert_eq!(proconnect.userinfo, Userinfo::Signed);
        assert!(!proconnect.scopes.contains(&"email".to_owned()));
        assert_eq!(profiles["generic"].claims, None);
        for victims in ["franceconnect", "eidas_wallet"] {
            assert_eq!(profiles[victims].serves, Serves::Victims);
            assert!(profiles[victims].reserved_by.is_some());
        }
    }

    #[test]
    fn a_mistake_is_told() {
        let good = "[a]\nserves = \"staff\"\nscopes = []\nsecret = \"post\"\nuserinfo = \"any\"\n";
        assert!(read(good).is_ok());
        assert!(read(&format!("{good}claims = \"{{\"\n")).is_err());
        assert!(read(&good.replace("staff", "anybody")).is_err());
        assert!(read(&format!("{good}other = 1\n")).is_err());
    }
}
