//! A correction read again beside what it replaces, declared true, and sent; or given up. What is
//! missing is told with where to answer it.

use super::correct::{ANSWERS, held, to_case};
use super::hold::Held;
use super::upgrade::DECLARATION;
use crate::amend::{self, Refused};
use crate::correct::{self, Correction};
use crate::pages::declared::{Declared, TRUTH, Wrong};
use crate::pages::names;
use crate::pages::shown::{Pairs, shown_as};
use crate::upgrade;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::form::{self, Changed, Journey};
use faisceau_platform::deposit;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Button, ErrorSummary, Notice, Row, SummaryList, Tone};
use faisceau_platform::web::{Failure, Frame, Markup, Visit};

#[derive(Template)]
#[template(path = "space/send.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    changed: Vec<SummaryList>,
    missing: Vec<Row>,
    closes: Option<Notice>,
    fields: Vec<Markup>,
    send: Button,
    give_up: Button,
}

/// What changes, to be read again.
pub(super) async fn page(visit: Visit, held_case: Held) -> Result<Response, Failure> {
    show(&visit, &held_case, Wrong::default()).await
}

async fn show(visit: &Visit, held_case: &Held, wrong: Wrong) -> Result<Response, Failure> {
    let Some(correction) = held(held_case).await? else {
        return Ok(to_case());
    };
    if !correction.begun {
        return Ok(Redirect::to(ANSWERS).into_response());
    }
    if upgrade::under_way(&held_case.complaint, &correction) {
        return Ok(Redirect::to(DECLARATION).into_response());
    }
    let forms = &held_case.cx.world.forms;
    let Some(journey) = correction.journey(forms, &held_case.complaint) else {
        return Ok(to_case());
    };
    let say = visit.say();
    let asked = Declared::of(&say, forms, &journey, &wrong, TRUTH)?;
    let page = Page {
        f: held_case
            .frame(visit, say.say("after-send-title"))
            .back_to(ANSWERS)
            .with_errors(!asked.told.is_empty()),
        errors: ErrorSummary::new(&say, asked.told),
        changed: changed(visit, held_case, &correction)?,
        missing: missing(visit, &journey),
        closes: closes(&say, held_case, &journey).await?,
        fields: asked.fields,
        send: Button::primary(say.say("after-send")),
        give_up: Button::secondary(say.say("after-give-up")),
    };
    shown_as(asked.status, &page)
}

/// What becomes of the files held, where the answers now say that none may be given.
pub(super) async fn closes(
    say: &Say,
    held_case: &Held,
    journey: &Journey<'_>,
) -> Result<Option<Notice>, Failure> {
    if journey.uploads_allowed() {
        return Ok(None);
    }
    let mut tx = held_case.cx.world.db.read().await?;
    let files = deposit::files_of(&mut tx, held_case.complaint.id.0).await?;
    let told = || {
        Notice::new(
            Tone::Warn,
            say.say("after-closes"),
            say.say("after-closes-text"),
        )
    };
    Ok((!files.is_empty()).then(told))
}

fn changed(
    visit: &Visit,
    held_case: &Held,
    correction: &Correction,
) -> Result<Vec<SummaryList>, Failure> {
    let (complaint, forms) = (&held_case.complaint, &held_case.cx.world.forms);
    let filed = complaint.answers()?;
    let before = filed
        .as_ref()
        .and_then(|filed| Journey::of(forms, &complaint.form_type, filed));
    let after = correction.journey(forms, complaint);
    let (Some(before), Some(after)) = (before, after) else {
        return Ok(Vec::new());
    };
    let say = visit.say();
    let row = |key: &str, text: Option<String>| Row {
        key: say.say(key),
        values: match text {
            Some(text) => text.lines().map(str::to_owned).collect(),
            None => vec![say.say("after-nothing")],
        },
        ..Row::default()
    };
    let shown = |changed: Changed| {
        let rows = vec![
            row("after-before", changed.before),
            row("after-now", changed.after),
        ];
        SummaryList::new(&say, changed.label, rows)
    };
    let all = form::difference(&before, &after, visit.lang).into_iter();
    Ok(all.map(shown).collect())
}

fn missing(visit: &Visit, journey: &Journey<'_>) -> Vec<Row> {
    let labels = journey.missing().into_iter().map(|missing| {
        let pages = correct::pages(journey);
        let asked = pages.iter().flat_map(|page| &page.asked);
        let asked = asked.into_iter().find(|asked| asked.key == missing.key);
        Row {
            key: asked.map_or_else(String::new, |asked| {
                asked.field.label.get(visit.lang).to_owned()
            }),
            change: Some(format!("/suivi/corriger/q/{}", missing.slug)),
            ..Row::default()
        }
    });
    labels.collect()
}

/// Sends the correction.
pub(super) async fn send(
    visit: Visit,
    held_case: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let posted = names::posted(pairs);
    let told = match amend::amend(&held_case.cx, held_case.complaint.id, &posted).await {
        Ok(_) => return Ok(Redirect::to("/suivi/dossier?fait=corrige").into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(refused)) => refused,
    };
    let wrong = match told {
        Refused::NoComplaint | Refused::Rule(_) => return Ok(to_case()),
        Refused::Upgrade => return Ok(Redirect::to(DECLARATION).into_response()),
        Refused::NothingChanged => Wrong::whole(posted, "after-nothing-changed"),
        Refused::Meanwhile => Wrong::whole(posted, "after-meanwhile"),
        Refused::Incomplete(_) => Wrong::whole(posted, "after-missing"),
        Refused::Wrong(refused) => Wrong::from(*refused),
    };
    show(&visit, &held_case, wrong).await
}

/// Gives the correction up: the complaint stays as it was.
pub(super) async fn give_up(held_case: Held) -> Result<Response, Failure> {
    correct::give_up(&held_case.cx, held_case.complaint.id).await?;
    Ok(Redirect::to("/suivi/dossier?fait=abandonne").into_response())
}
