//! What was handed over to who reads and waits for a yes or a no: the receiver named answers, whatever the complaint,
//! and sees no more of it than what is handed over.

use super::form::{self, GestureForm, Laying, Sent};
use super::{RECEIVED, gestures};
use crate::custody::act;
use crate::custody::said::{self, Names};
use crate::custody::{Exhibit, chain, offered_to};
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::custody::Kind;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, seen};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "custody_received.html")]
struct Page {
    f: Frame,
    waiting: Vec<Waiting>,
}

struct Waiting {
    title: String,
    told: SummaryList,
    accept: GestureForm,
    decline: GestureForm,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::CustodyReceive, &Resource::installation())?;
    let say = visit.say();
    let me = chain::account(&signed.cx).ok_or_else(Failure::forbidden)?;
    let mut tx = front.world.db.write().await?;
    let exhibits = offered_to(&mut tx, me).await?;
    let names = Names::load(&mut tx).await?;
    let detail = serde_json::json!({ "exhibits": exhibits.len() }).to_string();
    signed
        .cx
        .journal(&mut tx, Deed::CustodyListed, "list", None, &detail)
        .await?;
    tx.commit().await?;
    let unit = signed.cx.staff.as_ref().map(|staff| staff.unit.clone());
    let place = unit.unwrap_or_default();
    let waiting = exhibits
        .iter()
        .map(|exhibit| waiting(&say, &visit, &names, exhibit, &place));
    let page = Page {
        waiting: waiting.collect::<Result<_, Fault>>()?,
        f: front.staff_frame(&visit, &signed, say.say("custody-received-title")),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

fn waiting(
    say: &Say,
    visit: &Visit,
    names: &Names,
    exhibit: &Exhibit,
    place: &str,
) -> Result<Waiting, Fault> {
    let row = |key: &str, value: String| Row::new(say.say(key), value);
    let size = dates::size(say, u64::try_from(exhibit.bytes).unwrap_or(0));
    let by = exhibit.offered_by.map(|by| names.of(say, by.0));
    let kind = [("kind", exhibit.media_type.as_str()), ("size", &size)];
    let mut rows = vec![
        row("custody-row-from", by.unwrap_or_default()),
        row(
            "custody-fact-kind",
            say.with("custody-kind-and-size", &kind),
        ),
        row("custody-fact-digest", said::digest(say, exhibit)).exact(),
    ];
    if !exhibit.description.is_empty() {
        rows.insert(
            1,
            row("custody-row-description", seen(&exhibit.description)),
        );
    }
    let id = exhibit.id.simple().to_string();
    let lay = |gesture| {
        Laying::new(say, gesture, RECEIVED, &visit.csrf)
            .told_apart(&id)
            .sending("piece", exhibit.id.to_string())
    };
    let mut accept = lay("accepted");
    // The number of the seal is read on the seal, never here.
    if exhibit.seal.is_some() {
        accept = accept.line("scelle", "")?;
    }
    Ok(Waiting {
        title: seen(&exhibit.name),
        told: SummaryList::new(say, "", rows),
        accept: accept.line("etat", "")?.line("lieu", place)?.done(),
        decline: lay("declined").circumstances(place)?.done(),
    })
}

pub(super) async fn answer(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    front.allow(&signed, Action::CustodyReceive, &Resource::installation())?;
    let piece = sent.get("piece").and_then(|id| id.parse::<Uuid>().ok());
    let piece = piece.ok_or_else(Failure::unprocessable)?;
    let (gesture, reason, around) = form::read(&sent).ok_or_else(Failure::unprocessable)?;
    if !matches!(gesture.kind, Kind::Accepted | Kind::Declined) {
        return Err(Failure::unprocessable());
    }
    let mut tx = front.world.db.read().await?;
    let mine = offered_to(
        &mut tx,
        chain::account(&signed.cx).ok_or_else(Failure::forbidden)?,
    );
    let mine = mine.await?.iter().any(|exhibit| exhibit.id == piece);
    tx.rollback().await?;
    if !mine {
        return Err(Failure::not_found());
    }
    let cx = signed.cx.clone().because(&reason);
    let made = act::act(&cx, piece, &gesture, &around).await;
    gestures::ended(&cx, made, RECEIVED)
}
