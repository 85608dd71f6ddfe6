//! Freeze tickets as staff see them: above every list while their time runs, and on the page of their
//! complaint, where what became of each is written. Holds no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use faisceau_documents::words::{Say, Value};
use faisceau_domain::form::Pack;
use faisceau_domain::freeze::{Clock, Outcome as Ended};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, Cell, Column, DataTable, Kind, Tag, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::complaint::complaint_id;
use crate::case::Case;
use crate::desk::Desk;
use crate::freeze::settle::{self, Refused};
use crate::freeze::{self, Ticket};
use crate::shown::{self, Names};

/// Tickets shown above a list.
pub(super) const SHOWN_MAX: usize = 10;

/// The tickets above a list.
#[derive(Template)]
#[template(path = "_tickets.html")]
pub(super) struct Tickets<'a> {
    f: &'a Frame,
    lines: &'a [Line],
}

impl askama::filters::HtmlSafe for Tickets<'_> {}

impl<'a> Tickets<'a> {
    pub(super) fn of(f: &'a Frame, lines: &'a [Line]) -> Tickets<'a> {
        Tickets { f, lines }
    }
}

/// A ticket in words.
pub(super) struct Line {
    href: String,
    reference: String,
    told: String,
    clock: Tag,
}

/// The tickets above a list, in words.
pub(super) fn lines(
    forms: &Pack,
    say: &Say,
    now: Timestamp,
    tickets: &[(Case, Ticket)],
) -> Vec<Line> {
    let line = |(case, ticket): &(Case, Ticket)| Line {
        href: format!("/dossier/{}#gel", case.id),
        reference: case.reference.clone(),
        told: told(forms, say, ticket),
        clock: tag(clock(say, ticket, now), Tone::Warn),
    };
    tickets.iter().map(line).collect()
}

/// The payment in a sentence: sum, means, when, what is asked.
fn told(forms: &Pack, say: &Say, ticket: &Ticket) -> String {
    let amount = ticket.amount.as_ref().map_or_else(
        || say.say("freeze-amount-unknown"),
        |money| forms.money(say.lang, money),
    );
    let paid = match ticket.to_the_minute {
        true => shown::when(say, ticket.paid_at),
        false => shown::when_told(say, ticket.paid_at),
    };
    let method = method(forms, say, &ticket.method);
    let ask = say.say(&format!("freeze-ask-{}", ticket.ask.code()));
    let args = [
        ("amount", amount.as_str()),
        ("method", &method),
        ("paid", &paid),
        ("ask", &ask),
    ];
    say.with("freeze-told", &args)
}

/// The means of payment as its question names it.
fn method(forms: &Pack, say: &Say, code: &str) -> String {
    let field = forms.field("payment.method");
    let mut choices = field.iter().flat_map(|field| &field.choices);
    let choice = choices.find(|choice| choice.code == code);
    choice.map_or_else(
        || code.to_owned(),
        |choice| choice.label.get(say.lang).to_owned(),
    )
}

/// The time left, as a clock tells it.
fn clock(say: &Say, ticket: &Ticket, now: Timestamp) -> String {
    if ticket.until <= now {
        return say.say("freeze-over");
    }
    let left = Clock::between(now, ticket.until);
    let args = [
        ("days", Value::from(left.days)),
        ("hours", Value::from(left.hours)),
        ("minutes", Value::from(left.minutes)),
    ];
    say.words.say(say.lang, "freeze-left", &args)
}

#[derive(Template)]
#[template(path = "freeze_panel.html")]
struct Panel {
    lead: String,
    table: DataTable,
}

/// On the page of a complaint: its tickets and what became of each; nothing where there is none.
pub(crate) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (say, now) = (cx.say(), cx.world.clock.now());
        let mut tx = cx.world.db.read().await?;
        let tickets = freeze::of_complaint(&mut tx, ComplaintId(id)).await?;
        let names = Names::load(&mut tx).await?;
        tx.rollback().await?;
        if tickets.is_empty() {
            return Ok(Markup::default());
        }
        let row = |ticket: &Ticket| {
            let state = match &ticket.settled {
                None => tag(clock(&say, ticket, now), Tone::Warn),
                Some(settled) => {
                    let key = format!("freeze-outcome-{}", word(settled.outcome));
                    tag(say.say(&key), tone(settled.outcome))
                }
            };
            let settled = ticket.settled.as_ref().map_or_else(String::new, |settled| {
                let (at, by) = (shown::when(&say, settled.at), names.name(&say, settled.by));
                let args = [("at", at.as_str()), ("by", &by)];
                let told = say.with("freeze-settled", &args);
                match settled.words.as_str() {
                    "" => told,
                    words => format!("{told} {words}"),
                }
            });
            vec![
                Cell::text(told(&cx.world.forms, &say, ticket)),
                Cell::Tag(state),
                Cell::text(settled),
            ]
        };
        let columns = [
            "freeze-column-payment",
            "freeze-column-state",
            "freeze-column-settled",
        ];
        let columns = columns.map(|key| Column::new(say.say(key))).to_vec();
        let rows = tickets.iter().map(row).collect();
        let caption = say.say("freeze-caption");
        let table = DataTable::new(&say, "freeze-rows", caption, columns, rows);
        let lead = say.say("freeze-lead");
        Ok(Markup::of(&Panel { lead, table })?)
    })
}

fn tone(outcome: Ended) -> Tone {
    match outcome {
        Ended::Done => Tone::Ok,
        Ended::TooLate | Ended::Refused => Tone::Plain,
    }
}

#[derive(Template)]
#[template(path = "freeze_settle.html")]
struct Settling {
    csrf: String,
    forms: Vec<Settle>,
}

/// The form of a ticket.
struct Settle {
    action: String,
    ticket: String,
    told: String,
    words: TextField,
    buttons: [Button; 3],
}

/// The forms, for who may treat the complaint.
pub(crate) fn forms(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let tickets = freeze::of_complaint(&mut tx, ComplaintId(id)).await?;
        tx.rollback().await?;
        if tickets.is_empty() {
            return Ok(Markup::default());
        }
        let button = |ended: Ended| {
            let words = say.say(&format!("freeze-mark-{}", word(ended)));
            Button::secondary(words).sending("suite", ended.code())
        };
        let form = |ticket: &Ticket| {
            let name = format!("mots-{}", ticket.id);
            let asked =
                Asked::new(&say, name, say.say("freeze-words")).hint(say.say("freeze-words-hint"));
            Settle {
                action: format!("/dossier/{id}/gel"),
                ticket: ticket.id.to_string(),
                told: told(&cx.world.forms, &say, ticket),
                words: TextField::new(asked, Kind::Text, ""),
                buttons: Ended::ALL.map(button),
            }
        };
        Ok(Markup::of(&Settling {
            csrf: cx.form_token.clone(),
            forms: tickets.iter().map(form).collect(),
        })?)
    })
}

/// What the form of a ticket sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    demande: String,
    #[serde(default)]
    suite: String,
    /// The words, under the name of the ticket: several forms stand on one page.
    #[serde(flatten)]
    more: std::collections::HashMap<String, String>,
}

/// Writes what became of a ticket.
pub(super) async fn settle(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let id = complaint_id(&id)?;
    let ticket: Uuid = sent.demande.parse().map_err(|_| Failure::bad_request())?;
    let ended = Ended::from_code(&sent.suite).ok_or_else(Failure::bad_request)?;
    let words = sent.more.get(&format!("mots-{ticket}"));
    let words = words.map_or("", String::as_str);
    let desk = Desk::of(&front, &signed);
    let say = signed.cx.say();
    match settle::settle(&signed.cx, &desk, id, ticket, (ended, words)).await {
        Ok(()) => Ok(Redirect::to(&format!("/dossier/{id}#gel"))),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoTicket)) => Err(Failure::not_found()),
        Err(Error::Refused(Refused::NotAllowed)) => Err(Failure::forbidden()),
        Err(Error::Refused(Refused::Words)) => {
            let kept = vec![(say.say("freeze-words"), words.to_owned())];
            let said = say.say("freeze-words-wrong");
            Err(Failure::unprocessable().saying(said).keeping(kept))
        }
    }
}

/// The end of the keys of an outcome.
fn word(ended: Ended) -> String {
    ended.code().replace('_', "-")
}

fn tag(label: String, tone: Tone) -> Tag {
    Tag { label, tone }
}
