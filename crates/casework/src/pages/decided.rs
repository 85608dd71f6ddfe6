//! What administrators decided: the settings in force and what each start found changed, with the way to put former ones back.
//! Shows nothing of one machine, no secret; changes nothing: settings are files, and a start obeys them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::transfer::Difference;
use faisceau_platform::transfer::notice::{Kept, history};
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};

use super::written;
use crate::shown;

/// Settings by what they are about, in the order shown; a word stands for a whole table. The rest comes last.
const TOPICS: [(&str, &[&str]); 5] = [
    ("units", &["units", "territories"]),
    (
        "profile",
        &[
            "profile",
            "legal_regime",
            "legal_act",
            "offence_case",
            "own_sources",
            "recipients",
            "linkage_basis",
            "linkage_act",
            "identity_custodians",
            "second_factor_for",
        ],
    ),
    ("retention", &["limits"]),
    (
        "contacts",
        &[
            "contact",
            "controller",
            "dpo_contact",
            "public_url",
            "service_name",
        ],
    ),
    ("rest", &[]),
];

/// One change, as shown.
struct Changed {
    when: String,
    lines: Vec<String>,
    command: Option<String>,
}

#[derive(Template)]
#[template(path = "decided.html")]
struct DecidedPage {
    f: Frame,
    topics: Vec<SummaryList>,
    history: Vec<Changed>,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::InstallationRead, &Resource::installation())?;
    let cx = &signed.cx;
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::InstallationRead, "installation", None, "{}")
        .await?;
    tx.commit().await?;
    let say = visit.say();
    let kept = history(&cx.world)?;
    written(&DecidedPage {
        topics: topics(&say, &kept),
        history: kept
            .iter()
            .enumerate()
            .map(|(place, one)| changed(&say, one, place > 0))
            .collect(),
        f: front.staff_frame(&visit, &signed, say.say("decided-title")),
    })
}

/// The settings of the last start, by what they are about.
fn topics(say: &Say, kept: &[Kept]) -> Vec<SummaryList> {
    let Some(decided) = kept.iter().find_map(|one| one.decided.as_ref()) else {
        return Vec::new();
    };
    let of = |key: &str| {
        let table = key.split('.').next().unwrap_or(key);
        let found = TOPICS.iter().find(|(_, words)| words.contains(&table));
        found.map_or("rest", |(topic, _)| *topic)
    };
    let lists = TOPICS.iter().filter_map(|(topic, _)| {
        let rows: Vec<Row> = decided
            .settings
            .iter()
            .filter(|(key, _)| of(key) == *topic)
            .map(|(key, value)| Row::new(key.clone(), value.to_string()).exact())
            .collect();
        let title = say.say(&format!("decided-topic-{topic}"));
        (!rows.is_empty()).then(|| SummaryList::new(say, title, rows))
    });
    lists.collect()
}

fn changed(say: &Say, one: &Kept, former: bool) -> Changed {
    let Some(decided) = &one.decided else {
        return Changed {
            when: say.say("decided-altered"),
            lines: vec![one.file.display().to_string()],
            command: None,
        };
    };
    let lines = one.changes.iter().map(|difference| line(say, difference));
    let overlay = one
        .overlay
        .iter()
        .map(|file| say.with("decided-overlay", &[("file", file)]));
    let at = decided.made_at.parse().ok();
    Changed {
        when: at.map_or_else(|| decided.made_at.clone(), |at| shown::when(say, at)),
        lines: lines.chain(overlay).collect(),
        command: former.then(|| format!("faisceau config import {}", one.file.display())),
    }
}

fn line(say: &Say, difference: &Difference) -> String {
    let here = difference.here.as_ref().map(ToString::to_string);
    let there = difference.there.as_ref().map(ToString::to_string);
    let told = |value: Option<String>| value.unwrap_or_else(|| say.say("decided-default"));
    let (before, after) = (told(here), told(there));
    say.with(
        "decided-line",
        &[
            ("key", &difference.key),
            ("before", &before),
            ("after", &after),
        ],
    )
}
