//! Signing in by an OpenID provider of the operator's (OpenID Connect Core 1.0, authorization code with
//! PKCE): where one is sent, what comes back, and what is believed of it. A person is known by the mark of
//! `sub`, never by a name or an e-mail; tokens are checked before anything of them is read. Password,
//! passkeys and local sessions are not here.

mod attempt;
mod bind;
mod connect;
mod mapping;
pub mod pages;
mod profile;
mod provider;
mod settings;
mod sign_in;
mod sign_out;
pub mod store;
mod visitor;

pub use attempt::{Attempt, Begun, LENGTH, begin, take};
pub use bind::{NotBound, bind};
pub use connect::{Known, NotKnown, finish};
pub use mapping::{Granted, Rule, granted};
pub use profile::{Means, Profile, Serves, read as read_profiles};
pub use provider::Provider;
pub use settings::{Accounts, ProviderSettings, check};
pub use sign_in::{NotIn, settle, sign_in};
pub use sign_out::farewell;
pub use visitor::{VISIT, Visitor, receive, see_off, visitor};

use crate::config::Config;
use crate::fault::Fault;
use crate::world::World;
use faisceau_law::{At, Lang};
use std::collections::BTreeMap;

/// Where providers send victims back: told to them at registration.
pub const VICTIMS_BACK: &str = "/suivi/identite/retour";

/// The providers of a configuration, each with its kind.
///
/// # Errors
/// An unknown kind; a kind that the law keeps from this body, with its ground; one whose eligibility is not
/// declared; a secret that cannot be read.
pub fn open(
    config: &Config,
    profiles: &BTreeMap<String, Profile>,
    law: &At<'_>,
) -> Result<Vec<Provider>, Fault> {
    let mut open = Vec::new();
    for settings in &config.oidc {
        let name = settings.name.as_str();
        let profile = profiles.get(&settings.profile).ok_or_else(|| {
            Fault::new(format!(
                "oidc: `{name}` has the unknown profile `{}`",
                settings.profile
            ))
        })?;
        reserved(config, settings, profile, law)?;
        let back = match profile.serves {
            Serves::Staff => pages::BACK,
            Serves::Victims => VICTIMS_BACK,
        };
        let provider = Provider::open(settings, profile.clone(), &config.public_url, back)?;
        open.push(provider);
    }
    Ok(open)
}

/// Refuses a kind that is kept to others, or whose ground is not declared.
fn reserved(
    config: &Config,
    settings: &ProviderSettings,
    profile: &Profile,
    law: &At<'_>,
) -> Result<(), Fault> {
    let Some(key) = &profile.reserved_by else {
        return Ok(());
    };
    let (name, regime) = (&settings.name, config.regime().code());
    let ground = law.because(key)?;
    let ground = format!(
        "{} ({}, `{key}`)",
        ground.sentence.say(Lang::En),
        ground.citation.say(Lang::En)
    );
    if !profile.regimes.iter().any(|one| one == regime) {
        return Err(Fault::new(format!(
            "oidc: `{name}` may not be used by a body whose legal_regime is {regime}: {ground}"
        )));
    }
    let declared = settings.eligibility.as_deref().map(str::trim);
    match declared.is_some_and(|told| !told.is_empty()) {
        true => Ok(()),
        false => Err(Fault::new(format!(
            "oidc: declare in `eligibility` of `{name}` by which authorisation you may use it: {ground}"
        ))),
    }
}

/// The provider of this name that serves these people.
#[must_use]
pub fn provider<'w>(world: &'w World, name: &str, serves: Serves) -> Option<&'w Provider> {
    let mut all = world.providers.iter();
    all.find(|one| one.settings.name == name && one.profile.serves == serves)
}

/// Every provider that serves these people, in the order of the configuration.
pub fn providers(world: &World, serves: Serves) -> impl Iterator<Item = &Provider> {
    let all = world.providers.iter();
    all.filter(move |one| one.profile.serves == serves)
}
