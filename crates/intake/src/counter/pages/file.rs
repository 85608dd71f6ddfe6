//! One file of the counter: its blocks, what it lacks, and where one goes from it.

use super::beside::{Beside, Go};
use super::hold::{AtCounter, failure};
use crate::counter::{self, Refused};
use crate::pages::shown::{Pairs, first, shown_as};
use crate::pages::urgent;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use faisceau_platform::accounts;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, ErrorSummary, FieldError, Kind, Select, TextField, UrgentActions,
};
use faisceau_platform::web::{Failure, Frame, Front};
use std::sync::Arc;

/// Where one goes from a file: what follows its address, and the key of the words.
const PLACES: [(&str, &str); 5] = [
    ("/deja", "bring-deja-title"),
    ("/telephone", "bring-screen-title"),
    ("/presence", "minutes-presence-title"),
    ("/lecture", "minutes-reading-title"),
    ("/deposer", "minutes-filing-title"),
];

#[derive(Template)]
#[template(path = "counter/file.html")]
struct FilePage {
    f: Frame,
    errors: ErrorSummary,
    at: String,
    lead: String,
    missing: String,
    opens: Go,
    places: Vec<Go>,
    urgent: UrgentActions,
    beside: Beside,
    saving: bool,
    note: String,
    colleague: Select,
    word: TextField,
    pass: Button,
    close: Button,
    begun_online: bool,
}

/// Where one goes from a file of the counter.
pub(super) fn places(at: &AtCounter) -> Vec<Go> {
    let say = at.visit.say();
    let places = PLACES.iter();
    places
        .map(|(below, key)| Go::to(at.at(below), say.say(key)))
        .collect()
}

/// The file.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    show(&front, &at, None).await
}

async fn show(
    front: &Front,
    at: &AtCounter,
    refused: Option<&Refused>,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let error = refused.map(|why| FieldError {
        name: "colleague".to_owned(),
        message: say.say(&format!("counter-refused-{}", why.code())),
    });
    let mut tx = front.world.db.read().await?;
    let staff = accounts::list(&mut tx).await?;
    tx.rollback().await?;
    let colleagues = staff.iter().filter(|one| {
        one.unit == at.file.held.unit
            && one.id != at.file.held.officer
            && one.roles.contains(&Role::Officer)
    });
    let colleagues = colleagues.map(|one| Choice::new(one.id.to_string(), &one.display_name));
    let asked = Asked::new(&say, "colleague", say.say("counter-colleague"))
        .error(error.as_ref().map(|error| error.message.clone()));
    let note = Asked::new(&say, "note", say.say("counter-note")).hint(say.say("counter-note-hint"));
    let journey = at.journey();
    let missing = i64::try_from(journey.missing().len()).unwrap_or(i64::MAX);
    let opens = journey.screens().into_iter().next();
    let opens = opens.map_or_else(String::new, |screen| format!("/bloc/{}", screen.slug));
    let page = FilePage {
        f: at
            .frame(front, journey.kind().label.get(say.lang))
            .back_to("/guichet")
            .with_errors(error.is_some()),
        at: at.at(""),
        lead: journey.kind().lead.get(say.lang).to_owned(),
        missing: say.number("counter-lacks", missing),
        opens: Go::to(at.at(&opens), say.say("counter-fill")),
        places: places(at),
        urgent: urgent::to_do(&say, &at.cx.world.forms, &journey.urgent(), None),
        beside: Beside::of(at, "").await?,
        saving: false,
        note: at.file.held.handed_note.clone(),
        colleague: Select::new(&say, asked, colleagues.collect()),
        word: TextField::new(note, Kind::Text, ""),
        pass: Button::secondary(say.say("counter-pass")),
        close: Button::secondary(say.say("counter-close")),
        begun_online: at.file.held.begun_online,
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    };
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

/// Gives the file to a colleague.
pub(super) async fn hand_over(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let (id, note) = (at.file.held.id, first(&pairs, "note"));
    let to: Result<AccountId, _> = first(&pairs, "colleague").parse();
    let passed = match to {
        Ok(to) => counter::hand_over(&at.cx, &front.authority, id, to, note).await,
        Err(_) => Err(Error::Refused(Refused::NotAColleague)),
    };
    match passed {
        Ok(()) => Ok(Redirect::to("/guichet").into_response()),
        Err(Error::Refused(why @ (Refused::NotAColleague | Refused::TooMany))) => {
            show(&front, &at, Some(&why)).await
        }
        Err(other) => Err(failure(other)),
    }
}

/// Closes the file: nothing is filed.
pub(super) async fn close(at: AtCounter) -> Result<Response, Failure> {
    counter::close(&at.cx, at.file.held.id)
        .await
        .map_err(failure)?;
    Ok(Redirect::to("/guichet").into_response())
}
