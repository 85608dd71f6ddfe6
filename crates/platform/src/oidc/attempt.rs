//! A sign-in under way at a provider: opened when one is sent there, taken once when one comes back, in the
//! browser that left. Its nonce and verifier are HMACs of its state, so that nothing that opens anything
//! is stored.

use super::provider::{Provider, Secrets};
use super::store;
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::keys::{Use, same};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

/// How long one may take at the provider.
pub const LENGTH: SignedDuration = SignedDuration::from_mins(15);

/// Where to go, and what the browser keeps meanwhile.
pub struct Begun {
    /// The address at the provider.
    pub url: String,
    /// The value of the cookie that the answer must come back with.
    pub cookie: String,
}

crate::undisclosed!(Begun);

/// What one left from.
pub struct Attempt {
    /// The name of the provider.
    pub provider: String,
    /// Where one was going.
    pub back: String,
    pub(super) state: String,
}

crate::undisclosed!(Attempt);

/// Sends somebody to a provider, who will then go `back`, a path of this installation. `anew`: they are asked there
/// to prove who they are, whatever is open there.
///
/// # Errors
/// When the provider does not answer as one, or the database fails.
pub async fn begin(cx: &Cx, provider: &Provider, back: &str, anew: bool) -> Result<Begun, Fault> {
    let world = &cx.world;
    let drawn = || URL_SAFE_NO_PAD.encode(world.dice.bytes::<32>());
    let (state, cookie) = (drawn(), drawn());
    let url = provider.authorize(&secrets(cx, &state), anew).await?;
    let now = world.clock.now();
    let name = provider.settings.name.as_str();
    let row = binds![
        mark(cx, "state", &state),
        mark(cx, "browser", &cookie),
        name,
        back,
        now + LENGTH
    ];
    let mut tx = world.db.write().await?;
    tx.execute(&store::FORGET, binds![now]).await?;
    tx.execute(&store::BEGIN, row).await?;
    tx.commit().await?;
    Ok(Begun { url, cookie })
}

/// The attempt of this state, in the browser that began it; it is then over, whatever comes of it.
/// `None`: it is not one, it was taken before, it is too old, or another browser began it.
///
/// # Errors
/// When the database fails.
pub async fn take(cx: &Cx, state: &str, cookie: &str) -> Result<Option<Attempt>, Fault> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    let key = binds![mark(cx, "state", state)];
    let row = tx.optional(&store::TAKE, key).await?;
    tx.commit().await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let browser = same(
        &row.get::<[u8; 32]>("browser")?,
        &mark(cx, "browser", cookie),
    );
    let live = world.clock.now() < row.get::<Timestamp>("expires_at")?;
    Ok(match browser && live {
        true => Some(Attempt {
            provider: row.get("provider")?,
            back: row.get("back")?,
            state: state.to_owned(),
        }),
        false => None,
    })
}

/// What this state was asked with: 43 characters each, more than the 32 that ProConnect asks for.
pub(super) fn secrets(cx: &Cx, state: &str) -> Secrets {
    let of = |what| URL_SAFE_NO_PAD.encode(mark(cx, what, state));
    Secrets {
        nonce: of("nonce"),
        verifier: of("verifier"),
        state: state.to_owned(),
    }
}

fn mark(cx: &Cx, what: &str, value: &str) -> [u8; 32] {
    let named = format!("{what}:{value}");
    cx.world.keys().mark(Use::Attempt, named.as_bytes())
}
