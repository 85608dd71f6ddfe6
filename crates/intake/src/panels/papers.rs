//! The papers of a complaint, for staff: the acknowledgement given at filing, the officer's récépissé, the
//! minutes or the statement, and what the victim asked for.

use super::resource::{allowed, read};
use crate::receipt::{
    self, ACKNOWLEDGEMENT, COMPLAINT_ACKNOWLEDGEMENT, MINUTES, RECEPISSE, STATEMENT,
};
use crate::render;
use crate::space::worded::{self, piece};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::Download;
use faisceau_platform::web::{Failure, Front, Markup, Signed, apart};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/papers.html")]
struct Panel {
    papers: Vec<Line>,
}

struct Line {
    paper: Download,
    issued: String,
    apart: Option<Download>,
}

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, complaint) = read(cx, id, None).await?;
        let say = cx.say();
        let language = say.say(&format!("platform-language-{}", complaint.lang.code()));
        let mut papers = Vec::new();
        for paper in receipt::all(&mut tx, complaint.id).await? {
            let document = paper.document.as_str();
            let size = match paper.pdf_bytes {
                Some(bytes) => worded::size(&say, bytes),
                None => say.say("space-size-unknown"),
            };
            let href = format!("/dossier/{id}/documents/{document}");
            let name = worded::paper_name(&say, document);
            let signed = [RECEPISSE, MINUTES, STATEMENT].contains(&document);
            let apart = (signed && apart::offered(&cx.world))
                .then(|| Download::apart(&say, format!("{href}{}", apart::APART), &name));
            papers.push(Line {
                paper: Download::new(&say, href, &name, "PDF", &size, &language),
                issued: worded::instant(&say, paper.issued_at),
                apart,
            });
        }
        tx.commit().await?;
        piece(&Panel { papers })
    })
}

/// Gives a paper. All but the acknowledgement bear the victim's name: the right to read the identity is
/// needed for them.
pub(super) async fn paper(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path((id, address)): Path<(Uuid, String)>,
) -> Result<Response, Failure> {
    let (document, is_apart) = apart::split(&address);
    let complaint = match document {
        ACKNOWLEDGEMENT | COMPLAINT_ACKNOWLEDGEMENT => {
            allowed(&front, &signed, id, Action::ComplaintRead).await?
        }
        // They hold the victim's own words, and who they are.
        MINUTES | STATEMENT => {
            allowed(&front, &signed, id, Action::NarrativeRead).await?;
            allowed(&front, &signed, id, Action::IdentityRead).await?
        }
        _ => allowed(&front, &signed, id, Action::IdentityRead).await?,
    };
    let mut tx = front.world.db.write().await?;
    let known = crate::paper::wanted(&signed.cx, &mut tx, ComplaintId(id), document).await?;
    if known.is_none() {
        return Err(Failure::not_found());
    }
    let cx = &signed.cx;
    if [MINUTES, STATEMENT].contains(&document) {
        for deed in [Deed::NarrativeRead, Deed::IdentityRead] {
            cx.journal(&mut tx, deed, "complaint", Some(id), "{}")
                .await?;
        }
    }
    cx.journal(
        &mut tx,
        Deed::ReceiptDownloaded,
        "complaint",
        Some(id),
        "{}",
    )
    .await?;
    tx.commit().await?;
    let file = render::render(cx, ComplaintId(id), document).await?;
    match is_apart {
        true => {
            apart::answer(
                &cx.world,
                &format!("{}-{document}.pdf", complaint.reference),
                &file,
            )
            .await
        }
        false => Ok(worded::pdf(&complaint.reference, document, file)),
    }
}
