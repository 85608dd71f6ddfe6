//! The papers of the complaint, to keep: made now if they were not yet.

use super::hold::Held;
use super::worded;
use crate::attest;
use crate::receipt::{self, DISCREET};
use crate::render;
use axum::extract::Path;
use axum::response::Response;
use faisceau_domain::journal::Deed;
use faisceau_platform::web::Failure;

pub(super) async fn paper(held: Held, Path(document): Path<String>) -> Result<Response, Failure> {
    let Held { cx, complaint } = held;
    let mut tx = cx.world.db.write().await?;
    if document == DISCREET {
        attest::discreet(&cx, &mut tx, &complaint).await?;
    }
    if receipt::of(&mut tx, complaint.id, &document)
        .await?
        .is_none()
    {
        return Err(Failure::not_found());
    }
    cx.journal(
        &mut tx,
        Deed::ReceiptDownloaded,
        "complaint",
        Some(complaint.id.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    let file = render::render(&cx, complaint.id, &document).await?;
    // The name of the file is read by whoever opens the folder.
    let named = match document.as_str() {
        DISCREET => "1",
        other => other,
    };
    Ok(worded::pdf(&complaint.reference, named, file))
}
