//! Who the victim of one complaint is: the state of its identity, and the gestures on it. Shows no identity.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::sealed_identity::{OPEN_FOR, WAITS_FOR, Wanted};
use faisceau_platform::access::Action;
use faisceau_platform::accounts::identities::{self, Asked, Seal};
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::parts::{
    Asked as Field, Button, ErrorSummary, FieldError, SummaryList, TextArea,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::{needed, told};
use crate::case::Case;
use crate::desk::Desk;
use crate::identity::{self, REASON_MIN, Refused};
use crate::open;
use crate::pages::complaint::complaint_id;
use crate::pages::written;
use crate::shown::{self, Names};

/// What either form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Sent {
    geste: String,
    motif: String,
    scelle: String,
    demande: String,
}

/// A request, and whether its author may take it back.
struct Line {
    told: SummaryList,
    id: String,
    mine: bool,
}

#[derive(Template)]
#[template(path = "identity.html")]
struct IdentityPage {
    f: Frame,
    errors: ErrorSummary,
    id: String,
    state: Vec<String>,
    /// The form that gives a motive.
    motive: Option<(TextArea, Button)>,
    /// The form that seals, or asks the custodians.
    seal: Option<(TextArea, Vec<Button>)>,
    lines: Vec<Line>,
    back: Button,
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

fn address(id: ComplaintId) -> String {
    format!("/dossier/{id}/identite")
}

pub(super) async fn motive(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let id = complaint_id(&id)?;
    let cx = signed.cx.clone().because(sent.motif.trim());
    let done = identity::motive::motive(&cx, &Desk::of(&front, &signed), id).await;
    // What was asked for is on the page of the complaint.
    let to = format!("/dossier/{id}");
    ended(&front, &visit, &signed, (id, to), sent, ("motif", done)).await
}

pub(super) async fn seal(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let id = complaint_id(&id)?;
    may_ask(&front, &signed, id).await?;
    let cx = signed.cx.clone().because(sent.scelle.trim());
    let desk = Desk::of(&front, &signed);
    let asked = |wanted| identity::ask::ask(&cx, &desk, id, wanted);
    let done = match sent.geste.as_str() {
        "sceller" => identity::seal::seal(&cx, &desk, id).await,
        "ouvrir" => asked(Wanted::Open).await.map(|_| ()),
        "lever" => asked(Wanted::Lift).await.map(|_| ()),
        "reprendre" => {
            // What names no request is nobody's request.
            let request = sent.demande.parse().unwrap_or(Uuid::nil());
            identity::withdraw::withdraw(&cx, id, request).await
        }
        _ => return Err(Failure::unprocessable()),
    };
    let to = address(id);
    ended(&front, &visit, &signed, (id, to), sent, ("scelle", done)).await
}

/// Rights are asked before what the form holds.
async fn may_ask(front: &Front, signed: &Signed, id: ComplaintId) -> Result<(), Failure> {
    let desk = Desk::of(front, signed);
    let mut tx = front.world.db.read().await?;
    let case = crate::case::load(&mut tx, id).await?;
    tx.rollback().await?;
    let resource = case.map(|case| case.resource());
    let resource = resource.filter(|one| desk.may(Action::ComplaintRead, one));
    let resource = resource.ok_or_else(Failure::not_found)?;
    match desk.may(Action::IdentityAsk, &resource) {
        true => Ok(()),
        false => Err(Failure::forbidden()),
    }
}

async fn ended(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    (id, to): (ComplaintId, String),
    sent: Sent,
    (field, done): (&'static str, Outcome<(), Refused>),
) -> Result<Response, Failure> {
    let why = match done {
        Ok(()) => return Ok(Redirect::to(&to).into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::not_found()),
        Err(Error::Refused(Refused::NotAllowed)) => return Err(Failure::forbidden()),
        Err(Error::Refused(why)) => why,
    };
    let min = REASON_MIN.to_string();
    let key = format!("sealed-refused-{}", why.code());
    let told = visit.say().with(&key, &[("min", &min)]);
    shown_page(front, visit, signed, id, (sent, Some((field, told)))).await
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
        Err(Error::Refused(_)) => return Err(Failure::not_found()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let mut tx = cx.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    let seal = identities::seal_of(&mut tx, id).await?;
    let asked = identities::of(&mut tx, id).await?;
    tx.rollback().await?;
    let now = cx.world.clock.now();
    let me = cx.actor.account();
    let lines = asked.iter().map(|one: &Asked| Line {
        told: told(&say, &names, one, (needed(cx), now)),
        id: one.id.to_string(),
        mine: Some(one.by.0) == me && one.waits(now),
    });
    let reads = desk.may(Action::IdentityRead, &case.resource());
    let errors = wrong.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let title = say.with("sealed-title", &[("reference", &case.reference)]);
    let f = front.staff_frame(visit, signed, title);
    let forms = Forms {
        say: &say,
        desk: &desk,
        case: &case,
        sent: &sent,
        wrong: wrong.as_ref(),
    };
    let page = IdentityPage {
        errors: ErrorSummary::new(&say, errors.collect()),
        id: id.to_string(),
        state: state(&say, &names, (seal.as_ref(), reads), needed(cx)),
        motive: forms.motive(seal.is_some(), reads),
        seal: forms.seal(seal.is_some(), reads),
        lines: lines.collect(),
        back: Button::secondary(say.say("sealed-withdraw")).sending("geste", "reprendre"),
        f: f.with_errors(wrong.is_some())
            .back_to(format!("/dossier/{id}")),
    };
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, written(&page)?).into_response())
}

/// Where the identity stands, in sentences.
fn state(
    say: &Say,
    names: &Names,
    (seal, reads): (Option<&Seal>, bool),
    needed: usize,
) -> Vec<String> {
    let open = match reads {
        true => "sealed-is-open",
        false => "sealed-is-closed",
    };
    let mut told = Vec::new();
    if let Some(seal) = seal {
        let (at, by) = (shown::when(say, seal.at), names.name(say, seal.by));
        let args = [("at", at.as_str()), ("by", &by), ("reason", &seal.reason)];
        told.push(say.with("sealed-is-sealed", &args));
        let needed = i64::try_from(needed).unwrap_or(i64::MAX);
        told.push(say.number("sealed-custodians-needed", needed));
    }
    told.push(say.say(open));
    told
}

/// The forms, as far as the reader may use them.
struct Forms<'a> {
    say: &'a Say,
    desk: &'a Desk<'a>,
    case: &'a Case,
    sent: &'a Sent,
    wrong: Option<&'a Wrong>,
}

impl Forms<'_> {
    fn area(&self, field: &'static str, key: &str) -> TextArea {
        let at_fault = self.wrong.filter(|(name, _)| *name == field);
        let asked = Field::new(self.say, field, self.say.say(key))
            .hint(self.say.say("sealed-reason-hint"))
            .error(at_fault.map(|(_, words)| words.clone()));
        let typed = match field {
            "motif" => &self.sent.motif,
            _ => &self.sent.scelle,
        };
        TextArea::new(asked, typed)
    }

    fn motive(&self, sealed: bool, reads: bool) -> Option<(TextArea, Button)> {
        let may = self.desk.may(Action::IdentityAsk, &self.case.resource());
        (may && !sealed && !reads).then(|| {
            let send = Button::primary(self.say.say("sealed-give-motive"));
            (self.area("motif", "sealed-motive"), send)
        })
    }

    fn seal(&self, sealed: bool, reads: bool) -> Option<(TextArea, Vec<Button>)> {
        let resource = self.case.resource();
        let seals = self.desk.may(Action::IdentitySeal, &resource);
        let asks = self.desk.may(Action::IdentityAsk, &resource);
        let button =
            |key: &str, gesture| Button::secondary(self.say.say(key)).sending("geste", gesture);
        let mut buttons = Vec::new();
        if sealed && asks && !reads {
            buttons.push(button("sealed-ask-open", "ouvrir"));
        }
        if sealed && seals {
            buttons.push(button("sealed-ask-lift", "lever"));
        }
        if !sealed && seals {
            buttons.push(button("sealed-seal", "sceller"));
        }
        (!buttons.is_empty()).then(|| (self.area("scelle", "sealed-seal-reason"), buttons))
    }
}

/// How long a motive and an opening last, and a request waits: for the words of the page.
pub(super) const LASTING: [i64; 2] = [OPEN_FOR.as_hours(), WAITS_FOR.as_hours()];
