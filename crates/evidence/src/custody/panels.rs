//! Custody on pages made of several capabilities: the exhibits of a complaint with where each stands, and, on the first
//! page of staff and on that of the installation, the incidents that are open and what waits for who reads.

use super::pages::{INCIDENTS, RECEIVED, href};
use super::said::{self, Names};
use super::{adopt, chain, incident, of_complaint, offered_to};
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Notice, Tag, Tone};
use faisceau_platform::web::{Markup, Panel, Place, seen};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

/// The panels of custody.
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    vec![
        Panel {
            place: Place::Complaint,
            order: 33,
            name: "garde",
            title_key: "custody-panel-title",
            permission: Some(Action::ExhibitRead),
            render: Arc::new(of_case),
        },
        Panel {
            place: Place::Day,
            order: 5,
            name: "pieces",
            title_key: "custody-day-title",
            permission: Some(Action::IncidentRead),
            render: Arc::new(of_day),
        },
    ]
}

#[derive(Template)]
#[template(path = "custody_panel.html")]
struct Exhibits {
    none: Option<String>,
    table: Option<DataTable>,
}

fn of_case(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        // Files from before there was any custody are adopted at first sight.
        let mut tx = cx.world.db.write().await?;
        adopt::of_complaint(cx, &mut tx, id).await?;
        let exhibits = of_complaint(&mut tx, id).await?;
        let names = Names::load(&mut tx).await?;
        let mut rows = Vec::new();
        let say = cx.say();
        for (number, exhibit) in (1..).zip(&exhibits) {
            let met = incident::of(&mut tx, exhibit.id).await?;
            let mut state = said::state(&say, exhibit);
            if met.iter().any(incident::Incident::is_open) {
                state = Tag {
                    label: say.say("custody-panel-incident"),
                    tone: Tone::Danger,
                };
            }
            let number: i64 = number;
            let number = [("number", &*number.to_string())];
            rows.push(vec![
                Cell::Link(say.with("custody-panel-exhibit", &number), href(exhibit.id)),
                Cell::text(seen(&exhibit.name)),
                Cell::Tag(state),
                Cell::text(said::keeper(&say, &names, exhibit)),
            ]);
        }
        tx.commit().await?;
        Ok(Markup::of(&exhibits_part(&say, rows))?)
    })
}

fn exhibits_part(say: &Say, rows: Vec<Vec<Cell>>) -> Exhibits {
    if rows.is_empty() {
        return Exhibits {
            none: Some(say.say("custody-panel-none")),
            table: None,
        };
    }
    let columns = [
        "custody-panel-number",
        "custody-fact-name",
        "custody-fact-state",
        "custody-fact-keeper",
    ];
    let columns = columns.map(|key| Column::new(say.say(key)));
    let caption = say.say("custody-panel-all");
    let table = DataTable::new(say, "pieces-en-garde", caption, columns.into(), rows);
    Exhibits {
        none: None,
        table: Some(table),
    }
}

#[derive(Template)]
#[template(path = "custody_day.html")]
struct Day {
    incidents: Option<(Notice, String)>,
    waiting: Option<(String, &'static str)>,
    see: &'static str,
}

/// Nothing is shown while nothing is open and nothing waits.
fn of_day(cx: &Cx, _: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let mut tx = cx.world.db.read().await?;
        let open = incident::open(&mut tx).await?;
        let waiting = match chain::account(cx) {
            Some(account) => offered_to(&mut tx, account).await?.len(),
            None => 0,
        };
        tx.rollback().await?;
        let say = cx.say();
        let waiting = i64::try_from(waiting).unwrap_or(i64::MAX);
        let day = Day {
            incidents: (open > 0).then(|| {
                let told = say.number("custody-incidents-open", open);
                let notice = Notice::new(Tone::Danger, told, say.say("custody-incidents-lead"));
                (notice, say.say("custody-day-see"))
            }),
            waiting: (waiting > 0).then(|| (say.number("custody-day-waiting", waiting), RECEIVED)),
            see: INCIDENTS,
        };
        Ok(Markup::of(&day)?)
    })
}
