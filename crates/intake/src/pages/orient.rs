//! What is told before the first question of a type, whether the orientation led to it or it was
//! chosen from the list; then the draft starts.

use super::contacts::{Way, ways};
use super::hold::{cookie_code, kept, with_cookie};
use super::shown::{Pairs, first, shown};
use crate::draft::Draft;
use crate::{choose, receipt, resume, start};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::code::Code;
use faisceau_domain::form::directory::Clock;
use faisceau_domain::form::{Journey, Kind};
use faisceau_domain::journal::Actor;
use faisceau_law::{At, Said};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts;
use faisceau_platform::web::{Failure, Frame, Front, Visit};
use faisceau_platform::world::World;
use jiff::civil::Date;
use std::sync::Arc;

/// The day of the instance.
pub(super) fn today(world: &World) -> Date {
    world.clock.now().to_zoned(receipt::zone()).date()
}

#[derive(Template)]
#[template(path = "intake/before.html")]
struct Before {
    f: Frame,
    title: String,
    code: String,
    label: String,
    lead: String,
    /// Where one says that it is something else.
    otherwise: &'static str,
    told: String,
    because: Vec<Said>,
    /// What cannot wait a minute; the rest comes on the next page, before the first question.
    urgent: Vec<String>,
    ways: Vec<Way>,
    said: Vec<Said>,
    /// Where the law says it.
    citations: Vec<String>,
    warning: parts::Notice,
    resume: Option<String>,
}

/// How one came to what is told before the first question.
pub(super) struct Arrived<'a> {
    /// The draft whose orientation ended here.
    pub(super) draft: Option<&'a Draft>,
    /// Where the back link leads.
    pub(super) back: String,
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
    let kind = front.world.forms.kind(&code);
    let arrived = Arrived {
        draft: None,
        back: "/orientation/liste".to_owned(),
    };
    let kind = kind.ok_or_else(Failure::not_found)?;
    told_before(&front.world, &visit, kind, &arrived)
}

/// What a type is, what becomes of it, what cannot wait, and what the law asks to be said.
pub(super) fn told_before(
    world: &World,
    visit: &Visit,
    kind: &Kind,
    arrived: &Arrived<'_>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let forms = &world.forms;
    let answers = match arrived.draft {
        Some(draft) => forms
            .form_ref(&kind.code)
            .map(|form| draft.answers.clone().carried_to(form)),
        None => forms.blank(&kind.code),
    };
    let answers = answers.ok_or_else(Failure::not_found)?;
    let journey = Journey::of(forms, &kind.code, &answers).ok_or_else(Failure::not_found)?;
    let law = world.law.at(today(world));
    let keys: &[&str] = if world.config.regime() == Regime::Authority {
        &BEFORE
    } else {
        &BEFORE_OTHER
    };
    let said = sentences(&law, keys.iter().copied(), say.lang)?;
    let because = journey.mode_because(&world.config.profile);
    let because = sentences(&law, because, say.lang)?;
    let label = kind.label.get(say.lang);
    let title = match arrived.draft {
        Some(_) => say.with("orientation-result-title", &[("type", label)]),
        None => say.say("intake-before-title"),
    };
    let frame = visit.frame(title.clone()).back_to(arrived.back.clone());
    let page = Before {
        f: if kind.exit_button {
            frame.discreet()
        } else {
            frame
        },
        title,
        code: kind.code.clone(),
        label: label.to_owned(),
        lead: kind.lead.get(say.lang).to_owned(),
        otherwise: match arrived.draft {
            Some(_) => "/orientation/q/o2",
            None => "/orientation",
        },
        told: mode_told(world, &journey, say.lang),
        citations: citations(because.iter().chain(&said)),
        because,
        urgent: at_once(&journey, say.lang),
        ways: ways(&journey, forms, say.lang),
        said,
        warning: super::home::fake_police_short(visit),
        resume: arrived.draft.map(|draft| draft.code.grouped()),
    };
    shown(&page)
}

fn sentences<'k>(
    law: &At<'_>,
    keys: impl IntoIterator<Item = &'k str>,
    lang: Lang,
) -> Result<Vec<Said>, Failure> {
    let said = keys.into_iter().map(|key| law.say(key, lang));
    Ok(said.collect::<Result<_, _>>().map_err(Fault::from)?)
}

/// The urgent actions that cannot wait for the next page.
fn at_once(journey: &Journey<'_>, lang: Lang) -> Vec<String> {
    let urgent = journey.urgent().into_iter();
    let now = urgent.filter(|action| matches!(action.clock, Clock::Immediate | Clock::Minutes));
    now.map(|action| action.text.get(lang).to_owned()).collect()
}

/// Where the law says all this, each place once.
fn citations<'a>(said: impl Iterator<Item = &'a Said>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for citation in said.filter_map(|said| said.citation.as_ref()) {
        if !all.contains(citation) {
            all.push(citation.clone());
        }
    }
    all
}

/// How what these answers say is received here, in the words of the profile.
pub(super) fn mode_told(world: &World, journey: &Journey<'_>, lang: Lang) -> String {
    let profile = &world.config.profile;
    let words = world.forms.mode_words(profile, journey.mode(profile));
    words.map_or_else(String::new, |words| words.told.get(lang).to_owned())
}

/// Gives the draft of the orientation its type, or starts one, and gives its code to the browser.
pub(super) async fn start(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let form_type = first(&pairs, "type");
    let draft = match oriented(&cx, &visit, &headers, form_type).await? {
        Some(code) => match choose::choose(&cx, &code, form_type).await {
            Ok(draft) => Ok(draft),
            Err(Error::Refused(choose::Refused::UnknownType)) => {
                return super::list::list(&front, &visit, true);
            }
            // Erased by another tab in between: a draft starts, as without any.
            Err(Error::Refused(choose::Refused::NoDraft)) => start::start(&cx, form_type).await,
            Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        },
        None => start::start(&cx, form_type).await,
    };
    let draft = match draft {
        Ok(draft) => draft,
        Err(Error::Refused(start::Refused::UnknownType(_))) => {
            return super::list::list(&front, &visit, true);
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let cookie = kept(&cx, visit.tls, &draft);
    let to = Redirect::to("/urgent").into_response();
    Ok(with_cookie(to, cookie))
}

/// The code of this browser's draft, when it waits for this type.
async fn oriented(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    form_type: &str,
) -> Result<Option<Code>, Fault> {
    let Some(code) = cookie_code(headers, visit.tls) else {
        return Ok(None);
    };
    let draft = resume::resume(cx, &code).await?;
    // A draft of this very type with nothing answered is the one just begun: back and forth again.
    let goes_on = draft.is_some_and(|draft| {
        let begun = draft.form_type == form_type && draft.urgent_done.is_empty();
        draft.answers.orienting() || (begun && draft.answers.is_empty())
    });
    Ok(goes_on.then_some(code))
}
