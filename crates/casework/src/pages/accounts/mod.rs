//! The accounts of staff, for who runs the installation: the list, one account with what was changed of it, and the forms that
//! change it. The same operations as the command line; holds no rule.

mod make;
mod one;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_platform::access::{Action, Kind, Resource};
use faisceau_platform::accounts::{self, Standing};
use faisceau_platform::web::parts::{Asked, Cell, Column, DataTable, ErrorSummary, FieldError};
use faisceau_platform::web::{
    Answers, Audience, Failure, Frame, Front, Route, Routes, Signed, Visit, role_words,
};

use super::written;
use crate::shown;

/// Where the pages are.
const PAGE: &str = "/agent/comptes";
const MAKE: &str = "/agent/comptes/nouveau";

/// Their routes: accounts say who may do what, so that reading them asks for a recent proof too.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let reads = |path| Route::get(path, Audience::Staff(Action::UserRead)).sensitive();
    let manages = Audience::Staff(Action::UserManage);
    let changes = |path| {
        Route::post(path, manages)
            .answering(Answers::Html)
            .sensitive()
    };
    Routes::new("casework")
        .with(reads(PAGE), list)
        .with(Route::get(MAKE, manages).sensitive(), make::form)
        .with(changes(MAKE), make::make)
        .with(reads("/agent/comptes/{id}"), one::page)
        .with(changes("/agent/comptes/{id}/roles"), one::roles)
        .with(changes("/agent/comptes/{id}/unite"), one::unit)
        .with(changes("/agent/comptes/{id}/fermer"), one::close)
        .with(changes("/agent/comptes/{id}/rouvrir"), one::reopen)
        .with(changes("/agent/comptes/{id}/remettre"), one::put_back)
        .with_nav(super::nav(92, PAGE, "staff-nav", Action::UserRead))
}

/// The field at fault, with the words.
type Wrong = Option<(&'static str, String)>;

#[derive(Template)]
#[template(path = "staff_list.html")]
struct ListPage {
    f: Frame,
    table: DataTable,
    manages: bool,
}

async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = signed.cx.world.db.read().await?;
    let all = accounts::standings(&mut tx).await?;
    tx.rollback().await?;
    let seen = |one: &&Standing| front.allow(&signed, Action::UserRead, &of(one)).is_ok();
    let rows = all.iter().filter(seen).map(|one| row(&say, one));
    let columns = ["name", "login", "roles", "unit", "signed-in", "factor"];
    let columns = columns.map(|key| Column::new(say.say(&format!("staff-{key}"))));
    written(&ListPage {
        table: DataTable::new(
            &say,
            "staff",
            say.say("staff-caption"),
            columns.to_vec(),
            rows.collect(),
        ),
        manages: manages(&front, &signed),
        f: front.staff_frame(&visit, &signed, say.say("staff-title")),
    })
}

fn of(one: &Standing) -> Resource {
    Resource::new(Kind::Account, one.id.0.to_string())
}

fn manages(front: &Front, signed: &Signed) -> bool {
    front
        .authority
        .offers(&signed.actor, Action::UserManage, signed.purpose)
}

fn row(say: &Say, one: &Standing) -> Vec<Cell> {
    let name = match one.closed_at {
        None => one.name.clone(),
        Some(_) => say.with("staff-name-closed", &[("name", &one.name)]),
    };
    vec![
        Cell::Link(name, format!("{PAGE}/{}", one.id)),
        Cell::text(&one.login),
        Cell::text(roles_words(say, one)),
        Cell::text(&one.unit),
        Cell::text(signed_in(say, one)),
        Cell::text(factor(say, one)),
    ]
}

fn roles_words(say: &Say, one: &Standing) -> String {
    let roles = one.roles.iter().map(|role| role_words(say, *role));
    roles.collect::<Vec<String>>().join(", ")
}

fn signed_in(say: &Say, one: &Standing) -> String {
    match one.signed_in_at {
        Some(at) => shown::when(say, at),
        None => say.say("staff-signed-in-never"),
    }
}

fn factor(say: &Say, one: &Standing) -> String {
    say.say(match (one.application, one.passkeys > 0) {
        (true, true) => "staff-factor-both",
        (true, false) => "staff-factor-application",
        (false, true) => "staff-factor-passkey",
        (false, false) => "staff-factor-none",
    })
}

fn summary(say: &Say, wrong: &Wrong) -> ErrorSummary {
    let told = wrong.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    ErrorSummary::new(say, told.collect())
}

/// A field, with its error when it is the one at fault.
fn asked(say: &Say, name: &str, key: &str, wrong: &Wrong) -> Asked {
    let told = wrong.as_ref().filter(|(field, _)| *field == name);
    Asked::new(say, name, say.say(key)).error(told.map(|(_, message)| message.clone()))
}

/// The values of a field that may be sent several times: a form of one name and several ticks.
fn several<'a>(form: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    let of = form.iter().filter(move |(field, _)| field == name);
    of.map(|(_, value)| value.as_str())
}

fn first<'a>(form: &'a [(String, String)], name: &'a str) -> &'a str {
    several(form, name).next().unwrap_or_default()
}
