//! Typing a code to take up a draft again, on any device, or to find the receipt again once it was
//! filed. A wrong code and one that is over get the same answer.

use super::hold::{Held, erased, going_on, kept, kept_for_receipt, with_cookie};
use super::shown::{Pairs, first, piece, shown_as};
use super::{names, question};
use crate::answer;
use crate::draft::Draft;
use crate::resume::{self, Opened};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
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
    suite: Option<String>,
    carried: Vec<(String, String)>,
}

/// What was typed on a page that did not open any more, on its way back to it.
struct Carried {
    /// The place of the page.
    slug: String,
    /// What was typed, under the names of the page.
    pairs: Vec<(String, String)>,
}

impl Carried {
    /// From a form sent to `suite`, or carried here once already.
    fn of(suite: &str, pairs: Vec<(String, String)>) -> Option<Carried> {
        let slug = suite.strip_prefix(QUESTIONS)?.trim_end_matches("/garder");
        let own = |name: &str| OWN.contains(&name);
        let pairs = pairs.into_iter();
        let pairs: Vec<(String, String)> = pairs
            .filter(|(name, value)| !own(name) && !value.is_empty())
            .collect();
        let slug = slug.to_owned();
        (!pairs.is_empty()).then_some(Carried { slug, pairs })
    }
}

/// Before the place of a page of questions, in its address.
const QUESTIONS: &str = "/plainte/q/";

/// The names of this page's own inputs.
const OWN: [&str; 4] = ["csrf", "code", "suite", "de"];

/// What this page is shown with.
#[derive(Default)]
struct Shown {
    /// What was typed as the code, and what is wrong with it.
    wrong: Option<(String, String)>,
    holds_one: bool,
    notice: Option<Notice>,
    carried: Option<Carried>,
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
    let shown = Shown {
        holds_one,
        notice,
        ..Shown::default()
    };
    show(&visit, shown)
}

/// The same page, with what was typed on a page of a draft that is not open any more.
pub(super) fn carry(
    front: &Front,
    mut visit: Visit,
    headers: &HeaderMap,
    slug: &str,
    pairs: Vec<(String, String)>,
) -> Result<Response, Failure> {
    let (token, cookie) = front.visit_token(headers);
    visit.csrf = token;
    let shown = Shown {
        carried: Carried::of(&format!("{QUESTIONS}{slug}"), pairs),
        ..Shown::default()
    };
    let mut response = with_cookie(show(&visit, shown)?, erased(visit.tls));
    if let Some(cookie) = cookie {
        response = with_cookie(response, cookie);
    }
    Ok(response)
}

fn show(visit: &Visit, shown: Shown) -> Result<Response, Failure> {
    let say = visit.say();
    let (typed, message) = match shown.wrong {
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
        notice: shown.notice,
        holds_one: shown.holds_one,
        suite: shown
            .carried
            .as_ref()
            .map(|c| format!("{QUESTIONS}{}", c.slug)),
        carried: shown.carried.map(|c| c.pairs).unwrap_or_default(),
        field: piece(&TextField::new(asked, Kind::Code, typed))?,
    };
    shown_as(status, &page)
}

/// Takes up the draft of a code, or leads to the receipt of what it was filed as. What was carried
/// here is added to the page it was typed on.
pub(super) async fn take_up_again(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let typed: String = first(&pairs, "code").chars().take(64).collect();
    let asked = pairs.iter().any(|(name, _)| name == "code");
    let suite = first(&pairs, "suite").to_owned();
    let carried = Carried::of(&suite, pairs);
    if carried.is_some() && !asked {
        let shown = Shown {
            carried,
            ..Shown::default()
        };
        return show(&visit, shown);
    }
    let opened = match Code::parse(CodeKind::Resume, &typed) {
        Ok(code) => resume::open(&cx, &code).await?,
        Err(_) => None,
    };
    match opened {
        Some(Opened::Draft(draft)) => match carried {
            Some(carried) => put_back(&front, cx, visit, *draft, carried).await,
            None => Ok(goes_on(&cx, &visit, &draft)),
        },
        Some(Opened::Filed(code)) => {
            let to = Redirect::to("/plainte/recu").into_response();
            Ok(with_cookie(to, kept_for_receipt(visit.tls, &code)))
        }
        None => {
            let words = front.world.forms.error("code_wrong");
            let message = words.map_or_else(String::new, |words| words.get(visit.lang).to_owned());
            let shown = Shown {
                wrong: Some((typed, message)),
                carried,
                ..Shown::default()
            };
            show(&visit, shown)
        }
    }
}

fn goes_on(cx: &Cx, visit: &Visit, draft: &Draft) -> Response {
    let to = Redirect::to(&going_on(cx, draft)).into_response();
    with_cookie(to, kept(cx, visit.tls, draft))
}

/// Answers the page that had not opened, as if it had.
async fn put_back(
    front: &Front,
    cx: Cx,
    mut visit: Visit,
    draft: Draft,
    carried: Carried,
) -> Result<Response, Failure> {
    let posted = names::posted(carried.pairs);
    match answer::answer(&cx, &draft.code, &carried.slug, &posted).await {
        Ok(taken) => {
            let cookie = kept(&cx, visit.tls, &taken.draft);
            let draft = taken.draft;
            let held = Held::of(cx, visit, draft);
            let next = question::next(&held, &carried.slug, false, None);
            Ok(with_cookie(next, cookie))
        }
        Err(Error::Refused(answer::Refused::Wrong(draft, refused))) => {
            let cookie = kept(&cx, visit.tls, &draft);
            visit.csrf = front.draft_token(draft.code.bare());
            let draft = *draft;
            let held = Held::of(cx, visit, draft);
            let journey = held.journey();
            let Some(page) = journey.page(&carried.slug) else {
                return Ok(with_cookie(held.goes_on(), cookie));
            };
            let shown = question::Shown {
                posted: Some(refused.posted),
                errors: &refused.errors,
                ..question::Shown::default()
            };
            Ok(with_cookie(
                question::show(&held, page, shown).await?,
                cookie,
            ))
        }
        Err(Error::Refused(answer::Refused::NoDraft | answer::Refused::NoPage)) => {
            Ok(goes_on(&cx, &visit, &draft))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
