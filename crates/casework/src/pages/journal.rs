//! The journal for auditors: newest entries first, page by page, with where the chain stands.
//! Entries hold ids and reasons; names of colleagues are looked up, nothing else is. Reading the
//! journal is itself written in it.

use faisceau_domain::journal::Deed;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::journal::read::{self, ChainState, Line};
use faisceau_platform::web::parts::{
    Asked, Button, Cell, Choice, Column, DataTable, Pagination, Row, Select, SummaryList,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, lang};
use serde::Deserialize;
use uuid::Uuid;

use super::{word, written};
use crate::inbox::Place;
use crate::shown::{self, Names};

/// Entries on one page.
const PAGE_ROWS: usize = 100;

#[derive(Deserialize)]
pub(super) struct Params {
    action: Option<String>,
    acteur: Option<String>,
    apres: Option<String>,
}

#[derive(Template)]
#[template(path = "journal.html")]
struct JournalPage {
    f: Frame,
    chain: SummaryList,
    action: Select,
    actor: Select,
    filter: Button,
    table: DataTable,
    pages: Pagination,
}

pub(super) async fn journal(
    State(front): State<Arc<Front>>,
    Query(params): Query<Params>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let cx = &signed.cx;
    let say = visit.say();
    let place = params.apres.as_deref();
    let asked = read::Asked {
        actor: params.acteur.as_deref().and_then(|id| id.parse().ok()),
        action: word(params.action.as_deref()),
        before: place
            .and_then(|at| Place::read(at, false))
            .map(|at| (at.at, at.id)),
    };
    let mut tx = cx.world.db.write().await?;
    let limit = i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX);
    let mut lines = read::recent(&mut tx, &asked, limit).await?;
    let chain = read::chain_state(&mut tx).await?;
    let names = Names::load(&mut tx).await?;
    let more = lines.len() > PAGE_ROWS;
    lines.truncate(PAGE_ROWS);
    let detail = format!("{{\"shown\":{}}}", lines.len());
    cx.journal(&mut tx, Deed::JournalRead, "journal", None, &detail)
        .await?;
    tx.commit().await?;
    let last = lines.last().filter(|_| more);
    let next = last.map(|line| address(&asked, line));
    let previous = asked.before.map(|_| "/agent/journal".to_owned());
    written(&JournalPage {
        f: front.staff_frame(&visit, &signed, say.say("casework-journal-title")),
        chain: chain_words(&say, &chain),
        action: deed_select(&say, &asked),
        actor: actor_select(&say, &names, &asked),
        filter: Button::secondary(say.say("casework-filter")),
        table: table(&say, &names, &lines),
        pages: Pagination::new(&say, previous, next),
    })
}

fn address(asked: &read::Asked, last: &Line) -> String {
    let mut address = "/agent/journal?".to_owned();
    if let Some(action) = &asked.action {
        address.push_str(&format!("action={}&", lang::escaped(action)));
    }
    if let Some(actor) = asked.actor {
        address.push_str(&format!("acteur={actor}&"));
    }
    let place = Place::at(last.at, last.id, false);
    address.push_str(&format!("apres={}", place.written()));
    address
}

fn chain_words(say: &Say, chain: &ChainState) -> SummaryList {
    let mut rows = Vec::new();
    match &chain.head {
        Some((position, head, at)) => {
            let sealed = say.with("casework-chain-sealed", &[("n", &position.to_string())]);
            rows.push(Row::new(say.say("casework-chain-rows"), sealed));
            rows.push(Row::new(
                say.say("casework-chain-at"),
                shown::when(say, *at),
            ));
            rows.push(Row::new(say.say("casework-chain-head"), hex::encode(head)).exact());
        }
        None => rows.push(Row::new(
            say.say("casework-chain-rows"),
            say.say("casework-chain-none"),
        )),
    }
    let waiting = chain.unsealed.to_string();
    rows.push(Row::new(say.say("casework-chain-waiting"), waiting));
    SummaryList::new(say, say.say("casework-chain-title"), rows)
}

/// Every deed there is, by its words: nobody has to know a code.
fn deed_select(say: &Say, asked: &read::Asked) -> Select {
    let mut deeds: Vec<(String, &str)> = Deed::ALL
        .iter()
        .map(|deed| (say.say(&shown::deed_key(*deed)), deed.code()))
        .collect();
    deeds.sort();
    let choices = deeds.into_iter().map(|(words, code)| {
        let chosen = asked.action.as_deref() == Some(code);
        Choice::new(code, words).chosen(chosen)
    });
    let question = Asked::new(say, "action", say.say("casework-journal-action"));
    let mut select = Select::new(say, question, choices.collect());
    select.empty = say.say("casework-filter-any");
    select
}

fn actor_select(say: &Say, names: &Names, asked: &read::Asked) -> Select {
    let choices = names
        .iter()
        .map(|staff| {
            let chosen = asked.actor == Some(Uuid::from(staff.id));
            Choice::new(staff.id.to_string(), names.name(say, staff.id)).chosen(chosen)
        })
        .collect();
    let question = Asked::new(say, "acteur", say.say("casework-journal-who"));
    let mut select = Select::new(say, question, choices);
    select.empty = say.say("casework-filter-any");
    select
}

fn table(say: &Say, names: &Names, lines: &[Line]) -> DataTable {
    let columns = [
        "casework-journal-when",
        "casework-journal-who",
        "casework-journal-what",
        "casework-journal-subject",
        "casework-journal-why",
        "casework-journal-detail",
    ];
    let columns = columns.map(|key| Column::new(say.say(key))).to_vec();
    let rows = lines
        .iter()
        .map(|line| {
            vec![
                Cell::text(shown::when(say, line.at)),
                Cell::text(shown::actor(say, names, line)),
                Cell::text(shown::action(say, &line.action)),
                Cell::text(shown::subject(say, line)),
                Cell::text(shown::why(say, line)),
                Cell::text(shown::detail(say, line)),
            ]
        })
        .collect();
    let caption = say.say("casework-journal-caption");
    DataTable::new(say, "journal-rows", caption, columns, rows)
}
