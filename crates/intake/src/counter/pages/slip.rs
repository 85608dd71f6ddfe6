//! What is printed and handed to the complainant: the reference and the code of their space, with the way
//! there. For what must not be known at home, a slip that says nothing of what it is about.

use super::hold::failure;
use crate::counter;
use crate::pages::shown::shown;
use crate::receipt::{ACKNOWLEDGEMENT, DISCREET, zone};
use crate::space::worded;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::web::parts::{Button, Download};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// Which slip is asked for.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    /// `entier`: the one that says what it is, whatever the type.
    #[serde(default)]
    bordereau: String,
}

#[derive(Template)]
#[template(path = "counter/slip.html")]
struct Page {
    f: Frame,
    /// Whether the slip says what was filed.
    whole: bool,
    /// Where the other slip is, for a type whose own says nothing.
    other: Option<String>,
    title: String,
    reference: String,
    code: Option<String>,
    /// Whether the code stands for that of the draft, which opens nothing any more.
    replaces: bool,
    at: String,
    kind: String,
    address: String,
    papers: Vec<Download>,
    case: String,
    action: String,
    given: Button,
}

/// The slip, and the papers.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<ComplaintId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let slip = counter::slip(&signed.cx, id).await.map_err(failure)?;
    let say = visit.say();
    let complaint = &slip.complaint;
    let sensitive = counter::is_sensitive(&signed.cx, complaint);
    let whole = !sensitive || asked.bordereau == "entier";
    let here = format!("/guichet/depose/{id}");
    let address = front.world.config.public_url.as_str();
    let bare = address.split_once("://").map_or(address, |(_, bare)| bare);
    let language = say.say(&format!("platform-language-{}", complaint.lang.code()));
    let paper = |document: &str| {
        let href = format!("/dossier/{id}/documents/{document}");
        let name = worded::paper_name(&say, document);
        Download::new(
            &say,
            href,
            &name,
            "PDF",
            &say.say("space-size-unknown"),
            &language,
        )
    };
    let mut papers = vec![paper(ACKNOWLEDGEMENT)];
    if sensitive && slip.code.is_some() {
        papers.push(paper(DISCREET));
    }
    let page = Page {
        f: front.staff_frame(&visit, &signed, say.say("minutes-slip-title")),
        whole,
        other: sensitive.then(|| match whole {
            true => here.clone(),
            false => format!("{here}?bordereau=entier"),
        }),
        title: match complaint.nature.as_str() {
            "report" => say.say("minutes-slip-report"),
            _ => say.say("minutes-slip-complaint"),
        },
        reference: complaint.reference.clone(),
        replaces: slip.begun_online && slip.code.is_some(),
        code: slip.code.map(|code| code.grouped()),
        at: dates::moment(&say, &slip.filed_at.to_zoned(zone())),
        kind: worded::kind_label(&front.world, complaint, say.lang),
        address: format!("{bare}/suivi"),
        papers,
        case: format!("/dossier/{id}"),
        action: here,
        given: Button::primary(say.say("minutes-slip-given")),
    };
    shown(&page)
}

/// It was handed out: on to the complaint, which the officer may validate.
pub(super) async fn given(
    signed: Signed,
    Path(id): Path<ComplaintId>,
) -> Result<Response, Failure> {
    counter::handed_out(&signed.cx, id).await.map_err(failure)?;
    Ok(Redirect::to(&format!("/dossier/{id}")).into_response())
}
