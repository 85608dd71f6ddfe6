//! Takes a file back from a draft, on its holder's word. What is filed stays: this reads drafts
//! only.

use crate::draft::{self, Draft};
use faisceau_domain::code::Code;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Takes a file back; false when the draft or the file is not there.
///
/// # Errors
/// When the database or the store fails.
pub async fn detach(cx: &Cx, code: &Code, exhibit: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some(draft) = draft::load(cx, &mut tx, code).await? else {
        return Ok(false);
    };
    take_back(cx, tx, &draft, exhibit).await
}

/// The same of a draft in hand, in the transaction that read it.
pub(crate) async fn take_back(
    cx: &Cx,
    mut tx: Tx,
    draft: &Draft,
    exhibit: Uuid,
) -> Result<bool, Fault> {
    let files = deposit::files_of(&mut tx, draft.id.0).await?;
    let Some(file) = files.iter().find(|file| file.id == exhibit) else {
        return Ok(false);
    };
    // Two files of a case may share their bytes: they go with the last of them.
    deposit::take_out(&cx.world, &mut tx, file).await?;
    // Which one: a restored backup takes it out again.
    let detail = serde_json::json!({ "exhibit": exhibit }).to_string();
    let (deed, of) = (Deed::ExhibitRemoved, Some(draft.id.0));
    cx.journal(&mut tx, deed, "draft", of, &detail).await?;
    tx.commit().await?;
    Ok(true)
}
