//! Choosing what happened, reading what the law asks to be said first, and starting a draft.

use super::hold::{kept, with_cookie};
use super::shown::{Pairs, first, piece, shown, shown_as};
use crate::{receipt, start};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Regime;
use faisceau_domain::form::{Kind, Mode, OTHER};
use faisceau_domain::journal::Actor;
use faisceau_law::Said;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Choice, Choices, ErrorSummary};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use faisceau_platform::world::World;
use jiff::civil::Date;
use std::sync::Arc;

/// The day of the instance.
pub(super) fn today(world: &World) -> Date {
    world.clock.now().to_zoned(receipt::zone()).date()
}

#[derive(Template)]
#[template(path = "intake/orientation.html")]
struct Orientation {
    f: Frame,
    errors: ErrorSummary,
    types: Markup,
}

/// What happened: the types of the pack, the one for everything else last.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    orientation(&front, &visit, false)
}

fn orientation(front: &Front, visit: &Visit, nothing_chosen: bool) -> Result<Response, Failure> {
    let say = visit.say();
    let error = nothing_chosen.then(|| say.say("intake-orientation-none"));
    let (other, known): (Vec<&Kind>, Vec<&Kind>) = front
        .world
        .forms
        .kinds()
        .partition(|kind| kind.code == OTHER);
    let choice = |kind: &Kind| {
        Choice::new(&kind.code, kind.label.get(say.lang)).hint(kind.lead.get(say.lang))
    };
    let mut choices: Vec<Choice> = known.into_iter().map(choice).collect();
    choices.extend(other.into_iter().map(|kind| {
        let mut choice = choice(kind);
        choice.apart = true;
        choice
    }));
    let title = say.say("intake-orientation-title");
    let asked = parts::Asked::new(&say, "type", title.clone())
        .error(error.clone())
        .as_title();
    let errors = error.map(|message| parts::FieldError {
        name: "type".to_owned(),
        message,
    });
    let status = if nothing_chosen {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = Orientation {
        f: visit.frame(title).back_to("/").with_errors(nothing_chosen),
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        types: piece(&Choices::one(&say, asked, choices))?,
    };
    shown_as(status, &page)
}

/// To what must be said before the first question of that type.
pub(super) async fn choose(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    match front.world.forms.kind(first(&pairs, "type")) {
        Some(kind) => {
            let to = format!("/information-prealable/{}", kind.code);
            Ok(Redirect::to(&to).into_response())
        }
        None => orientation(&front, &visit, true),
    }
}

#[derive(Template)]
#[template(path = "intake/before.html")]
struct Before {
    f: Frame,
    code: String,
    label: String,
    lead: String,
    mode: &'static str,
    said: Vec<Said>,
    warning: parts::Notice,
}

/// What the law asks to be said before the first question.
const BEFORE: [&str; 6] = [
    "fr.cpp.online_filing.optional",
    "fr.cpp.online_filing.heard_later",
    "fr.cpp.online_filing.may_be_heard",
    "fr.cpp.online_filing.sexual_hearing",
    "fr.cpp.online_filing.interpreter",
    "fr.cpp.online_filing.without_interpreter",
];

/// What a private body says instead: it is no police service.
const BEFORE_OTHER: [&str; 2] = ["fr.cpp.receipt.not_police", "fr.cpp.complaint.any_service"];

/// What to know before the first question of a type.
pub(super) async fn before(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let world = &front.world;
    let kind = world.forms.kind(&code).ok_or_else(Failure::not_found)?;
    let pack = world.law.at(today(world));
    let keys: &[&str] = if world.config.regime() == Regime::Authority {
        &BEFORE
    } else {
        &BEFORE_OTHER
    };
    let said = keys.iter().map(|key| pack.say(key, say.lang));
    let frame = visit
        .frame(say.say("intake-before-title"))
        .back_to("/orientation");
    shown(&Before {
        f: if kind.exit_button {
            frame.discreet()
        } else {
            frame
        },
        label: kind.label.get(say.lang).to_owned(),
        lead: kind.lead.get(say.lang).to_owned(),
        mode: first_mode(kind, world),
        said: said.collect::<Result<_, _>>().map_err(Fault::from)?,
        warning: super::home::fake_police(&visit),
        code,
    })
}

/// The key of what becomes of a filing of this type, as far as no answer changes it.
fn first_mode(kind: &Kind, world: &World) -> &'static str {
    let blank = world.forms.blank(&kind.code);
    let mode = blank.as_ref().and_then(|answers| {
        faisceau_domain::form::Journey::of(&world.forms, &kind.code, answers)
            .map(|journey| journey.mode(&world.config.profile))
    });
    mode_key(mode.unwrap_or(Mode::Reroute))
}

/// The key of the sentence that says how a complaint is received.
pub(super) fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::OnlineFull => "intake-mode-online-full",
        Mode::OnlinePrepared => "intake-mode-online-prepared",
        Mode::ReportOnly => "intake-mode-report-only",
        Mode::Reroute => "intake-mode-reroute",
    }
}

/// Starts a draft and gives its code to the browser.
pub(super) async fn start(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let draft = match start::start(&cx, first(&pairs, "type")).await {
        Ok(draft) => draft,
        Err(Error::Refused(start::Refused::UnknownType(_))) => {
            return orientation(&front, &visit, true);
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let cookie = kept(&cx, visit.tls, &draft);
    let to = Redirect::to("/urgent").into_response();
    Ok(with_cookie(to, cookie))
}
