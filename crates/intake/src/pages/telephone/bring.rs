//! What a telephone does: gives files, sees the names and sizes of what it gave, takes one back or says
//! that it may show a minor, and is done. Nothing else of the draft is shown.

use super::UPLOADS;
use super::hold::{OnTelephone, ended, over};
use crate::pages::exhibits::{self, ASIDE};
use crate::pages::question::Sending;
use crate::pages::shown::shown_as;
use crate::pages::tus;
use crate::telephone::{self, State};
use crate::{attach, receipt};
use askama::Template;
use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_domain::form::input_name;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{self, Asked, ErrorSummary, FileField};
use faisceau_platform::web::{Failure, Frame};
use uuid::Uuid;

/// A file this telephone gave.
struct Given {
    id: String,
    name: String,
    size: String,
}

#[derive(Template)]
#[template(path = "telephone/bring.html")]
struct Bring {
    f: Frame,
    errors: ErrorSummary,
    until: String,
    /// Where files go: the page and its field; none where no file may be given any more.
    page: Option<(String, FileField)>,
    closed: String,
    sending: Sending,
    given: Vec<Given>,
    told: String,
    aside: &'static str,
}

/// The page of a telephone.
pub(super) async fn page(on: OnTelephone) -> Result<Response, Failure> {
    show(&on, Vec::new()).await
}

/// Receives files; or takes one back, or sets one aside.
pub(super) async fn received(on: OnTelephone, form: Multipart) -> Result<Response, Failure> {
    let held = &on.held;
    // Before a byte of a file is read.
    if !held.journey().uploads_allowed() {
        return show(&on, Vec::new()).await;
    }
    let sent = exhibits::read(held, form).await?;
    if sent.over {
        return Ok(over(&held.visit));
    }
    let (cx, holder) = (&held.cx, &held.draft.code);
    if let Ok(file) = sent.text("remove").parse() {
        telephone::take_back(cx, holder, file).await?;
    }
    if let Ok(file) = sent.text(ASIDE).parse() {
        telephone::put_aside(cx, holder, file).await?;
    }
    match sent.wrong.is_empty() {
        true => Ok(Redirect::to("/apporter/fichiers").into_response()),
        false => show(&on, sent.wrong).await,
    }
}

/// The telephone is done.
pub(super) async fn end(on: OnTelephone) -> Result<Response, Failure> {
    telephone::hang_up(&on.held.cx, &on.held.draft.code).await?;
    Ok(ended(on.held.visit.tls))
}

/// Announces a file in parts.
pub(super) async fn create(on: OnTelephone, headers: HeaderMap) -> Result<Response, Failure> {
    tus::created(&on.held, UPLOADS, &headers).await
}

/// How far a file is.
pub(super) async fn head(
    on: OnTelephone,
    id: Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    tus::head(on.held, id, headers).await
}

/// Takes the next bytes of a file.
pub(super) async fn patch(
    on: OnTelephone,
    id: Path<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    tus::patch(on.held, id, headers, body).await
}

/// Gives a file up.
pub(super) async fn delete(
    on: OnTelephone,
    id: Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    tus::delete(on.held, id, headers).await
}

async fn show(on: &OnTelephone, wrong: Vec<parts::FieldError>) -> Result<Response, Failure> {
    let held = &on.held;
    let say = held.visit.say();
    let given = given(on).await?;
    let number = i64::try_from(given.len()).unwrap_or(i64::MAX);
    let any = !wrong.is_empty();
    let mut frame = held.visit.frame(say.say("bring-title")).with_errors(any);
    frame.neutral_title = true;
    let until = match on.pass.state {
        State::Held { until, .. } => dates::hour(&say, &until.to_zoned(receipt::zone())),
        State::Waiting { .. } | State::Over => String::new(),
    };
    let asking = telephone::asking(&held.journey());
    let page = asking.map(|(page, key)| {
        let name = input_name(&key, "");
        let messages: Vec<&str> = wrong.iter().map(|one| one.message.as_str()).collect();
        let asked =
            Asked::new(&say, name, say.say("bring-files")).error(any.then(|| messages.join(" ")));
        let limits = exhibits::limits(held);
        (page, FileField::new(&say, asked, limits, Vec::new()))
    });
    let page = Bring {
        f: frame,
        errors: ErrorSummary::new(&say, wrong),
        until,
        closed: match page {
            Some(_) => String::new(),
            None => exhibits::not_attached(held, "", attach::Refused::NoFileHere),
        },
        page,
        sending: Sending::new(&say, &held.cx.world.forms, UPLOADS),
        told: say.number("bring-given", number),
        given,
        aside: ASIDE,
    };
    let status = match any {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    shown_as(status, &page)
}

/// What this telephone gave and is still there.
async fn given(on: &OnTelephone) -> Result<Vec<Given>, Fault> {
    let say = on.held.visit.say();
    let mut tx = on.held.cx.world.db.read().await?;
    let own = telephone::files_of(&mut tx, on.pass.id).await?;
    drop(tx);
    let files = exhibits::held(&on.held).await?;
    let files = files.iter().filter(|file| own.contains(&file.id));
    Ok(files
        .map(|file| Given {
            id: file.id.to_string(),
            name: faisceau_platform::web::seen(&file.name),
            size: dates::size(&say, u64::try_from(file.bytes).unwrap_or(0)),
        })
        .collect())
}
