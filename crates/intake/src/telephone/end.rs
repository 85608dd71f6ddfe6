//! Ends a way: by whoever shows the code, or by the telephone itself. What it gave stays.

use super::{Pass, held, of_draft, store};
use faisceau_domain::code::Code;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;

/// Ends every way of a draft that waits or is held; true when there was one.
///
/// # Errors
/// When the database fails.
pub async fn end(cx: &Cx, draft: DraftId) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let passes = of_draft(cx, &mut tx, draft).await?;
    for pass in &passes {
        write(cx, &mut tx, pass).await?;
    }
    tx.commit().await?;
    Ok(!passes.is_empty())
}

/// The telephone that holds this cookie is done; false when it held nothing.
///
/// # Errors
/// When the database fails.
pub async fn hang_up(cx: &Cx, holder: &Code) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some((pass, _)) = held(cx, &mut tx, holder).await? else {
        return Ok(false);
    };
    write(cx, &mut tx, &pass).await?;
    tx.commit().await?;
    Ok(true)
}

async fn write(cx: &Cx, tx: &mut Tx, pass: &Pass) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    tx.execute(&store::END, binds![pass.id, now]).await?;
    let deed = Deed::TelephoneEnded;
    cx.journal(tx, deed, "draft", Some(pass.draft.0), "{}")
        .await
}
