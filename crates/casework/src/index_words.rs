//! Indexes the words of a complaint, so that it can be found by them. May be run again: the words
//! are written over those of before.

use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

use crate::words;
use crate::{dialect, store};

/// Indexes one complaint; one that is gone is nothing to index.
///
/// # Errors
/// When the database fails.
pub async fn index_words(cx: &Cx, id: ComplaintId) -> Result<(), Fault> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    let Some(row) = tx.optional(&store::ANSWERS, binds![id]).await? else {
        return Ok(());
    };
    let form_type: String = row.get("form_type")?;
    let heading: String = row.get("heading")?;
    let stored: String = row.get("answers")?;
    let words = words::of_complaint(&world.forms, &form_type, &heading, &stored);
    let [facts, narrative, identity] = dialect::written(world.db.is_postgres(), &words);
    tx.execute(&dialect::ENTER, binds![id]).await?;
    let row = binds![id, facts, narrative, identity];
    tx.execute(&dialect::WRITE_WORDS, row).await?;
    tx.commit().await
}
