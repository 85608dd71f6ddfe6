//! Refuses a proposal of figures: it stays on file with the reason, and nothing else changes.

use super::adopt::{Refused, open};
use super::proposals::{self, State};
use super::store;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Refuses a proposal; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn refuse(cx: &Cx, id: Uuid) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let proposal = proposals::one(&mut tx, id).await?;
    let (proposal, by) = open(cx, proposal).map_err(Error::Refused)?;
    let now = cx.world.clock.now();
    let asked = binds![id, State::Refused.code(), now, by, &cx.reason];
    if tx.execute(&store::SETTLE, asked).await? == 0 {
        return Err(Error::Refused(Refused::Settled));
    }
    let detail = format!("{{\"parameters\":{}}}", proposal.version);
    let deed = Deed::ParametersRefused;
    cx.journal(&mut tx, deed, "parameters", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
