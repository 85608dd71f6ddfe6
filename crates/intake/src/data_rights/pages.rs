//! The page of the victim's space where one asks something of one's data, reads the answers and takes the
//! letters; and where one contests that a complaint was brought together with others.

use super::ask::{self, Refused};
use super::concluded::{self, Concluded};
use super::{DataRequest, held, paper, restricted};
use crate::pages::shown::shown_as;
use crate::space::hold::Held;
use crate::space::worded;
use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::data_request::{Asked, State};
use faisceau_domain::journal::Deed;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::register;
use faisceau_platform::web::parts::{
    self, Button, Cell, Choice, Choices, Column, DataTable, ErrorSummary, FieldError, Row,
    SummaryList, TextArea,
};
use faisceau_platform::web::{Failure, Frame, Visit};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "space/rights.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    restricted: Option<String>,
    concluded: Vec<String>,
    /// What is concluded of this very complaint, once access was granted.
    of_mine: Option<(Vec<String>, Option<DataTable>)>,
    requests: Vec<Shown>,
    asked: Choices,
    words: TextArea,
    send: Button,
}

/// A request, and what is taken of it.
struct Shown {
    told: SummaryList,
    letter: String,
    /// What is held on the person, once access was granted.
    held: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    asked: String,
    words: String,
}

/// The page.
pub(crate) async fn page(visit: Visit, held: Held) -> Result<Response, Failure> {
    show(&visit, &held, &Typed::default(), None).await
}

async fn show(
    visit: &Visit,
    held: &Held,
    typed: &Typed,
    wrong: Option<(&'static str, String)>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let mut tx = held.cx.world.db.read().await?;
    let all = super::of(&mut tx, held.complaint.id).await?;
    let since = restricted(&mut tx, held.complaint.id).await?;
    let concluded = concluded::of(&mut tx, held.complaint.id).await?;
    tx.rollback().await?;
    let error = |name: &str| {
        let found = wrong.as_ref().filter(|(field, _)| *field == name);
        found.map(|(_, words)| words.clone())
    };
    let regime = held.cx.world.config.regime();
    let open = Asked::ALL
        .into_iter()
        .filter(|one| one.is_open_under(regime));
    let choices = open.map(|one| {
        let code = one.code();
        Choice::new(code, say.say(&format!("rights-asked-{code}"))).chosen(typed.asked == code)
    });
    let asked = parts::Asked::new(&say, "asked", say.say("rights-ask")).error(error("asked"));
    let words = parts::Asked::new(&say, "words", say.say("rights-words"))
        .hint(say.say("rights-words-hint"))
        .error(error("words"));
    let basis = held.cx.world.frame.basis.code().replace('_', "-");
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let told = wrong.clone().map(|(name, message)| FieldError {
        name: name.to_owned(),
        message,
    });
    let page = Page {
        f: held
            .frame(visit, say.say("rights-title"))
            .back_to("/suivi/dossier")
            .with_errors(wrong.is_some()),
        errors: ErrorSummary::new(&say, told.into_iter().collect()),
        restricted: since.map(|at| {
            let at = worded::instant(&say, at);
            say.with("rights-restricted", &[("at", &at)])
        }),
        concluded: vec![
            say.say("register-notice-linkage-what"),
            say.say(&format!("register-notice-linkage-{basis}")),
            say.say("rights-concluded"),
        ],
        of_mine: all.iter().any(gives_all).then(|| of_mine(&say, &concluded)),
        requests: all.iter().map(|one| request(&say, one)).collect(),
        asked: Choices::one(&say, asked, choices.collect()),
        words: TextArea::new(words, typed.words.clone()),
        send: Button::primary(say.say("rights-send")),
    };
    shown_as(status, &page)
}

/// Whether all that is held is given.
fn gives_all(one: &DataRequest) -> bool {
    one.asked == Asked::Access && matches!(one.state, State::Granted { .. })
}

/// What is concluded of this complaint, as the file says it.
fn of_mine(say: &Say, concluded: &Concluded) -> (Vec<String>, Option<DataTable>) {
    let part = held::conclusions(say, concluded);
    let table = part.table.map(|table| {
        let columns = table.columns.into_iter().map(Column::new).collect();
        let rows = table.rows.into_iter();
        let rows = rows.map(|row| row.into_iter().map(Cell::text).collect());
        DataTable::new(say, "concluded", part.title, columns, rows.collect())
    });
    (part.paragraphs, table)
}

/// A request as its author reads it.
fn request(say: &Say, one: &DataRequest) -> Shown {
    let mut rows = vec![
        Row::new(
            say.say("rights-letter-made"),
            worded::instant(say, one.made_at),
        ),
        Row::new(say.say("rights-letter-words"), one.words.clone()),
        Row::new(
            say.say("rights-state"),
            say.say(&format!("rights-state-{}", one.state.code())),
        ),
    ];
    if let State::Refused { ground, .. } = &one.state {
        let ground = say.say(&format!("rights-ground-{}", ground.code()));
        rows.push(Row::new(say.say("rights-letter-ground"), ground));
    }
    if one.state != State::Open {
        rows.push(Row::new(
            say.say("rights-letter-answer"),
            one.answer.clone(),
        ));
    }
    let title = say.say(&format!("rights-asked-{}", one.asked.code()));
    let letter = format!("/suivi/droits/{}", one.id);
    Shown {
        told: SummaryList::new(say, title, rows),
        held: gives_all(one).then(|| format!("{letter}/donnees")),
        letter,
    }
}

/// Takes a request.
pub(crate) async fn asked(
    visit: Visit,
    held: Held,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let Some(asked) = Asked::from_code(&typed.asked) else {
        let wrong = ("asked", say.say("rights-choose"));
        return show(&visit, &held, &typed, Some(wrong)).await;
    };
    let wrong = match ask::ask(&held.cx, held.complaint.id, asked, &typed.words).await {
        Ok(_) => return Ok(Redirect::to("/suivi/droits").into_response()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::gone()),
        Err(Error::Refused(Refused::NotOpen)) => ("asked", say.say("rights-not-open")),
        Err(Error::Refused(Refused::Already)) => ("asked", say.say("rights-already")),
        Err(Error::Refused(Refused::Words)) => ("words", say.say("rights-no-words")),
    };
    show(&visit, &held, &typed, Some(wrong)).await
}

/// The letter of a request, as it stands.
pub(crate) async fn letter(held: Held, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let (cx, complaint) = (&held.cx, &held.complaint);
    let mut tx = cx.world.db.write().await?;
    let request = super::load(&mut tx, id).await?;
    let request = request.filter(|request| request.complaint == complaint.id);
    let Some(request) = request else {
        return Err(Failure::not_found());
    };
    let (deed, case) = (Deed::ReceiptDownloaded, Some(complaint.id.0));
    cx.journal(&mut tx, deed, "complaint", case, "{}").await?;
    tx.commit().await?;
    let say = cx.say();
    let letter = paper::letter(cx, &say, complaint, &request)?;
    let pdf: Result<Vec<u8>, Fault> = register::typeset_letter(&cx.world, &say, letter).await;
    Ok(worded::pdf(&complaint.reference, "demande", pdf?))
}
