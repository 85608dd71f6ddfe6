//! What comes back from a provider, for whoever it serves: the attempt is taken, the code redeemed, and a
//! subject is known by its mark. Gives no right and opens nothing.

use super::profile::Serves;
use super::provider::{NotTold, Provider};
use super::{Attempt, attempt, provider};
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Whom a provider told of.
pub struct Known<'w> {
    /// The provider.
    pub provider: &'w Provider,
    /// The keyed mark of its subject: what is stored.
    pub mark: [u8; 32],
    /// When they were proven there; absent when it does not say.
    pub proven_at: Option<Timestamp>,
    /// Every claim; nothing of it is stored here.
    pub claims: Map<String, Value>,
    /// The identity token, for the sign-out.
    pub id_token: String,
    /// Where one was going.
    pub back: String,
}

crate::undisclosed!(Known<'_>);

/// Why nobody is known.
#[derive(Debug, thiserror::Error)]
pub enum NotKnown {
    /// The attempt is not one, was taken, is too old or is another browser's.
    #[error("this sign-in is over")]
    Over,
    /// The provider does not answer.
    #[error("the provider does not answer")]
    Silent(Fault),
    /// What it gave proves nothing: the stable word of the cause.
    #[error("what the provider gave is not believed: {0}")]
    Wrong(&'static str),
}

impl NotKnown {
    /// The stable word of the cause, for the journal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotKnown::Over => "over",
            NotKnown::Silent(_) => "silent",
            NotKnown::Wrong(cause) => cause,
        }
    }
}

/// Redeems the code that came back with an attempt.
///
/// # Errors
/// See [`NotKnown`].
pub async fn finish<'w>(
    cx: &'w Cx,
    attempt: Attempt,
    serves: Serves,
    code: &str,
) -> Outcome<Known<'w>, NotKnown> {
    let world = &cx.world;
    let Some(provider) = provider(world, &attempt.provider, serves) else {
        return Err(Error::Refused(NotKnown::Over));
    };
    let secrets = attempt::secrets(cx, &attempt.state);
    let told = match provider.redeem(code, &secrets, &world.clock).await {
        Ok(told) => told,
        Err(NotTold::Silent(fault)) => return Err(Error::Refused(NotKnown::Silent(fault))),
        Err(NotTold::Wrong(cause, told)) => {
            tracing::warn!(
                provider = attempt.provider,
                cause,
                told,
                "a sign-in is not believed"
            );
            return Err(Error::Refused(NotKnown::Wrong(cause)));
        }
    };
    let subject = provider.of_subject(&told.subject);
    Ok(Known {
        provider,
        mark: world.keys().mark(Use::Subject, &subject),
        proven_at: told.proven_at,
        claims: told.claims,
        id_token: told.id_token,
        back: attempt.back,
    })
}
