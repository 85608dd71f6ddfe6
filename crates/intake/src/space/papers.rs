//! The papers of the complaint, to keep: made now if they were not yet; and the file by which its victim shows later
//! which files were given.

use super::hold::Held;
use super::worded;
use crate::receipt::{Complaint, DISCREET};
use crate::render;
use crate::{attest, paper};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use faisceau_domain::exhibit_proof::{self, Given};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::web::{Failure, seen};

pub(super) async fn given(held: Held, Path(document): Path<String>) -> Result<Response, Failure> {
    let Held { cx, complaint } = held;
    if document == PROOF {
        return proof(&cx, &complaint).await;
    }
    let mut tx = cx.world.db.write().await?;
    if document == DISCREET {
        attest::discreet(&cx, &mut tx, &complaint).await?;
    }
    if paper::wanted(&cx, &mut tx, complaint.id, &document)
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

/// The name of the proof file of the exhibits, among the papers.
pub(super) const PROOF: &str = "preuve-des-pieces";

/// The salt of each exhibit, as a text to keep; there is none once every file is erased.
async fn proof(cx: &Cx, complaint: &Complaint) -> Result<Response, Failure> {
    let mut tx = cx.world.db.write().await?;
    let mut given = Vec::new();
    for file in deposit::files_of(&mut tx, complaint.id.0).await? {
        if let Some((commitment, Some(salt))) = deposit::erase::bound(&mut tx, file.id).await? {
            given.push(Given {
                commitment,
                salt,
                name: seen(&file.name),
            });
        }
    }
    if given.is_empty() {
        return Err(Failure::not_found());
    }
    let (deed, case) = (Deed::ReceiptDownloaded, Some(complaint.id.0));
    cx.journal(&mut tx, deed, "complaint", case, "{}").await?;
    tx.commit().await?;
    let say = cx.say();
    let told = [1, 2, 3].map(|line| say.say(&format!("space-proof-line-{line}")));
    let text = exhibit_proof::write(&complaint.reference, &told, &given);
    let named = format!(
        "attachment; filename=\"{}-{PROOF}.txt\"",
        complaint.reference
    );
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headers, text).into_response())
}
