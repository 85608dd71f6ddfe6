//! The end of a session that a provider opened: its identity token leaves with it, as the hint by which one
//! signs out there too.

use super::store;
use super::{Serves, provider};
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::keys::Use;

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
    match provider.leave(&token).await {
        Ok(url) => Ok(url.map(|url| (provider.settings.label.clone(), url))),
        Err(fault) => {
            tracing::warn!(provider = name, %fault, "nobody was signed out there");
            Ok(None)
        }
    }
}
