//! One account: how it stands, the forms that change it, and what was changed of it, each with who, when, why, what it was
//! before, and a way to put that back. Holds no rule.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::{self, Former, NotChanged, Standing};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::journal::read::Line;
use faisceau_platform::web::parts::{
    Choice, Choices, ErrorSummary, Kind, Row, Select, SummaryList, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, role_words};
use uuid::Uuid;

use super::{PAGE, Wrong, asked, factor, first, of, roles_words, several, summary, written};
use crate::leave::{self, leave};
use crate::shown::{self, Names};
use crate::succeed;

/// One change, worded.
struct Change {
    id: String,
    what: String,
    when: String,
    who: String,
    why: String,
    before: Option<String>,
    after: Option<String>,
    back: bool,
}

#[derive(Template)]
#[template(path = "staff_one.html")]
struct OnePage {
    f: Frame,
    errors: ErrorSummary,
    at: String,
    how: SummaryList,
    own: bool,
    open: bool,
    manages: bool,
    reason: TextField,
    roles: Choices,
    unit: TextField,
    to: Select,
    changes: Vec<Change>,
}

type Sent = Vec<(String, String)>;

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserRead).await?;
    shown_page((&front, &visit, &signed), &one, (&Vec::new(), None)).await
}

pub(super) async fn roles(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserManage).await?;
    let (cx, wanted) = (why(&signed, &sent), several(&sent, "role"));
    let wanted: Vec<Role> = wanted.filter_map(Role::from_code).collect();
    let done = accounts::set_roles(&cx, &one.login, &wanted).await;
    told((&front, &visit, &signed), &one, &sent, done).await
}

pub(super) async fn unit(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserManage).await?;
    let cx = why(&signed, &sent);
    let done = accounts::set_unit(&cx, &one.login, first(&sent, "unite")).await;
    told((&front, &visit, &signed), &one, &sent, done).await
}

pub(super) async fn close(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserManage).await?;
    let to = Some(first(&sent, "a")).filter(|login| !login.is_empty());
    let done = leave(&why(&signed, &sent), &front.authority, &one.login, to).await;
    let wrong = match done {
        Ok(_) => return Ok(back_to(&one)),
        Err(Error::Fault(cause)) => return Err(Failure::fault(&cause)),
        Err(Error::Refused(leave::Refused::Account(why))) => wrong(&visit.say(), why),
        Err(Error::Refused(leave::Refused::Colleague(why))) => {
            let key = match why {
                succeed::Refused::NoReason => "staff-refused-no-reason",
                succeed::Refused::SamePerson => "staff-refused-same-person",
                succeed::Refused::NotAColleague => "staff-refused-not-a-colleague",
            };
            ("a", visit.say().say(key))
        }
    };
    shown_page((&front, &visit, &signed), &one, (&sent, Some(wrong))).await
}

pub(super) async fn reopen(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserManage).await?;
    let done = accounts::reopen(&why(&signed, &sent), &one.login).await;
    told((&front, &visit, &signed), &one, &sent, done).await
}

pub(super) async fn put_back(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let one = found(&front, &signed, &id, Action::UserManage).await?;
    let entry: Uuid = first(&sent, "ligne")
        .parse()
        .map_err(|_| Failure::unprocessable())?;
    let done = accounts::put_back(&why(&signed, &sent), one.id, entry).await;
    told((&front, &visit, &signed), &one, &sent, done).await
}

/// The account, when this action on it is open; "not found" for what is no account.
async fn found(
    front: &Front,
    signed: &Signed,
    id: &str,
    action: Action,
) -> Result<Standing, Failure> {
    let id: AccountId = id.parse().map_err(|_| Failure::not_found())?;
    let mut tx = signed.cx.world.db.read().await?;
    let one = accounts::standing(&mut tx, id).await?;
    tx.rollback().await?;
    let one = one.ok_or_else(Failure::not_found)?;
    front.allow(signed, action, &of(&one))?;
    Ok(one)
}

fn why(signed: &Signed, sent: &Sent) -> Cx {
    signed.cx.clone().because(first(sent, "motif"))
}

fn back_to(one: &Standing) -> Response {
    Redirect::to(&format!("{PAGE}/{}", one.id)).into_response()
}

/// The field at fault of a change that is refused, with the words.
fn wrong(say: &Say, why: NotChanged) -> (&'static str, String) {
    let field = match why {
        NotChanged::NoRole => "role",
        NotChanged::NoUnit => "unite",
        _ => "motif",
    };
    (field, say.say(&format!("staff-refused-{}", why.code())))
}

async fn told(
    (front, visit, signed): (&Front, &Visit, &Signed),
    one: &Standing,
    sent: &Sent,
    done: Outcome<(), NotChanged>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(back_to(one)),
        Err(Error::Fault(cause)) => Err(Failure::fault(&cause)),
        Err(Error::Refused(why)) => {
            let wrong = Some(wrong(&visit.say(), why));
            shown_page((front, visit, signed), one, (sent, wrong)).await
        }
    }
}

/// The units that accounts are of, to choose one again rather than write it otherwise.
pub(super) fn units(names: &Names) -> Vec<String> {
    let units: BTreeSet<&String> = names.iter().map(|staff| &staff.unit).collect();
    units.into_iter().cloned().collect()
}

async fn shown_page(
    (front, visit, signed): (&Front, &Visit, &Signed),
    one: &Standing,
    (sent, wrong): (&Sent, Wrong),
) -> Result<Response, Failure> {
    let say = visit.say();
    let mut tx = signed.cx.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    let lines = accounts::changes(&mut tx, one.id).await?;
    tx.rollback().await?;
    let changes = lines.iter().map(|line| change(&say, &names, one, line));
    let colleagues = names.iter().filter(|staff| staff.id != one.id);
    let colleagues = colleagues.map(|staff| Choice::new(&staff.login, &staff.display_name));
    let reason = asked(&say, "motif", "staff-reason", &wrong);
    let unit = asked(&say, "unite", "staff-unit", &wrong);
    // What was typed in the form of changes is kept; any other form holds none of it.
    let typed = sent.iter().find(|(field, _)| field == "unite");
    let ticked = match typed {
        Some(_) => several(sent, "role").filter_map(Role::from_code).collect(),
        None => one.roles.clone(),
    };
    let page = OnePage {
        errors: summary(&say, &wrong),
        at: format!("{PAGE}/{}", one.id),
        how: stands(&say, one),
        own: signed.cx.actor.account() == Some(one.id.0),
        open: one.closed_at.is_none(),
        manages: super::manages(front, signed),
        reason: TextField::new(reason, Kind::Text, first(sent, "motif")),
        roles: ticks(&say, &ticked, &wrong),
        unit: TextField::new(unit, Kind::Text, typed.map_or(&one.unit, |(_, unit)| unit))
            .suggesting(units(&names)),
        to: Select::new(
            &say,
            asked(&say, "a", "staff-to", &wrong),
            colleagues.collect(),
        ),
        changes: changes.collect(),
        f: front
            .staff_frame(visit, signed, &one.name)
            .with_errors(wrong.is_some())
            .back_to(PAGE),
    };
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, written(&page)?).into_response())
}

fn ticks(say: &Say, ticked: &[Role], wrong: &Wrong) -> Choices {
    let roles = Role::ALL
        .iter()
        .map(|role| Choice::new(role.code(), role_words(say, *role)).chosen(ticked.contains(role)));
    let asked = asked(say, "role", "staff-roles", wrong);
    Choices::any(say, asked, roles.collect())
}

fn stands(say: &Say, one: &Standing) -> SummaryList {
    let state = match one.closed_at {
        None => say.say("staff-open"),
        Some(at) => say.with("staff-closed", &[("when", &shown::when(say, at))]),
    };
    let rows = vec![
        Row::new(say.say("staff-login"), &one.login).exact(),
        Row::new(say.say("staff-state"), state),
        Row::new(say.say("staff-roles"), roles_words(say, one)),
        Row::new(say.say("staff-unit"), &one.unit),
        Row::new(say.say("staff-made"), shown::when(say, one.made_at)),
        Row::new(say.say("staff-signed-in"), super::signed_in(say, one)),
        Row::new(say.say("staff-factor"), factor(say, one)),
    ];
    SummaryList::new(say, say.say("staff-how"), rows)
}

/// What a change says there was before, and after; one that the present already is is not put back.
fn change(say: &Say, names: &Names, one: &Standing, line: &Line) -> Change {
    let former = Former::told(&line.action, &line.detail);
    let (before, back) = match &former {
        None => (None, false),
        Some(Former::Unit(unit)) => (Some(unit.clone()), *unit != one.unit),
        Some(Former::Roles(roles)) => {
            let same: BTreeSet<&str> = roles.iter().map(|role| role.code()).collect();
            let now: BTreeSet<&str> = one.roles.iter().map(|role| role.code()).collect();
            let words = roles.iter().map(|role| role_words(say, *role));
            let words: Vec<String> = words.collect();
            (Some(words.join(", ")), same != now)
        }
    };
    Change {
        id: line.id.to_string(),
        what: shown::action(say, &line.action),
        when: shown::when(say, line.at),
        who: shown::actor(say, names, line),
        why: line.reason.clone(),
        after: after(say, &line.detail),
        before,
        back,
    }
}

/// The roles and the unit that a change gave.
fn after(say: &Say, detail: &str) -> Option<String> {
    let told: serde_json::Value = serde_json::from_str(detail).ok()?;
    let roles = told.get("roles").and_then(|roles| roles.as_array());
    let roles = roles.into_iter().flatten().filter_map(|code| code.as_str());
    let words = roles.map(|code| match Role::from_code(code) {
        Some(role) => role_words(say, role),
        None => code.to_owned(),
    });
    let unit = told.get("unit").and_then(|unit| unit.as_str());
    let parts: Vec<String> = words.chain(unit.map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
