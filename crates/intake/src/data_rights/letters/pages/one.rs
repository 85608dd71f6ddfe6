//! One letter: what it says, the answer, and the paper to send. Shown to the unit that took it down.

use super::super::reply::{self, Refused};
use super::super::{DataLetter, load};
use super::{Failure, PAGE, Say, address, due, may_read};
use crate::data_rights::panel::{Reply, answering};
use crate::data_rights::paper;
use crate::pages::shown::shown_as;
use crate::space::worded;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_domain::data_request::{self, Ground, NotTaken, Verdict};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Error;
use faisceau_platform::register;
use faisceau_platform::web::parts::{ErrorSummary, FieldError, Row, SummaryList};
use faisceau_platform::web::{Frame, Front, Markup, Signed, Visit};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "letters/one.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    letter: SummaryList,
    paper: String,
    /// The form that answers, while nobody did.
    answering: Option<Markup>,
}

/// The letter, when this person answers what came to its unit; told in the journal.
async fn found(front: &Front, signed: &Signed, id: Uuid) -> Result<DataLetter, Failure> {
    front.allow(signed, Action::DataRequestRead, &Resource::installation())?;
    let mut tx = front.world.db.write().await?;
    let letter = load(&mut tx, id).await?;
    let letter = letter.filter(|letter| may_read(front, signed, letter));
    let letter = letter.ok_or_else(Failure::not_found)?;
    let deed = Deed::DataRequestRead;
    signed
        .cx
        .journal(&mut tx, deed, "letter", Some(id), "{}")
        .await?;
    tx.commit().await?;
    Ok(letter)
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let letter = found(&front, &signed, id).await?;
    show(&front, &visit, &signed, &letter, (Reply::default(), None))
}

fn show(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    letter: &DataLetter,
    (typed, wrong): (Reply, Option<String>),
) -> Result<Response, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let at = worded::instant(&say, letter.made_at);
    let title = say.with("letters-number", &[("at", &at)]);
    let errors = wrong.iter().map(|message| FieldError {
        name: "verdict".to_owned(),
        message: message.clone(),
    });
    let open = letter.state == data_request::State::Open;
    let form = open.then(|| {
        let action = address(letter.id);
        answering(
            cx,
            &say,
            (action, "letters-answer-hint".to_owned()),
            &typed,
            wrong.as_deref(),
        )
    });
    let page = Page {
        errors: ErrorSummary::new(&say, errors.collect()),
        letter: told(signed, &say, letter),
        paper: format!("{}/lettre.pdf", address(letter.id)),
        answering: form.as_ref().map(worded::piece).transpose()?,
        f: front
            .staff_frame(visit, signed, title)
            .with_errors(wrong.is_some())
            .back_to(PAGE),
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

fn told(signed: &Signed, say: &Say, letter: &DataLetter) -> SummaryList {
    let word = |key: &str, code: &str| say.say(&format!("{key}-{code}"));
    let mut rows = vec![
        Row::new(
            say.say("letters-asker"),
            word("letters-asker", letter.asker.code()),
        ),
        Row::new(say.say("letters-name"), letter.name.clone()),
        Row::new(say.say("letters-contact"), letter.contact.clone()),
    ];
    if !letter.known_by.is_empty() {
        rows.push(Row::new(
            say.say("letters-known-by"),
            letter.known_by.clone(),
        ));
    }
    rows.extend([
        Row::new(
            say.say("letters-asked"),
            word("letters-asked", letter.asked.code()),
        ),
        Row::new(say.say("letters-words"), letter.words.clone()),
        Row::new(
            say.say("letters-received"),
            dates::day(say, letter.received_on),
        ),
        Row::new(say.say("rights-due"), due(&signed.cx, say, letter.due_on)),
        Row::new(
            say.say("rights-state"),
            word("rights-state", letter.state.code()),
        ),
    ]);
    if let data_request::State::Refused { ground, .. } = &letter.state {
        let ground = word("rights-ground", ground.code());
        rows.push(Row::new(say.say("rights-letter-ground"), ground));
    }
    if letter.state != data_request::State::Open {
        let answer = letter.answer.clone();
        rows.push(Row::new(say.say("rights-letter-answer"), answer));
    }
    SummaryList::new(say, "", rows)
}

pub(super) async fn reply(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Reply>,
) -> Result<Response, Failure> {
    let letter = found(&front, &signed, id).await?;
    let verdict = match typed.verdict.as_str() {
        "grant" => Some(Verdict::Grant),
        other => Ground::from_code(other).map(Verdict::Refuse),
    };
    let wrong = match verdict {
        None => "rights-choose",
        Some(verdict) => match reply::reply(&signed.cx, id, verdict, &typed.answer).await {
            Ok(()) => return Ok(Redirect::to(&address(id)).into_response()),
            Err(Error::Fault(fault)) => return Err(fault.into()),
            Err(Error::Refused(Refused::NoLetter)) => return Err(Failure::not_found()),
            Err(Error::Refused(Refused::Rule(NotTaken::Already))) => {
                return Err(Failure::conflict());
            }
            Err(Error::Refused(Refused::Rule(NotTaken::Ground))) => "rights-not-open",
            Err(Error::Refused(Refused::Rule(NotTaken::Words))) => "rights-no-words",
        },
    };
    let wrong = Some(visit.say().say(wrong));
    show(&front, &visit, &signed, &letter, (typed, wrong))
}

/// The letter to send: that it was received, or the answer with its ground and how to contest it.
pub(super) async fn paper(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let letter = found(&front, &signed, id).await?;
    let (cx, say) = (&signed.cx, signed.cx.say());
    let made = paper::of_letter(cx, &say, &letter)?;
    let pdf = register::typeset_letter(&cx.world, &say, made).await?;
    Ok(worded::pdf(&id.to_string(), "demande", pdf))
}
