//! Every incident, those open first. That there is one is hidden from nobody who works here; of which complaint
//! and exhibit, only who may open them is told.

use super::form::GestureForm;
use super::{href, one};
use crate::custody::incident;
use crate::custody::said::Names;
use crate::preview::rights;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::Notice;
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "custody_incidents.html")]
struct Page {
    f: Frame,
    count: String,
    incidents: Vec<Line>,
}

struct Line {
    notice: Notice,
    /// What it is about, for who may open it.
    link: Option<(String, String)>,
    decide: Option<GestureForm>,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::IncidentRead, &Resource::installation())?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let all = incident::all(&mut tx).await?;
    let open = incident::open(&mut tx).await?;
    let names = Names::load(&mut tx).await?;
    let mut incidents = Vec::new();
    for met in &all {
        incidents.push(line(&front, &visit, &signed, &mut tx, &names, met).await?);
    }
    let detail = serde_json::json!({ "incidents": all.len() }).to_string();
    signed
        .cx
        .journal(&mut tx, Deed::CustodyListed, "list", None, &detail)
        .await?;
    tx.commit().await?;
    let page = Page {
        count: say.number("custody-incidents-open", open),
        incidents,
        f: front.staff_frame(&visit, &signed, say.say("custody-incidents-title")),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

async fn line(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    tx: &mut Tx,
    names: &Names,
    met: &incident::Incident,
) -> Result<Line, Failure> {
    let say: Say = visit.say();
    let (mut link, mut decide, mut told) = (None, None, None);
    if let Some(complaint) = rights::complaint(tx, met.complaint).await? {
        let resource = rights::resource(tx, &complaint).await?;
        let may = |action| front.allow(signed, action, &resource).is_ok();
        if may(Action::ComplaintRead) && may(Action::ExhibitRead) {
            let there = crate::custody::one(tx, met.exhibit).await?.is_some();
            let of = say.with(
                "custody-incident-of",
                &[("reference", &complaint.reference)],
            );
            let to = match there {
                true => href(met.exhibit),
                false => format!("/dossier/{}", met.complaint),
            };
            link = Some((to, of));
            told = crate::custody::said::decided(&say, names, met);
            // Where the exhibit is there, its own page decides.
            if may(Action::IncidentDecide) && met.is_open() && !there {
                decide = Some(one::decision(&say, visit, met)?);
            }
        }
    }
    Ok(Line {
        notice: one::notice(&say, met, told),
        link,
        decide,
    })
}
