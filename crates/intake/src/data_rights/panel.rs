//! The requests on data of a complaint, for staff: what is asked, the last day to answer and whether the law
//! pack confirms it, and the form that answers. A contest of linkage is an analyst's to answer too, beside the
//! reasons and the decisions of the same page.

use super::answer::{self, Refused};
use super::{DataRequest, restricted};
use crate::panels::decide::again;
use crate::panels::resource::{allowed, read};
use crate::space::worded::{self, piece};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_documents::dates;
use faisceau_domain::access::Role;
use faisceau_domain::data_request::{self, Asked, Ground, NotTaken, Verdict};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::regime::Regime;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Button, Choice, Choices, Row, SummaryList, TextArea};
use faisceau_platform::web::{Audience, Failure, Front, Markup, Route, Routes, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/rights.html")]
struct Panel {
    restricted: Option<String>,
    none: Option<String>,
    requests: Vec<(SummaryList, Option<Answering>)>,
}

#[derive(Template)]
#[template(path = "panels/rights_answer.html")]
pub(super) struct Answering {
    action: String,
    csrf: String,
    verdict: Choices,
    words: TextArea,
    send: Button,
}

/// What the form that answers sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Reply {
    pub(super) verdict: String,
    pub(super) answer: String,
}

/// The panel.
pub(crate) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, complaint) = read(cx, id, None).await?;
        let say = cx.say();
        let all = super::of(&mut tx, complaint.id).await?;
        let since = restricted(&mut tx, complaint.id).await?;
        tx.commit().await?;
        let requests = all.iter().map(|one| {
            let open = one.state == data_request::State::Open && may_answer(cx, one.asked);
            let form = open.then(|| form(cx, &say, one, &Reply::default(), None));
            (told(cx, &say, one), form)
        });
        piece(&Panel {
            restricted: since.map(|at| {
                let at = worded::instant(&say, at);
                say.with("rights-restricted", &[("at", &at)])
            }),
            none: all.is_empty().then(|| say.say("rights-none")),
            requests: requests.collect(),
        })
    })
}

/// Who brings complaints together answers a contest; the other requests are for those in charge.
fn may_answer(cx: &Cx, asked: Asked) -> bool {
    let is = |role: Role| {
        let staff = cx.staff.as_ref();
        staff.is_some_and(|staff| staff.roles.contains(&role))
    };
    match asked {
        Asked::Contest => is(Role::Analyst) || is(Role::Investigator),
        _ => is(Role::Officer) || is(Role::Investigator) || is(Role::Prosecutor),
    }
}

fn told(cx: &Cx, say: &Say, one: &DataRequest) -> SummaryList {
    let today = cx.world.clock.now().to_zoned(crate::receipt::zone()).date();
    let key = data_request::clock(cx.world.config.regime());
    let law = cx.world.law.at(today).because(key);
    let confirmed = law.is_ok_and(|because| because.confirmed);
    let day = dates::day(say, one.due_on);
    let due = match confirmed {
        true => day,
        false => say.with("rights-due-unconfirmed", &[("day", &day)]),
    };
    let rows = vec![
        Row::new(
            say.say("rights-letter-made"),
            worded::instant(say, one.made_at),
        ),
        Row::new(say.say("rights-due"), due),
        Row::new(say.say("rights-letter-words"), one.words.clone()),
        Row::new(
            say.say("rights-state"),
            say.say(&format!("rights-state-{}", one.state.code())),
        ),
    ];
    let title = say.say(&format!("rights-asked-{}", one.asked.code()));
    SummaryList::new(say, title, rows)
}

fn form(cx: &Cx, say: &Say, one: &DataRequest, typed: &Reply, wrong: Option<&str>) -> Answering {
    let action = format!("/dossier/{}/droits/{}", one.complaint.0, one.id);
    let hint = format!("rights-answer-{}", one.asked.code());
    answering(cx, say, (action, hint), typed, wrong)
}

/// The form that answers a request, sent to this address, with this hint on its words.
pub(super) fn answering(
    cx: &Cx,
    say: &Say,
    (action, hint): (String, String),
    typed: &Reply,
    wrong: Option<&str>,
) -> Answering {
    let regime: Regime = cx.world.config.regime();
    let grounds = Ground::ALL.into_iter();
    let grounds = grounds.filter(|ground| ground.is_open_under(regime));
    let grounds = grounds.map(|ground| {
        let label = say.say(&format!("rights-ground-{}", ground.code()));
        Choice::new(
            ground.code(),
            say.with("rights-refuse", &[("ground", &label)]),
        )
    });
    let grant = Choice::new("grant", say.say("rights-grant"));
    let verdict = parts::Asked::new(say, "verdict", say.say("rights-verdict"))
        .error(wrong.map(str::to_owned));
    let words = parts::Asked::new(say, "answer", say.say("rights-answer")).hint(say.say(&hint));
    Answering {
        action,
        csrf: cx.form_token.clone(),
        verdict: Choices::one(say, verdict, [grant].into_iter().chain(grounds).collect()),
        words: TextArea::new(words, typed.answer.clone()),
        send: Button::primary(say.say("rights-answer-send")),
    }
}

/// The gesture of the panel.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let answers = Route::post(
        "/dossier/{id}/droits/{request}",
        Audience::Staff(Action::NarrativeRead),
    );
    Routes::new("intake").with(answers, post)
}

/// Takes an answer.
async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path((id, request)): Path<(Uuid, Uuid)>,
    Form(typed): Form<Reply>,
) -> Result<Response, Failure> {
    // A request is in the person's own words.
    allowed(&front, &signed, id, Action::NarrativeRead).await?;
    let cx = &signed.cx;
    let mut tx = front.world.db.read().await?;
    let one = super::load(&mut tx, request).await?;
    tx.rollback().await?;
    let one = one.filter(|one| one.complaint.0 == id);
    let one = one.ok_or_else(Failure::not_found)?;
    if !may_answer(cx, one.asked) {
        return Err(Failure::forbidden());
    }
    if one.asked != Asked::Contest {
        allowed(&front, &signed, id, Action::ComplaintInform).await?;
    }
    let say = visit.say();
    let verdict = match typed.verdict.as_str() {
        "grant" => Some(Verdict::Grant),
        other => Ground::from_code(other).map(Verdict::Refuse),
    };
    let wrong = match verdict {
        None => "rights-choose",
        Some(verdict) => {
            match answer::answer(cx, ComplaintId(id), request, verdict, &typed.answer).await {
                Ok(()) => return Ok(Redirect::to(&format!("/dossier/{id}#droits")).into_response()),
                Err(Error::Fault(fault)) => return Err(fault.into()),
                Err(Error::Refused(Refused::NoRequest)) => return Err(Failure::not_found()),
                Err(Error::Refused(Refused::Rule(NotTaken::Already))) => {
                    return Err(Failure::conflict());
                }
                Err(Error::Refused(Refused::Rule(NotTaken::Ground))) => "rights-not-open",
                Err(Error::Refused(Refused::Rule(NotTaken::Words))) => "rights-no-words",
            }
        }
    };
    let told = say.say(wrong);
    let page = form(cx, &say, &one, &typed, Some(&told));
    again(
        &front,
        &visit,
        &signed,
        id,
        "rights-title",
        ("verdict", told),
        &page,
    )
}
