//! Choosing the facts of an attestation, each by a tick; nothing is ticked beforehand.

use super::correct::to_case;
use super::hold::Held;
use crate::attest::{self, Refused};
use crate::pages::shown::{Pairs, shown_as};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Asked, Button, Choice, Choices, ErrorSummary, FieldError};
use faisceau_platform::web::{Failure, Frame, Visit};

/// The name of the ticks.
const FACT: &str = "fait";

#[derive(Template)]
#[template(path = "space/attest.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    facts: Choices,
    send: Button,
}

/// The facts to choose from.
pub(super) async fn page(visit: Visit, held: Held) -> Result<Response, Failure> {
    show(&visit, &held, &[], None)
}

fn show(
    visit: &Visit,
    held: &Held,
    chosen: &[String],
    wrong: Option<&str>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let choices = attest::choices(&held.cx.world.forms, &held.complaint, visit.lang);
    if choices.is_empty() {
        return Ok(to_case());
    }
    let rows = choices
        .into_iter()
        .flat_map(|(title, rows)| rows.into_iter().map(move |row| (title.clone(), row)));
    let facts = rows.map(|(title, row)| {
        let args = [("part", title.as_str()), ("label", row.label.as_str())];
        let label = say.with("after-attest-fact", &args);
        let key = row.key.to_string();
        let ticked = chosen.contains(&key);
        let value = row.value.replace('\n', ", ");
        Choice::new(key, label).hint(value).chosen(ticked)
    });
    let asked =
        Asked::new(&say, FACT, say.say("after-attest-label")).error(wrong.map(|key| say.say(key)));
    let facts = Choices::any(&say, asked, facts.collect());
    let errors: Vec<FieldError> = wrong
        .map(|key| FieldError {
            name: FACT.to_owned(),
            message: say.say(key),
        })
        .into_iter()
        .collect();
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        f: held
            .frame(visit, say.say("after-attest"))
            .back_to("/suivi/dossier")
            .with_errors(!errors.is_empty()),
        errors: ErrorSummary::new(&say, errors),
        facts,
        send: Button::primary(say.say("after-attest-send")),
    };
    shown_as(status, &page)
}

/// Issues it.
pub(super) async fn send(
    visit: Visit,
    held: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let chosen = pairs.into_iter().filter(|(name, _)| name == FACT);
    let chosen: Vec<String> = chosen.map(|(_, key)| key).collect();
    let wrong = match attest::attest(&held.cx, held.complaint.id, &chosen).await {
        Ok(_) => {
            let to = "/suivi/dossier?fait=attestation#documents";
            return Ok(Redirect::to(to).into_response());
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoComplaint)) => return Ok(to_case()),
        Err(Error::Refused(Refused::NothingChosen)) => "after-attest-nothing",
        Err(Error::Refused(Refused::TooMany)) => "after-attest-many",
    };
    show(&visit, &held, &chosen, Some(wrong))
}
