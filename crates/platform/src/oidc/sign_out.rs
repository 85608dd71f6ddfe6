//! The end of a session that a provider opened: its identity token leaves with it, as the hint by which one
//! signs out there too.

use super::provider::Provider;
use super::store;
use super::{Serves, provider};
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::keys::Use;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where one signs out at the provider, for a session that one opened; the token kept for it is gone.
/// A provider that does not answer keeps nobody signed in here: there is then nowhere to go.
///
/// # Errors
/// When the database fails.
pub async fn farewell(cx: &Cx, session: &str) -> Result<Option<(String, String)>, Fault> {
    let mark = cx.world.keys().mark(Use::Session, session.as_bytes());
    let mut tx = cx.world.db.write().await?;
    let kept = tx.optional(&store::TAKE_TOKEN, binds![mark]).await?;
    tx.commit().await?;
    let Some(row) = kept else {
        return Ok(None);
    };
    let (name, token): (String, String) = (row.get("provider")?, row.get("id_token")?);
    let Some(provider) = provider(&cx.world, &name, Serves::Staff) else {
        return Ok(None);
    };
    Ok(place(cx, provider, &token).await)
}

/// The provider by its label, and the address where one signs out there; `None` when it has none or is silent.
/// The state is drawn for the protocol alone (FranceConnect asks for one): nothing is done when it comes back.
pub(super) async fn place(cx: &Cx, provider: &Provider, token: &str) -> Option<(String, String)> {
    let state = URL_SAFE_NO_PAD.encode(cx.world.dice.bytes::<32>());
    match provider.leave(token, state).await {
        Ok(url) => url.map(|url| (provider.settings.label.clone(), url)),
        Err(fault) => {
            let name = provider.settings.name.as_str();
            tracing::warn!(provider = name, %fault, "nobody was signed out there");
            None
        }
    }
}
