//! The answers of a draft on one page to print or copy, for another service: what was said, and where
//! to take it. The draft stays; nothing is sent.

use super::contacts::{Way, ways};
use super::hold::Held;
use super::shown::shown;
use askama::Template;
use axum::response::Response;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Failure, Frame};

#[derive(Template)]
#[template(path = "intake/take_away.html")]
struct TakeAway {
    f: Frame,
    code: String,
    kind: String,
    ways: Vec<Way>,
    sections: Vec<SummaryList>,
}

/// What was answered so far, and where else it may be taken.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let sections = journey.summary(say.lang).into_iter().map(|section| {
        let rows = section.rows.into_iter().map(|row| Row {
            key: row.label,
            values: row.value.lines().map(str::to_owned).collect(),
            ..Row::default()
        });
        SummaryList::new(&say, section.title, rows.collect())
    });
    shown(&TakeAway {
        f: held
            .frame(say.say("orientation-take-title"))
            .back_to("/plainte/verifier"),
        code: held.code(),
        kind: journey.kind().label.get(say.lang).to_owned(),
        ways: ways(&journey, &held.cx.world.forms, say.lang),
        sections: sections.collect(),
    })
}
