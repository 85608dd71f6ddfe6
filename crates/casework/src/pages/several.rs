//! The gesture of several complaints at once from the inbox, and what came of it when some were
//! left as they were.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, lang};

use super::complaint::account;
use super::{word, written};
use crate::assign_several::{Chosen, Done, Left, Refused, assign_several};
use crate::desk::Desk;

#[derive(Template)]
#[template(path = "several.html")]
struct SeveralPage {
    f: Frame,
    changed: String,
    table: DataTable,
    back: String,
}

/// What the form sends: one `dossier` for each complaint chosen.
#[derive(Default)]
struct Given {
    chosen: Vec<Chosen>,
    to: Option<AccountId>,
    reason: String,
    back: String,
}

fn given(fields: Vec<(String, String)>) -> Result<Given, Failure> {
    let mut given = Given::default();
    for (name, value) in fields {
        match name.as_str() {
            "dossier" => given.chosen.push(chosen(&value)?),
            "to" => given.to = account(&value)?,
            "raison" => given.reason = word(Some(&value)).unwrap_or_default(),
            "retour" => lang::safe_return(&value).clone_into(&mut given.back),
            _ => {}
        }
    }
    Ok(given)
}

/// A complaint and who was in charge of it, as the box of its line holds them.
fn chosen(value: &str) -> Result<Chosen, Failure> {
    let (complaint, from) = value.split_once('_').ok_or_else(Failure::bad_request)?;
    Ok(Chosen {
        complaint: complaint.parse().map_err(|_| Failure::bad_request())?,
        from: account(from)?,
    })
}

pub(super) async fn assign_chosen(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let given = given(fields)?;
    let cx = signed.cx.clone().because(&given.reason);
    let desk = Desk::of(&front, &signed);
    let say = visit.say();
    let done = assign_several(&cx, &desk, &given.chosen, given.to).await;
    let Done { changed, left } = done.map_err(|error| match error {
        Error::Fault(fault) => Failure::fault(&fault),
        Error::Refused(why) => refusal(&say, why),
    })?;
    let back = match given.back.as_str() {
        "" | "/" => "/agent/boite".to_owned(),
        back => back.to_owned(),
    };
    if left.is_empty() {
        return Ok(Redirect::to(&back).into_response());
    }
    let changed = i64::try_from(changed).unwrap_or(i64::MAX);
    let page = SeveralPage {
        f: front
            .staff_frame(&visit, &signed, say.say("casework-several-title"))
            .back_to(&back),
        changed: say.number("casework-several-changed", changed),
        table: table(&say, &left),
        back,
    };
    Ok(written(&page)?.into_response())
}

fn refusal(say: &Say, why: Refused) -> Failure {
    let key = format!("casework-several-{}", why.code());
    Failure::unprocessable().saying(say.say(&key))
}

fn table(say: &Say, left: &[Left]) -> DataTable {
    let rows = left.iter().map(|left| {
        let name = match &left.reference {
            Some(known) => Cell::Link(known.clone(), format!("/dossier/{}", left.complaint)),
            None => Cell::text(left.complaint.to_string()),
        };
        let why = format!("casework-assign-{}", left.why.code());
        vec![name, Cell::text(say.say(&why))]
    });
    let columns = ["casework-column-reference", "casework-several-why"];
    let columns = columns.map(|key| Column::new(say.say(key))).to_vec();
    let caption = say.say("casework-several-left");
    DataTable::new(say, "left", caption, columns, rows.collect())
}
