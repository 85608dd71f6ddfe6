//! How long one complaint is kept, and the gestures on it: a hold placed or lifted, an erasure proposed, confirmed,
//! refused. Each is an operation of its own; this page holds no rule.

use super::words;
use crate::panels::resource::{allowed, of as resource_of};
use crate::receipt::Complaint;
use crate::retention::{
    Erasure, Hold, REASON_MIN, Refused, blocks, confirm, decline, facts, hold, holds, of, propose,
};
use crate::space::worded::{instant, piece};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::retention::{Facts, Ground};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, Notice, Row, SummaryList, TextArea,
    Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "retention/panel.html")]
struct Panel {
    state: String,
    href: String,
    more: String,
}

#[derive(Template)]
#[template(path = "retention/one.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    action: String,
    state: SummaryList,
    blocked: Option<Notice>,
    holds: Vec<SummaryList>,
    hold: Option<Gesture>,
    asked: Vec<SummaryList>,
    erase: Option<Gesture>,
    waits: Option<String>,
}

/// One form of the page.
struct Gesture {
    lead: String,
    grounds: Option<Choices>,
    reason: TextArea,
    buttons: Vec<Button>,
}

/// What either form sends: each names its reason in its own way.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    gesture: String,
    hold: String,
    ground: String,
    hold_reason: String,
    erase_reason: String,
}

/// What is wrong: the field, and the words.
type Wrong = (&'static str, String);

/// What a person may do on this page.
#[derive(Clone, Copy)]
struct May {
    asks: bool,
    decides: bool,
}

/// On the page of a complaint: until when it is kept, and the way to the gestures.
pub(in crate::retention) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let facts = facts(&mut tx, ComplaintId(id)).await?;
        let block = blocks(&mut tx, ComplaintId(id)).await?;
        tx.rollback().await?;
        let Some(facts) = facts else {
            return Ok(Markup::default());
        };
        let state = match block {
            Some(block) => say.say(&format!("retention-blocked-{}", block.code())),
            None => {
                let at = instant(&say, cx.world.clocks.due(&facts).at);
                say.with("retention-kept-until", &[("at", &at)])
            }
        };
        piece(&Panel {
            state,
            href: address(id),
            more: say.say("retention-more"),
        })
    })
}

fn address(id: Uuid) -> String {
    format!("/dossier/{id}/conservation")
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let complaint = allowed(&front, &signed, id, Action::ErasureAsk).await?;
    shown(&front, &visit, &signed, &complaint, (Sent::default(), None)).await
}

pub(super) async fn act(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let needs = match sent.gesture.as_str() {
        "confirm" | "decline" => Action::ErasureDecide,
        _ => Action::ErasureAsk,
    };
    let complaint = allowed(&front, &signed, id, needs).await?;
    match done(&signed.cx, complaint.id, &sent).await? {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(refused) => {
            let wrong = wrong(&visit.say(), &sent, refused)?;
            shown(&front, &visit, &signed, &complaint, (sent, Some(wrong))).await
        }
    }
}

/// Does what was asked; gives where to go on.
async fn done(cx: &Cx, id: ComplaintId, sent: &Sent) -> Result<Result<String, Refused>, Failure> {
    let here = || address(id.0);
    let holding = cx.clone().because(&sent.hold_reason);
    let erasing = cx.clone().because(&sent.erase_reason);
    let outcome: Outcome<String, Refused> = match sent.gesture.as_str() {
        "place" => hold::place(&holding, id).await.map(|_| here()),
        "lift" => {
            let placed = sent.hold.parse().map_err(|_| Failure::bad_request())?;
            hold::lift(&holding, id, placed).await.map(|()| here())
        }
        "propose" => match Ground::from_code(&sent.ground) {
            None => return Ok(Err(Refused::NoGround)),
            Some(ground) => propose::propose(&erasing, id, ground).await.map(|_| here()),
        },
        "confirm" | "decline" => {
            let mut tx = cx.world.db.read().await?;
            let asked = waiting(&of(&mut tx, id).await?);
            tx.rollback().await?;
            match (asked, sent.gesture.as_str()) {
                (None, _) => return Ok(Err(Refused::Nothing)),
                (Some(asked), "confirm") => confirm::confirm(&erasing, asked)
                    .await
                    .map(|_| super::register::address(asked)),
                (Some(asked), _) => decline::decline(&erasing, asked).await.map(|()| here()),
            }
        }
        _ => return Err(Failure::bad_request()),
    };
    match outcome {
        Ok(to) => Ok(Ok(to)),
        Err(Error::Refused(refused)) => Ok(Err(refused)),
        Err(Error::Fault(fault)) => Err(fault.into()),
    }
}

fn waiting(asked: &[Erasure]) -> Option<Uuid> {
    asked
        .iter()
        .find(|one| one.state == "proposed")
        .map(|one| one.id)
}

fn wrong(say: &Say, sent: &Sent, refused: Refused) -> Result<Wrong, Failure> {
    let field = match (refused, sent.gesture.as_str()) {
        (Refused::NoComplaint, _) => return Err(Failure::not_found()),
        (Refused::NoGround | Refused::NotDue, _) => "ground",
        (_, "place" | "lift") => "hold_reason",
        _ => "erase_reason",
    };
    let min = REASON_MIN.to_string();
    let told = say.with(
        &format!("retention-refused-{}", refused.code()),
        &[("min", &min)],
    );
    Ok((field, told))
}

async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    complaint: &Complaint,
    (sent, wrong): (Sent, Option<Wrong>),
) -> Result<Response, Failure> {
    let (say, cx, id) = (visit.say(), &signed.cx, complaint.id);
    let mut tx = front.world.db.write().await?;
    let resource = resource_of(&mut tx, complaint).await?;
    let may = |action| front.allow(signed, action, &resource).is_ok();
    let may = May {
        asks: may(Action::ErasureAsk),
        decides: may(Action::ErasureDecide),
    };
    let known = known(&mut tx, id).await?;
    cx.journal(&mut tx, Deed::RetentionRead, "complaint", Some(id.0), "{}")
        .await?;
    let names = words::Names::load(&mut tx).await?;
    tx.commit().await?;
    let frame = {
        let title = say.with("retention-title", &[("reference", &complaint.reference)]);
        let frame = front.staff_frame(visit, signed, title);
        frame
            .with_errors(wrong.is_some())
            .back_to(format!("/dossier/{}", id.0))
    };
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = laid_out(
        cx,
        (frame, &say),
        (id, &names),
        (may, &known),
        (&sent, wrong),
    );
    Ok((status, Html(piece(&page)?.to_string())).into_response())
}

fn laid_out(
    cx: &Cx,
    (f, say): (Frame, &Say),
    (id, names): (ComplaintId, &words::Names),
    (may, known): (May, &Known),
    (sent, wrong): (&Sent, Option<Wrong>),
) -> Page {
    let mine = known
        .asked
        .iter()
        .any(|one| one.state == "proposed" && one.proposed_by.map(|by| by.0) == cx.actor.account());
    let errors = wrong.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let (held, asked) = (known.holds.iter(), known.asked.iter());
    Page {
        f,
        errors: ErrorSummary::new(say, errors.collect()),
        action: address(id.0),
        state: state(cx, say, &known.facts),
        blocked: known.blocked.map(|code| {
            let told = say.say(&format!("retention-blocked-{code}"));
            Notice::new(Tone::Warn, told, say.say("retention-blocked-means"))
        }),
        holds: held.map(|one| words::hold(say, names, one)).collect(),
        hold: may
            .asks
            .then(|| holding(say, &known.holds, sent, wrong.as_ref())),
        asked: asked.map(|one| words::asked(say, names, one)).collect(),
        erase: erasing(say, (may, mine), known, sent, wrong.as_ref()),
        waits: (waiting(&known.asked).is_some() && (mine || !may.decides))
            .then(|| say.say("retention-waits")),
    }
}

/// What the page tells.
struct Known {
    facts: Facts,
    blocked: Option<&'static str>,
    holds: Vec<Hold>,
    asked: Vec<Erasure>,
}

async fn known(tx: &mut Tx, id: ComplaintId) -> Result<Known, Failure> {
    let facts = facts(tx, id).await?.ok_or_else(Failure::not_found)?;
    Ok(Known {
        facts,
        blocked: blocks(tx, id).await?.map(|block| block.code()),
        holds: holds(tx, id).await?,
        asked: of(tx, id).await?,
    })
}

fn state(cx: &Cx, say: &Say, facts: &Facts) -> SummaryList {
    let due = cx.world.clocks.due(facts);
    let falls = match due.clock.by_itself {
        true => "retention-falls-by-itself",
        false => "retention-falls-by-two",
    };
    let class = words::word(say, "class", due.class.code());
    let rows = vec![
        Row::new(say.say("retention-class"), class),
        Row::new(say.say("retention-moved"), instant(say, facts.moved_at)),
        Row::new(say.say("retention-due"), instant(say, due.at)),
        Row::new(say.say("retention-falls"), say.say(falls)),
    ];
    SummaryList::new(say, say.say("retention-clock"), rows)
}

fn reason(say: &Say, name: &'static str, typed: &str, wrong: Option<&Wrong>) -> TextArea {
    let error = wrong.filter(|(field, _)| *field == name);
    let key = name.replace('_', "-");
    let asked = Asked::new(say, name, say.say(&format!("retention-{key}")))
        .hint(say.say(&format!("retention-{key}-hint")))
        .error(error.map(|(_, told)| told.clone()));
    let mut area = TextArea::new(asked, typed);
    area.rows = 2;
    area
}

/// Places a hold; lifts each that is in force.
fn holding(say: &Say, held: &[Hold], sent: &Sent, wrong: Option<&Wrong>) -> Gesture {
    let in_force = held.iter().find(|one| one.lifted.is_none());
    let mut buttons =
        vec![Button::secondary(say.say("retention-place")).sending("gesture", "place")];
    if in_force.is_some() {
        buttons.push(Button::secondary(say.say("retention-lift")).sending("gesture", "lift"));
    }
    let mut open = Vec::new();
    for one in held.iter().filter(|one| one.lifted.is_none()) {
        let label = say.with("retention-hold-of", &[("at", &instant(say, one.placed_at))]);
        let is_first = in_force.is_some_and(|first| first.id == one.id);
        let chosen = match sent.hold.as_str() {
            "" => is_first,
            typed => typed == one.id.to_string(),
        };
        open.push(Choice::new(one.id.to_string(), label).chosen(chosen));
    }
    let grounds = (!open.is_empty()).then(|| {
        Choices::one(
            say,
            Asked::new(say, "hold", say.say("retention-hold-which")),
            open,
        )
    });
    Gesture {
        lead: say.say("retention-hold-lead"),
        grounds,
        reason: reason(say, "hold_reason", &sent.hold_reason, wrong),
        buttons,
    }
}

/// Proposes an erasure, or decides the one that somebody else proposed; nothing where something blocks.
fn erasing(
    say: &Say,
    (may, mine): (May, bool),
    known: &Known,
    sent: &Sent,
    wrong: Option<&Wrong>,
) -> Option<Gesture> {
    let waits = waiting(&known.asked).is_some();
    let reason = || reason(say, "erase_reason", &sent.erase_reason, wrong);
    if waits {
        let decline = Button::secondary(say.say("retention-decline")).sending("gesture", "decline");
        let confirm = Button::danger(say.say("retention-confirm")).sending("gesture", "confirm");
        let buttons = match (mine, known.blocked) {
            (false, None) => vec![confirm, decline],
            _ => vec![decline],
        };
        return may.decides.then(|| Gesture {
            lead: say.say("retention-decide-lead"),
            grounds: None,
            reason: reason(),
            buttons,
        });
    }
    if known.blocked.is_some() || !may.asks {
        return None;
    }
    let error = wrong.filter(|(field, _)| *field == "ground");
    let asked = Asked::new(say, "ground", say.say("retention-ground"))
        .error(error.map(|(_, told)| told.clone()));
    let grounds = Ground::ALL.map(|ground| {
        let code = ground.code();
        Choice::new(code, say.say(&format!("retention-ground-{code}"))).chosen(sent.ground == code)
    });
    Some(Gesture {
        lead: say.say("retention-propose-lead"),
        grounds: Some(Choices::one(say, asked, grounds.to_vec())),
        reason: reason(),
        buttons: vec![Button::danger(say.say("retention-propose")).sending("gesture", "propose")],
    })
}
