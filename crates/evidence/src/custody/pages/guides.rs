//! The guides for the first person on the spot, and the checklist of admissibility, as the content in force has
//! them. Of no complaint.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "custody_guides.html")]
struct Page {
    f: Frame,
    guides: Vec<Shown>,
}

struct Shown {
    code: String,
    title: String,
    lead: String,
    lines: Vec<(String, String)>,
}

fn source(say: &Say, source: &str, confirmed: bool) -> String {
    let key = match confirmed {
        true => "custody-source",
        false => "custody-source-unconfirmed",
    };
    say.with(key, &[("source", source)])
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let known = &front.world.guides;
    let mut guides: Vec<Shown> = known
        .guides
        .iter()
        .map(|guide| Shown {
            code: guide.code.clone(),
            title: guide.title.get(say.lang).to_owned(),
            lead: guide.lead.get(say.lang).to_owned(),
            lines: guide
                .steps
                .iter()
                .map(|step| {
                    let act = step.act.get(say.lang).to_owned();
                    (act, source(&say, &step.source, step.confirmed))
                })
                .collect(),
        })
        .collect();
    guides.push(Shown {
        code: "admissibility".to_owned(),
        title: say.say("custody-checklist-title"),
        lead: say.say("custody-checklist-lead"),
        lines: known
            .items
            .iter()
            .map(|item| {
                let ask = item.ask.get(say.lang).to_owned();
                (ask, source(&say, &item.source, item.confirmed))
            })
            .collect(),
    });
    let page = Page {
        guides,
        f: front.staff_frame(&visit, &signed, say.say("custody-guides-title")),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
