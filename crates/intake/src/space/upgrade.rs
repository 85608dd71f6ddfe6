//! From a report to a complaint, in the victim's space: what changes is said, what a complaint asks
//! besides is answered on the pages of corrections, all is declared anew. Rules are the operation's.

use super::correct::{held, to_case};
use super::hold::Held;
use super::send::closes;
use crate::correct::Correction;
use crate::file;
use crate::pages::contacts::{Way, ways};
use crate::pages::declare::law_of_declaring;
use crate::pages::declared::{Declared, TRUTH, Wrong};
use crate::pages::names;
use crate::pages::shown::{Pairs, shown_as};
use crate::upgrade::{self, Refused};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::form::Journey;
use faisceau_law::Said;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Button, ErrorSummary, Notice, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Markup, Visit};

/// Where one is told what changes.
const TOLD: &str = "/suivi/plainte";
/// Where it is declared.
pub(super) const DECLARATION: &str = "/suivi/plainte/declaration";

#[derive(Template)]
#[template(path = "space/upgrade.html")]
struct Begin {
    f: Frame,
    refused: Option<String>,
    ways: Vec<Way>,
    begin: Button,
}

#[derive(Template)]
#[template(path = "space/declare.html")]
struct Declare {
    f: Frame,
    errors: ErrorSummary,
    sections: Vec<SummaryList>,
    warnings: Vec<Said>,
    good_faith: Said,
    closes: Option<Notice>,
    fields: Vec<Markup>,
    send: Button,
    give_up: Button,
}

/// What becoming a complaint changes.
pub(super) async fn page(visit: Visit, held_case: Held) -> Result<Response, Failure> {
    match held(&held_case).await? {
        Some(correction) if held_case.complaint.nature == file::Nature::Report.code() => {
            told(&visit, &held_case, &correction, false)
        }
        _ => Ok(to_case()),
    }
}

fn told(
    visit: &Visit,
    held_case: &Held,
    correction: &Correction,
    refused: bool,
) -> Result<Response, Failure> {
    let say = visit.say();
    let forms = &held_case.cx.world.forms;
    let journey = correction.journey(forms, &held_case.complaint);
    let elsewhere = journey.map(|journey| ways(&journey, forms, visit.lang));
    let status = if refused {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = Begin {
        f: held_case
            .frame(visit, say.say("orientation-upgrade-title"))
            .back_to("/suivi/dossier"),
        refused: refused.then(|| say.say("orientation-upgrade-refused")),
        ways: elsewhere.filter(|_| refused).unwrap_or_default(),
        begin: Button::primary(say.say("orientation-upgrade-begin")),
    };
    shown_as(status, &page)
}

/// Begins, and asks what a complaint asks besides.
pub(super) async fn begin(visit: Visit, held_case: Held) -> Result<Response, Failure> {
    match upgrade::begin(&held_case.cx, held_case.complaint.id).await {
        Ok(correction) => Ok(goes_on(&held_case, &correction)),
        Err(Error::Refused(Refused::ReportOnly(_))) => match held(&held_case).await? {
            Some(correction) => told(&visit, &held_case, &correction, true),
            None => Ok(to_case()),
        },
        Err(Error::Refused(_)) => Ok(to_case()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// To the first page that lacks an answer, else to the declaration.
fn goes_on(held_case: &Held, correction: &Correction) -> Response {
    let journey = correction.journey(&held_case.cx.world.forms, &held_case.complaint);
    let missing = journey.map(|journey| journey.missing()).unwrap_or_default();
    let to = match missing.first() {
        Some(missing) => format!("/suivi/corriger/q/{}", missing.slug),
        None => DECLARATION.to_owned(),
    };
    Redirect::to(&to).into_response()
}

/// The answers once more, and what is declared.
pub(super) async fn declaration(visit: Visit, held_case: Held) -> Result<Response, Failure> {
    show(&visit, &held_case, Wrong::default()).await
}

async fn show(visit: &Visit, held_case: &Held, wrong: Wrong) -> Result<Response, Failure> {
    let correction = match held(held_case).await? {
        Some(correction) if upgrade::under_way(&held_case.complaint, &correction) => correction,
        _ => return Ok(Redirect::to(TOLD).into_response()),
    };
    let world = &held_case.cx.world;
    let journey = correction.journey(&world.forms, &held_case.complaint);
    let Some(journey) = journey.filter(|journey| journey.missing().is_empty()) else {
        return Ok(goes_on(held_case, &correction));
    };
    let say = visit.say();
    let asked = Declared::of(&say, &world.forms, &journey, &wrong, TRUTH)?;
    let (warnings, good_faith) = law_of_declaring(world, &journey, say.lang)?;
    let page = Declare {
        f: held_case
            .frame(visit, say.say("orientation-upgrade-title"))
            .back_to("/suivi/corriger")
            .with_errors(!asked.told.is_empty()),
        errors: ErrorSummary::new(&say, asked.told),
        sections: sections(visit, &journey),
        warnings,
        good_faith,
        closes: closes(&say, held_case, &journey).await?,
        fields: asked.fields,
        send: Button::primary(say.say("intake-declare-complaint")),
        give_up: Button::secondary(say.say("orientation-upgrade-give-up")),
    };
    shown_as(asked.status, &page)
}

fn sections(visit: &Visit, journey: &Journey<'_>) -> Vec<SummaryList> {
    let say = visit.say();
    let sections = journey.summary(visit.lang).into_iter().map(|section| {
        let rows = section.rows.into_iter().map(|row| Row {
            key: row.label,
            values: row.value.lines().map(str::to_owned).collect(),
            ..Row::default()
        });
        SummaryList::new(&say, section.title, rows.collect())
    });
    sections.collect()
}

/// Files the complaint.
pub(super) async fn file(
    visit: Visit,
    held_case: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let posted = names::posted(pairs);
    let refused = match upgrade::upgrade(&held_case.cx, held_case.complaint.id, &posted).await {
        Ok(_) => return Ok(Redirect::to("/suivi/dossier?fait=plainte").into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(refused)) => refused,
    };
    let wrong = match refused {
        Refused::NoReport | Refused::Rule(_) => return Ok(to_case()),
        Refused::ReportOnly(_) => Wrong::whole(posted, "orientation-upgrade-refused"),
        Refused::Incomplete(_) => return Ok(Redirect::to(DECLARATION).into_response()),
        Refused::Meanwhile => Wrong::whole(posted, "after-meanwhile"),
        Refused::Wrong(refused) => Wrong::from(*refused),
    };
    show(&visit, &held_case, wrong).await
}
