//! The officer's three decisions, each a panel and a gesture: validate with the offences
//! retained, ask the victim for something, reject with a reason. A refused one is shown again
//! with what was typed.

use super::messages::Words;
use super::resource::{allowed, read};
use crate::decide::Refused;
use crate::receipt::Complaint;
use crate::space::worded::{self, piece};
use crate::{ask as asking, reject as rejecting, validate as validating};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use faisceau_documents::{Regime, Say};
use faisceau_domain::complaint::{self, State as Standing};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, Notice, TextArea, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use faisceau_platform::world::World;
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// What the form of validation sends.
#[derive(Deserialize, Default)]
pub(super) struct Retained {
    #[serde(default)]
    offence: Vec<String>,
    #[serde(default)]
    other: String,
}

/// What the two forms of words send.
#[derive(Deserialize)]
pub(super) struct Typed {
    // Both forms stand on one page: each names its field in its own way.
    #[serde(default, alias = "request", alias = "rejection")]
    words: String,
}

#[derive(Template)]
#[template(path = "panels/validate.html")]
struct Validation {
    action: String,
    csrf: String,
    note: String,
    offences: Option<Choices>,
    other: TextField,
    send: Button,
}

#[derive(Template)]
#[template(path = "panels/again.html")]
struct Again {
    f: Frame,
    errors: ErrorSummary,
    form: Markup,
}

/// The two decisions written in words.
#[derive(Clone, Copy)]
enum InWords {
    Ask,
    Reject,
}

impl InWords {
    /// The last part of the address, and the stem of the words of its form.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            InWords::Ask => ("demander", "space-ask"),
            InWords::Reject => ("rejeter", "space-reject"),
        }
    }

    /// The name of its field.
    fn field(self) -> &'static str {
        match self {
            InWords::Ask => "request",
            InWords::Reject => "rejection",
        }
    }
}

pub(super) fn validation(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let complaint = alone(cx, id).await?;
        if let Some(decided) = decided(&cx.say(), &complaint) {
            return piece(&decided);
        }
        let retained = Retained::default();
        piece(&validation_form(cx, &complaint, &retained, None))
    })
}

pub(super) fn request(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(in_words(cx, id, InWords::Ask))
}

pub(super) fn rejection(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(in_words(cx, id, InWords::Reject))
}

async fn in_words(cx: &Cx, id: Uuid, which: InWords) -> Result<Markup, Fault> {
    let complaint = alone(cx, id).await?;
    let say = cx.say();
    match decided(&say, &complaint) {
        Some(decided) => piece(&decided),
        None => piece(&words_form(&say, &cx.form_token, id, which, "", None)),
    }
}

async fn alone(cx: &Cx, id: Uuid) -> Result<Complaint, Fault> {
    let (tx, complaint) = read(cx, id, None).await?;
    tx.rollback().await?;
    Ok(complaint)
}

/// What is said instead of a form once the complaint is decided.
fn decided(say: &Say, complaint: &Complaint) -> Option<Notice> {
    if matches!(complaint.state, Standing::Filed | Standing::Asked { .. }) {
        return None;
    }
    let state = say.say(&format!("space-decided-{}", complaint.state.code()));
    let since = worded::instant(say, complaint.state_at);
    Some(Notice::new(Tone::Plain, state, since))
}

fn validation_form(
    cx: &Cx,
    complaint: &Complaint,
    retained: &Retained,
    error: Option<String>,
) -> Validation {
    let say = cx.say();
    let suggested = suggested(&cx.world, &say, complaint);
    let asked = Asked::new(&say, "offence", say.say("space-offences"))
        .hint(say.say("space-offences-hint"))
        .error(error.clone());
    let choices = suggested.iter().map(|label| {
        Choice::new(label.clone(), label.clone()).chosen(retained.offence.contains(label))
    });
    let choices: Vec<Choice> = choices.collect();
    let offences = (!choices.is_empty()).then(|| Choices::any(&say, asked, choices));
    let lone_error = error.filter(|_| offences.is_none());
    let other = Asked::new(&say, "other", say.say("space-offence-other"))
        .hint(say.say("space-offence-other-hint"))
        .error(lone_error);
    let authority = cx.world.config.regime() == Regime::Authority;
    let note = if authority {
        "space-validate-authority"
    } else {
        "space-validate-private"
    };
    Validation {
        action: format!("/dossier/{}/valider", complaint.id.0),
        csrf: cx.form_token.clone(),
        note: say.say(note),
        offences,
        other: TextField::new(
            other,
            faisceau_platform::web::parts::Kind::Text,
            retained.other.clone(),
        ),
        send: Button::primary(say.say("space-validate")),
    }
}

/// The offences the questionnaire suggests, named; the officer decides. A key without a name in
/// the locales is not offered.
fn suggested(world: &World, say: &Say, complaint: &Complaint) -> Vec<String> {
    let keys = world
        .forms
        .kind(&complaint.form_type)
        .map_or(&[][..], |kind| kind.qualify.as_slice());
    keys.iter()
        .map(|key| format!("space-offence-{}", key.replace(['.', '_'], "-")))
        .map(|key| say.say(&key))
        .filter(|label| !label.starts_with('⟦'))
        .collect()
}

fn words_form(
    say: &Say,
    csrf: &str,
    id: Uuid,
    which: InWords,
    typed: &str,
    error: Option<String>,
) -> Words {
    let (path, stem) = which.names();
    let asked = Asked::new(say, which.field(), say.say(&format!("{stem}-label")))
        .hint(say.say(&format!("{stem}-hint")))
        .error(error);
    let mut area = TextArea::new(asked, typed);
    area.rows = 4;
    let label = say.say(stem);
    Words {
        action: format!("/dossier/{id}/{path}"),
        csrf: csrf.to_owned(),
        note: say.say(&format!("{stem}-note")),
        area,
        send: match which {
            InWords::Ask => Button::primary(label),
            InWords::Reject => Button::danger(label),
        },
    }
}

pub(super) async fn validate(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(retained): Form<Retained>,
) -> Result<Response, Failure> {
    let complaint = allowed(&front, &signed, id, Action::ComplaintValidate).await?;
    let offences: Vec<String> = retained
        .offence
        .iter()
        .chain([&retained.other])
        .cloned()
        .collect();
    let done = validating::validate(&signed.cx, ComplaintId(id), &offences).await;
    let say = visit.say();
    let Some(error) = refusal(&say, done, "space-offence-missing")? else {
        return Ok(Redirect::to(&format!("/dossier/{id}#valider")).into_response());
    };
    let form = validation_form(&signed.cx, &complaint, &retained, Some(error.clone()));
    let field = if form.offences.is_some() {
        "offence"
    } else {
        "other"
    };
    again(
        &front,
        &visit,
        &signed,
        id,
        "space-validate",
        (field, error),
        &form,
    )
}

pub(super) async fn ask(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ComplaintAsk).await?;
    let done = asking::ask(&signed.cx, ComplaintId(id), &typed.words).await;
    answer(&front, &visit, &signed, id, InWords::Ask, &typed, done)
}

pub(super) async fn reject(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ComplaintReject).await?;
    let done = rejecting::reject(&signed.cx, ComplaintId(id), &typed.words).await;
    answer(&front, &visit, &signed, id, InWords::Reject, &typed, done)
}

fn answer(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    which: InWords,
    typed: &Typed,
    done: Outcome<(), Refused>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let (path, stem) = which.names();
    let Some(error) = refusal(&say, done, "space-words-missing")? else {
        return Ok(Redirect::to(&format!("/dossier/{id}#{path}")).into_response());
    };
    let told = Some(error.clone());
    let form = words_form(&say, &visit.csrf, id, which, &typed.words, told);
    again(
        front,
        visit,
        signed,
        id,
        stem,
        (which.field(), error),
        &form,
    )
}

/// A refusal in words; nothing when it was done.
fn refusal(
    say: &Say,
    done: Outcome<(), Refused>,
    missing: &str,
) -> Result<Option<String>, Failure> {
    let refused = match done {
        Ok(()) => return Ok(None),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(refused)) => refused,
    };
    Ok(Some(match refused {
        Refused::NoComplaint => return Err(Failure::not_found()),
        Refused::Meanwhile => say.say("space-decided-meanwhile"),
        Refused::Joined => say.say("twice-decided-there"),
        Refused::NotAnAuthority => say.say("space-not-an-authority"),
        Refused::Rule(complaint::Refused::AlreadyDecided(state)) => {
            say.say(&format!("space-decided-{state}"))
        }
        Refused::Rule(complaint::Refused::ReasonMissing { min }) => {
            say.with(missing, &[("min", &min.to_string())])
        }
        Refused::Rule(complaint::Refused::ReasonTooLong { max, found }) => {
            let (max, found) = (max.to_string(), found.to_string());
            say.with("space-words-long", &[("max", &max), ("found", &found)])
        }
    }))
}

/// The form of a refused gesture on a page of its own, with what was typed.
pub(crate) fn again(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    title: &str,
    (field, message): (&str, String),
    form: &impl Template,
) -> Result<Response, Failure> {
    let say = visit.say();
    let error = FieldError {
        name: field.to_owned(),
        message,
    };
    let page = Again {
        f: front
            .staff_frame(visit, signed, say.say(title))
            .with_errors(true)
            .back_to(format!("/dossier/{id}")),
        errors: ErrorSummary::new(&say, vec![error]),
        form: piece(form)?,
    };
    let html = Html(piece(&page)?.to_string());
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response())
}
