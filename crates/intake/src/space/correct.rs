//! What was answered, to be completed or corrected: the answers in force or those of a correction under
//! way, and each page asked again. Nothing is sent from here.

use super::hold::Held;
use crate::correct::{self, Correction, Refused};
use crate::pages::field::{Look, Sheet};
use crate::pages::names;
use crate::pages::shown::{Pairs, shown, shown_as};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::form::{FieldError, Journey, Page, Posted};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Button, ErrorSummary, Notice, Row, SummaryList, Tone};
use faisceau_platform::web::{Failure, Frame, Markup, Visit};
use serde::Deserialize;

/// The page where a correction is read again and sent.
pub(super) const CHECK: &str = "/suivi/corriger/verifier";
/// The answers.
pub(super) const ANSWERS: &str = "/suivi/corriger";

#[derive(Template)]
#[template(path = "space/answers.html")]
struct AnswersPage {
    f: Frame,
    begun: Option<Notice>,
    give_up: Button,
    sections: Vec<SummaryList>,
    open: Vec<Row>,
}

#[derive(Template)]
#[template(path = "space/correct.html")]
struct Question {
    f: Frame,
    errors: ErrorSummary,
    notices: Vec<Notice>,
    caption: String,
    title: Option<String>,
    lead: Option<String>,
    action: String,
    fields: Vec<Markup>,
    keep: Button,
}

/// The code of something told though nothing was refused on the page before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    note: String,
}

/// What may be told after a page was taken.
const NOTES: [&str; 2] = ["card_number", "secret_found"];

/// The correction of the complaint held. One that came without answers, or is closed, leads back to
/// its page, which says where it stands.
pub(super) async fn held(held: &Held) -> Result<Option<Correction>, Fault> {
    if held.complaint.state.may_amend().is_err() {
        return Ok(None);
    }
    let mut tx = held.cx.world.db.read().await?;
    correct::load(&held.cx, &mut tx, &held.complaint).await
}

/// Back to the page of the case.
pub(super) fn to_case() -> Response {
    Redirect::to("/suivi/dossier").into_response()
}

/// Every answer, with where to change it.
pub(super) async fn answers(visit: Visit, held_case: Held) -> Result<Response, Failure> {
    let Some(correction) = held(&held_case).await? else {
        return Ok(to_case());
    };
    let Some(journey) = correction.journey(&held_case.cx.world.forms, &held_case.complaint) else {
        return Ok(to_case());
    };
    let say = visit.say();
    let begun = correction.begun.then(|| {
        let (title, text) = (say.say("after-begun"), say.say("after-begun-text"));
        Notice::new(Tone::Info, title, text)
    });
    shown(&AnswersPage {
        f: held_case
            .frame(&visit, say.say("after-correct-title"))
            .back_to("/suivi/dossier"),
        begun,
        give_up: Button::secondary(say.say("after-give-up")),
        sections: sections(&visit, &journey),
        open: open(&visit, &journey),
    })
}

fn address(slug: &str) -> String {
    format!("/suivi/corriger/q/{slug}")
}

fn sections(visit: &Visit, journey: &Journey<'_>) -> Vec<SummaryList> {
    let say = visit.say();
    let pages = correct::pages(journey);
    let page_of =
        |row: &faisceau_domain::form::Row| pages.iter().find(|page| page.slug == row.slug);
    let may_change = |row: &faisceau_domain::form::Row| {
        let page = page_of(row)?;
        page.asked.iter().find(|asked| asked.key == row.key)?;
        Some(address(&row.slug))
    };
    let sections = journey.summary(visit.lang).into_iter();
    sections
        .map(|section| {
            let rows = section.rows.iter().map(|row| Row {
                key: row.label.clone(),
                values: row.value.lines().map(str::to_owned).collect(),
                exact: false,
                change: may_change(row),
                part: page_of(row).map(|page| page.title.get(visit.lang).to_owned()),
            });
            SummaryList::new(&say, section.title, rows.collect())
        })
        .collect()
}

/// The questions asked and never answered: what may be completed.
fn open(visit: &Visit, journey: &Journey<'_>) -> Vec<Row> {
    let pages = correct::pages(journey);
    let unanswered = pages.iter().flat_map(|page| {
        let asked = page.asked.iter();
        asked
            .filter(|asked| journey.given(&asked.key).is_none())
            .map(|asked| Row {
                key: asked.field.label.get(visit.lang).to_owned(),
                change: Some(address(&page.slug)),
                ..Row::default()
            })
    });
    unanswered.collect()
}

/// One page, asked again.
pub(super) async fn page(
    visit: Visit,
    held_case: Held,
    Path(slug): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, Failure> {
    let Some(correction) = held(&held_case).await? else {
        return Ok(to_case());
    };
    let forms = &held_case.cx.world.forms;
    let journey = correction.journey(forms, &held_case.complaint);
    let found = journey.and_then(|journey| {
        let page = correct::page(&journey, &slug)?;
        let posted = journey.fill(&page);
        Some((page, posted))
    });
    let Some((page, posted)) = found else {
        return Ok(Redirect::to(ANSWERS).into_response());
    };
    let notes = NOTES.into_iter().filter(|note| *note == told.note);
    let notices = notes.map(|note| {
        let words = forms.error(note);
        let text = words.map_or("", |words| words.get(visit.lang));
        Notice::new(Tone::Info, text, "").live()
    });
    show(&visit, &held_case, &page, &posted, &[], notices.collect())
}

fn show(
    visit: &Visit,
    held_case: &Held,
    page: &Page<'_>,
    posted: &Posted,
    errors: &[FieldError],
    notices: Vec<Notice>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let title = page.title.get(say.lang);
    let alone = page.asked.len() == 1 && page.asked[0].field.label.get(say.lang) == title;
    let sheet = Sheet {
        say: &say,
        pack: &held_case.cx.world.forms,
        posted,
        errors,
        look: if alone { Look::Title } else { Look::Several },
        files: &[],
        limits: "",
        files_wrong: &[],
    };
    let told = sheet.told(&page.asked);
    let status = if told.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let fields = page.asked.iter().map(|asked| sheet.question(asked));
    let section = page.section.get(say.lang);
    let question = Question {
        f: held_case
            .frame(visit, title)
            .back_to(ANSWERS)
            .with_errors(!told.is_empty()),
        errors: ErrorSummary::new(&say, told),
        notices,
        caption: match page.item {
            Some(item) => format!("{section} {}", item + 1),
            None => section.to_owned(),
        },
        title: (!alone).then(|| title.to_owned()),
        lead: page.lead.map(|lead| lead.get(say.lang).to_owned()),
        action: address(&page.slug),
        fields: fields.collect::<Result<_, _>>()?,
        keep: Button::primary(say.say("after-keep")),
    };
    shown_as(status, &question)
}

/// Takes a page; the next one that lacks an answer because of it is asked, then all is read again.
pub(super) async fn answered(
    visit: Visit,
    held_case: Held,
    Path(slug): Path<String>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let posted = names::posted(pairs);
    let (cx, complaint) = (&held_case.cx, &held_case.complaint);
    let forms = &cx.world.forms;
    match correct::correct(cx, complaint.id, &slug, &posted).await {
        Ok(taken) => {
            let journey = taken.correction.journey(forms, complaint);
            let missing = journey.map(|journey| journey.missing()).unwrap_or_default();
            let to = match missing.first() {
                Some(missing) => address(&missing.slug),
                None => CHECK.to_owned(),
            };
            let note = taken.notices.first().map(|notice| notice.cause.code());
            let to = match note {
                Some(note) => format!("{to}?note={note}"),
                None => to,
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(Error::Refused(Refused::NoComplaint | Refused::Rule(_))) => Ok(to_case()),
        Err(Error::Refused(Refused::NoPage)) => Ok(Redirect::to(ANSWERS).into_response()),
        Err(Error::Refused(Refused::Wrong(correction, refused))) => {
            let journey = correction.journey(forms, complaint);
            let Some(page) = journey.and_then(|journey| correct::page(&journey, &slug)) else {
                return Ok(Redirect::to(ANSWERS).into_response());
            };
            let (posted, errors) = (&refused.posted, &refused.errors);
            show(&visit, &held_case, &page, posted, errors, Vec::new())
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
