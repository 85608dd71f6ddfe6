//! All answers on one page, to be checked before anything is sent; what is unknown and what is
//! missing told apart, each with where to add it.

use super::contacts::{Way, ways};
use super::hold::{Held, address};
use super::shown::shown;
use super::tasks::TASKS;
use super::{exhibits, orient};
use askama::Template;
use axum::response::Response;
use faisceau_domain::form::orientation::BLOCK as ORIENTATION;
use faisceau_domain::form::{Journey, Key, Missing};
use faisceau_domain::freeze;
use faisceau_platform::web::parts::{self, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame};

/// A question left open, and where to answer it.
struct Open {
    label: String,
    said: String,
    href: String,
}

#[derive(Template)]
#[template(path = "intake/check.html")]
struct Check {
    f: Frame,
    code: String,
    sections: Vec<SummaryList>,
    files: Vec<parts::FileRow>,
    files_title: String,
    unknown: Vec<Open>,
    unknown_title: String,
    missing: Vec<Open>,
    /// Whether a payment is recent enough for a letter to the bank.
    bank: bool,
    told: String,
    resume: String,
    until: String,
    ways: Vec<Way>,
}

/// The answers of the draft.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let files = exhibits::held(&held).await?;
    let unknown = unknown(&held, &journey);
    let before = journey
        .pages()
        .iter()
        .rfind(|page| page.purpose == faisceau_domain::form::PageUse::Questions);
    let back = if journey.kind().has_tasks() {
        TASKS.to_owned()
    } else {
        before.map_or_else(|| "/urgent".to_owned(), address)
    };
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    shown(&Check {
        f: held.frame(say.say("intake-check-title")).back_to(back),
        code: held.code(),
        sections: sections(&held, &journey),
        files_title: say.number("intake-check-files", count(files.len())),
        files: files
            .iter()
            .map(|file| exhibits::row(&held, file, None))
            .collect(),
        unknown_title: say.number("intake-check-unknown", count(unknown.len())),
        unknown,
        missing: missing(&held, &journey),
        bank: !freeze::payments(&journey, held.cx.world.clock.now()).is_empty(),
        told: orient::mode_told(&held.cx.world, &journey, say.lang),
        resume: super::tasks::completes(&journey),
        until: held.until(),
        ways: ways(&journey, &held.cx.world.forms, say.lang),
    })
}

/// Where an answer is changed: a page of questions, or a question of the orientation.
fn change(key: &Key, slug: &str) -> String {
    if key.block() == ORIENTATION {
        return format!("/orientation/q/{slug}");
    }
    format!("/plainte/q/{slug}?de=verifier")
}

fn sections(held: &Held, journey: &Journey<'_>) -> Vec<SummaryList> {
    let say = held.visit.say();
    let kind = Row::new(
        say.say("intake-check-type"),
        journey.kind().label.get(say.lang),
    );
    let mut all = vec![SummaryList::new(
        &say,
        say.say("intake-check-facts"),
        vec![kind],
    )];
    for section in journey.summary(say.lang) {
        let rows: Vec<Row> = section
            .rows
            .iter()
            .filter(|row| row.left.is_none())
            .map(|row| Row {
                key: row.label.clone(),
                values: row.value.lines().map(str::to_owned).collect(),
                exact: false,
                change: Some(change(&row.key, &row.slug)),
                part: journey
                    .page(&row.slug)
                    .map(|page| page.title.get(say.lang).to_owned()),
            })
            .collect();
        if !rows.is_empty() {
            all.push(SummaryList::new(&say, section.title, rows));
        }
    }
    all
}

fn unknown(held: &Held, journey: &Journey<'_>) -> Vec<Open> {
    let sections = journey.summary(held.visit.lang);
    let rows = sections.into_iter().flat_map(|section| section.rows);
    rows.filter(|row| row.left.is_some())
        .map(|row| Open {
            label: row.label,
            said: row.value,
            href: change(&row.key, &row.slug),
        })
        .collect()
}

fn missing(held: &Held, journey: &Journey<'_>) -> Vec<Open> {
    let open = |missing: Missing| {
        let field = held.cx.world.forms.field(&missing.key.field());
        Open {
            label: field.map_or_else(String::new, |field| {
                field.label.get(held.visit.lang).to_owned()
            }),
            said: String::new(),
            href: change(&missing.key, &missing.slug),
        }
    };
    journey.missing().into_iter().map(open).collect()
}
