//! The laboratory by pages: experts and what makes them so, and the report that comes back on an exhibit. They hold
//! no rule.

use super::form::{GestureForm, Laying, Sent, field};
use super::href;
use crate::custody::rights;
use crate::custody::said::{self, Names};
use crate::laboratory::expert::{self, Expert, Told};
use crate::laboratory::report;
use askama::Template;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::{Html, Redirect};
use faisceau_documents::words::Say;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::deposit::{NotReceived, Received};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, seen};
use std::sync::Arc;
use uuid::Uuid;

/// Where experts are.
pub(super) const EXPERTS: &str = "/experts";

#[derive(Template)]
#[template(path = "laboratory_experts.html")]
struct Page {
    f: Frame,
    experts: Vec<(String, SummaryList)>,
    add: GestureForm,
}

pub(super) async fn experts(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::CustodyReceive, &Resource::installation())?;
    let say = visit.say();
    let mut tx = front.world.db.read().await?;
    let all = expert::all(&mut tx).await?;
    let names = Names::load(&mut tx).await?;
    tx.rollback().await?;
    let add = Laying::new(&say, "expert", EXPERTS, &visit.csrf);
    let add = add.line("nom", "")?.line("organisme", "")?;
    let add = add.lines("qualites", "")?.line("liste", "")?;
    let page = Page {
        experts: all.iter().map(|one| shown(&say, &names, one)).collect(),
        add: add.line("jusqu-au", "")?.done(),
        f: front.staff_frame(&visit, &signed, say.say("custody-experts-title")),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

fn shown(say: &Say, names: &Names, one: &Expert) -> (String, SummaryList) {
    let row = |key: &str, value: String| Row::new(say.say(key), value);
    let mut rows = vec![
        row("custody-field-organisme", seen(&one.body)),
        row("custody-field-qualites", seen(&one.qualifications)),
    ];
    if !one.registered.is_empty() {
        rows.push(row("custody-field-liste", seen(&one.registered)));
    }
    if let Some(until) = &one.valid_until {
        rows.push(row("custody-field-jusqu-au", until.clone()));
    }
    let by = one
        .added_by
        .map(|by| names.of(say, by.0))
        .unwrap_or_default();
    let at = said::when(say, one.added_at);
    rows.push(row(
        "custody-expert-added",
        say.with("custody-noted", &[("by", &by), ("at", &at)]),
    ));
    (seen(&one.name), SummaryList::new(say, "", rows))
}

pub(super) async fn add(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    front.allow(&signed, Action::CustodyReceive, &Resource::installation())?;
    let typed = |name: &str| field(&sent, "expert", name).unwrap_or_default();
    let told = Told {
        name: typed("nom"),
        body: typed("organisme"),
        qualifications: typed("qualites"),
        registered: typed("liste"),
        valid_until: typed("jusqu-au"),
    };
    match expert::add(&signed.cx, &told).await {
        Ok(_) => Ok(Redirect::to(EXPERTS)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => {
            let key = match why {
                expert::Refused::Unsaid => "custody-expert-unsaid",
                expert::Refused::NoDay => "custody-expert-no-day",
            };
            Err(Failure::unprocessable().saying(signed.cx.say().say(key)))
        }
    }
}

/// Takes a report: the expert first, then the file.
pub(super) async fn report(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    mut form: Multipart,
) -> Result<Redirect, Failure> {
    let mut tx = front.world.db.read().await?;
    let opened = rights::opened(&front, &signed, &mut tx, id).await?;
    tx.rollback().await?;
    front.allow(&signed, Action::CustodyKeep, &opened.resource)?;
    let say = signed.cx.say();
    let (mut expert, mut reason, mut taken) = (None, String::new(), None);
    while let Some(part) = form
        .next_field()
        .await
        .map_err(|e| Failure::from_status(e.status()))?
    {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "fichier" {
            let given = part.file_name().unwrap_or_default().to_owned();
            taken = Some((received(&front, &say, part).await?, given));
            continue;
        }
        let words = part
            .text()
            .await
            .map_err(|e| Failure::from_status(e.status()))?;
        match name.as_str() {
            "rapport.expert" => expert = words.parse().ok(),
            "rapport.motif" => reason = words,
            _ => {}
        }
    }
    let Some((Some(received), name)) = taken else {
        return Err(Failure::unprocessable().saying(say.say("custody-report-no-file")));
    };
    let cx = signed.cx.clone().because(&reason);
    let name: String = seen(&name).chars().take(200).collect();
    match report::take(&cx, id, expert, &received, &name).await {
        Ok(_) => Ok(Redirect::to(&format!("{}#laboratoire", href(id)))),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => {
            front.world.deposit.discard(&received).await?;
            Err(match why {
                report::Refused::NoExhibit => Failure::not_found(),
                report::Refused::NoExpert => {
                    Failure::unprocessable().saying(say.say("custody-report-no-expert"))
                }
                report::Refused::SetAside => {
                    Failure::conflict().saying(say.say("custody-report-set-aside"))
                }
            })
        }
    }
}

/// A file of the form, received whole; none when it is empty.
async fn received(
    front: &Front,
    say: &Say,
    part: axum::extract::multipart::Field<'_>,
) -> Result<Option<Received>, Failure> {
    let world = &front.world;
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    match world.deposit.receive(staging, part, most).await {
        Ok(received) => Ok(Some(received)),
        Err(NotReceived::Empty) => Ok(None),
        Err(NotReceived::TooLarge { .. }) => Err(Failure::too_large()),
        Err(NotReceived::NoRoom) => Err(Failure::unavailable().saying(say.say("storage-no-room"))),
        Err(NotReceived::Interrupted(_)) => Err(Failure::bad_request()),
        Err(NotReceived::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
