//! A telephone takes back a file it gave, or says that it may show a minor. Its own files only.

use super::{asking, files_of, held_to_change};
use crate::detach;
use crate::draft::Draft;
use faisceau_domain::code::Code;
use faisceau_domain::form::{Answer, Value};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside::{self, Within};
use faisceau_platform::fault::{Error, Fault};
use uuid::Uuid;

/// Takes a file back; false when this telephone did not give it, or it is gone.
///
/// # Errors
/// When the database or the store fails.
pub async fn take_back(cx: &Cx, holder: &Code, file: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some(mut draft) = own(cx, &mut tx, holder, file).await? else {
        return Ok(false);
    };
    unanswered(cx, &mut tx, &mut draft, file).await?;
    detach::take_back(cx, tx, &draft, file).await
}

/// Sets a file aside, as it may show a minor; false when this telephone did not give it, or it is gone.
///
/// # Errors
/// When the database or the store fails.
pub async fn put_aside(cx: &Cx, holder: &Code, file: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some(mut draft) = own(cx, &mut tx, holder, file).await? else {
        return Ok(false);
    };
    unanswered(cx, &mut tx, &mut draft, file).await?;
    tx.commit().await?;
    match set_aside::set_aside(cx, Within::Draft, draft.id.0, file).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(set_aside::Refused::NoFile)) => Ok(false),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// The draft, when this telephone gave it that file.
async fn own(cx: &Cx, tx: &mut Tx, holder: &Code, file: Uuid) -> Result<Option<Draft>, Fault> {
    let Some((pass, draft)) = held_to_change(cx, tx, holder).await? else {
        return Ok(None);
    };
    let given = files_of(tx, pass.id).await?;
    Ok(given.contains(&file).then_some(draft))
}

/// A file that goes is no answer any more.
async fn unanswered(cx: &Cx, tx: &mut Tx, draft: &mut Draft, file: Uuid) -> Result<(), Fault> {
    let Some((_, key)) = asking(&draft.journey(&cx.world.forms)) else {
        return Ok(());
    };
    let Some(Value::Files(ids)) = draft.answers.get(&key).and_then(Answer::value) else {
        return Ok(());
    };
    let gone = file.to_string();
    let left: Vec<String> = ids.iter().filter(|id| **id != gone).cloned().collect();
    match left.is_empty() {
        true => draft.answers.clear(&key),
        false => draft.answers.set(key, Answer::Value(Value::Files(left))),
    }
    draft.save(cx, tx).await
}
