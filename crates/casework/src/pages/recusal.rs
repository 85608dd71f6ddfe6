//! The page where somebody says to be party to a complaint, or too near; where a colleague takes that back; and the list of
//! one's own. Holds no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::exception::NearGround;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::access::Action;
use faisceau_platform::accounts::exceptions::{self, Recusal};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, TextArea,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::complaint::complaint_id;
use super::written;
use crate::case;
use crate::desk::Desk;
use crate::open;
use crate::recuse::{self, REASON_MIN, Refused};
use crate::shown::{self, Names};

/// What either form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    ground: String,
    compte: String,
    motif: String,
}

struct Line {
    name: String,
    id: String,
    ground: String,
    since: String,
}

#[derive(Template)]
#[template(path = "recusal.html")]
struct RecusalPage {
    f: Frame,
    errors: ErrorSummary,
    id: String,
    ground: Choices,
    say: Button,
    /// Those who said so, for who may take it back.
    lines: Vec<Line>,
    reason: TextArea,
    lift: Button,
}

/// The field at fault, and the words.
type Wrong = (&'static str, String);

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    let id = complaint_id(&id)?;
    shown_page(&front, &visit, &signed, id, (Sent::default(), None)).await
}

pub(super) async fn recuse(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let id = complaint_id(&id)?;
    let Some(ground) = NearGround::from_code(&sent.ground) else {
        let told = visit.say().say("recusal-ground-missing");
        return shown_page(&front, &visit, &signed, id, (sent, Some(("ground", told)))).await;
    };
    match recuse::recuse(&signed.cx, &Desk::of(&front, &signed), id, ground).await {
        Ok(()) => Ok(Redirect::to("/agent/deports").into_response()),
        Err(Error::Refused(_)) => Err(Failure::not_found()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

pub(super) async fn lift(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let id = complaint_id(&id)?;
    // What names nobody is nobody's recusal: rights are asked first.
    let of = sent.compte.parse().unwrap_or(AccountId(Uuid::nil()));
    let cx = signed.cx.clone().because(sent.motif.trim());
    let why = match recuse::lift(&cx, &Desk::of(&front, &signed), id, of).await {
        Ok(()) => return Ok(Redirect::to(&format!("/dossier/{id}/deport")).into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::not_found()),
        Err(Error::Refused(Refused::NotAllowed)) => return Err(Failure::forbidden()),
        Err(Error::Refused(why)) => why,
    };
    let min = REASON_MIN.to_string();
    let key = format!("recusal-refused-{}", why.code());
    let told = visit.say().with(&key, &[("min", &min)]);
    shown_page(&front, &visit, &signed, id, (sent, Some(("motif", told)))).await
}

async fn shown_page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: ComplaintId,
    (sent, wrong): (Sent, Option<Wrong>),
) -> Result<Response, Failure> {
    let (cx, say, desk) = (&signed.cx, visit.say(), Desk::of(front, signed));
    let case = match open::open(cx, &desk, id).await {
        Ok(case) => case,
        Err(Error::Refused(why)) => return Err(super::complaint::closed(why)),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let mut lines = Vec::new();
    if desk.may(Action::ComplaintAssign, &case.resource()) {
        let mut tx = cx.world.db.read().await?;
        let names = Names::load(&mut tx).await?;
        let recused = exceptions::recused_of(&mut tx, id).await?;
        tx.rollback().await?;
        lines = recused.iter().map(|one| line(&say, &names, one)).collect();
    }
    let at_fault = |name: &str| {
        let wrong = wrong.as_ref().filter(|(field, _)| *field == name);
        wrong.map(|(_, told)| told.clone())
    };
    let grounds = NearGround::ALL.map(|ground| {
        let code = ground.code();
        Choice::new(code, say.say(&format!("recusal-ground-{code}"))).chosen(sent.ground == code)
    });
    let asked = Asked::new(&say, "ground", say.say("recusal-ground")).error(at_fault("ground"));
    let ground = Choices::one(&say, asked, grounds.to_vec());
    let asked = Asked::new(&say, "motif", say.say("recusal-lift-reason")).error(at_fault("motif"));
    let errors = wrong.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let title = say.with("recusal-title", &[("reference", &case.reference)]);
    let f = front.staff_frame(visit, signed, title);
    let page = RecusalPage {
        errors: ErrorSummary::new(&say, errors.collect()),
        id: id.to_string(),
        ground,
        say: Button::danger(say.say("recusal-say")),
        lines,
        reason: TextArea::new(asked, &sent.motif),
        lift: Button::secondary(say.say("recusal-lift")),
        f: f.with_errors(wrong.is_some())
            .back_to(format!("/dossier/{id}")),
    };
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, written(&page)?).into_response())
}

fn line(say: &Say, names: &Names, one: &Recusal) -> Line {
    Line {
        name: names.name(say, one.account),
        id: one.account.to_string(),
        ground: say.say(&format!("recusal-ground-{}", one.ground.code())),
        since: shown::when(say, one.at),
    }
}

#[derive(Template)]
#[template(path = "recusals.html")]
struct OwnPage {
    f: Frame,
    references: Vec<String>,
}

/// One's own: the references alone, nothing of what they hold.
pub(super) async fn own(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let cx = &signed.cx;
    let recused = cx.staff.as_ref().map(|staff| &staff.exceptions.recused);
    let mut tx = cx.world.db.read().await?;
    let mut references = Vec::new();
    for id in recused.into_iter().flatten() {
        references.extend(case::load(&mut tx, *id).await?.map(|case| case.reference));
    }
    tx.rollback().await?;
    let title = visit.say().say("recusal-list-title");
    let f = front.staff_frame(&visit, &signed, title).back_to("/agent");
    written(&OwnPage { f, references })
}
