//! Keeps the words of the other side that a complaint quotes, in the transaction that registers it,
//! for linkage to compare. Never the victim's own account: which answers quote is said by the forms.

use crate::store;
use faisceau_domain::event::{Event, ScriptQuoted};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when a complaint quotes somebody.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "script_quoted",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ScriptQuoted(quoted) => quote(cx, tx, quoted).await,
            _ => Ok(()),
        }
    })
}

/// Keeps the words, in place of those kept before, and marks the complaint.
///
/// # Errors
/// When the database fails.
pub async fn quote(cx: &Cx, tx: &mut Tx, quoted: &ScriptQuoted) -> Result<(), Fault> {
    let complaint = quoted.complaint;
    let row = binds![complaint, &quoted.text];
    tx.execute(&store::KEEP_SCRIPT, row).await?;
    let mark = binds![complaint, cx.world.clock.now()];
    tx.execute(&store::MARK_PENDING, mark).await?;
    tx.rings(&cx.world.linking);
    Ok(())
}
