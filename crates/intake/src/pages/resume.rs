//! Typing a code to take up a draft again, on any device, or to find the receipt again once it was
//! filed. A wrong code and one that is over get the same answer.

use super::hold::{kept, kept_for_receipt, with_cookie};
use super::shown::{Pairs, first, piece, shown_as};
use super::tasks::goes_on;
use crate::resume::{self, Opened};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{
    Asked, ErrorSummary, FieldError, Kind, Notice, TextField, Tone,
};
use faisceau_platform::web::{Cookie, Failure, Frame, Front, Markup, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// Why one is here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    /// `introuvable`: this browser's code opens nothing; `efface`: the draft was just deleted.
    motif: String,
}

#[derive(Template)]
#[template(path = "intake/resume.html")]
struct Resume {
    f: Frame,
    errors: ErrorSummary,
    notice: Option<Notice>,
    holds_one: bool,
    field: Markup,
}

/// Where a code is typed.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let notice = match from.motif.as_str() {
        "introuvable" => Some((Tone::Info, "intake-resume-nothing")),
        "efface" => Some((Tone::Ok, "intake-resume-erased")),
        _ => None,
    };
    let notice = notice.map(|(tone, key)| Notice::new(tone, say.say(key), "").live());
    let holds_one = Cookie::Draft.read(&headers, front.tls()).is_some();
    show(&visit, None, holds_one, notice)
}

fn show(
    visit: &Visit,
    wrong: Option<(String, String)>,
    holds_one: bool,
    notice: Option<Notice>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let (typed, message) = match wrong {
        Some((typed, message)) => (typed, Some(message)),
        None => (String::new(), None),
    };
    let status = match message {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let asked = Asked::new(&say, "code", say.say("intake-resume-code"))
        .hint(say.say("intake-resume-hint"))
        .error(message.clone());
    let errors: Vec<FieldError> = message
        .into_iter()
        .map(|message| FieldError {
            name: "code".to_owned(),
            message,
        })
        .collect();
    let page = Resume {
        f: visit
            .frame(say.say("intake-resume-title"))
            .back_to("/")
            .with_errors(!errors.is_empty()),
        errors: ErrorSummary::new(&say, errors),
        notice,
        holds_one,
        field: piece(&TextField::new(asked, Kind::Code, typed))?,
    };
    shown_as(status, &page)
}

/// Takes up the draft of a code, or leads to the receipt of what it was filed as.
pub(super) async fn take_up_again(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let typed: String = first(&pairs, "code").chars().take(64).collect();
    let opened = match Code::parse(CodeKind::Resume, &typed) {
        Ok(code) => resume::open(&cx, &code).await?,
        Err(_) => None,
    };
    let Some(opened) = opened else {
        let words = front.world.forms.error("code_wrong");
        let message = words.map_or_else(String::new, |words| words.get(visit.lang).to_owned());
        return show(&visit, Some((typed, message)), false, None);
    };
    let (to, cookie) = match opened {
        Opened::Draft(draft) => (
            goes_on(&draft.journey(&front.world.forms)),
            kept(&cx, visit.tls, &draft),
        ),
        Opened::Filed(code) => (
            "/plainte/recu".to_owned(),
            kept_for_receipt(visit.tls, &code),
        ),
    };
    Ok(with_cookie(Redirect::to(&to).into_response(), cookie))
}
