//! The form that makes an account. Its first password is chosen by who makes it, said to its person by another way, and changed
//! by them. Holds no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_domain::access::Role;
use faisceau_platform::access::{Action, Kind as Thing, Resource};
use faisceau_platform::accounts::{self, NewAccount, NotAdded};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Button, Choice, Choices, ErrorSummary, Kind, TextArea, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, role_words};

use super::{MAKE, PAGE, Wrong, asked, first, several, summary, written};
use crate::pages::word;
use crate::shown::Names;

#[derive(Template)]
#[template(path = "staff_make.html")]
struct MakePage {
    f: Frame,
    errors: ErrorSummary,
    at: &'static str,
    name: TextField,
    login: TextField,
    roles: Choices,
    unit: TextField,
    password: TextField,
    reason: TextArea,
    make: Button,
}

type Sent = Vec<(String, String)>;

pub(super) async fn form(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&laid_out(&front, &visit, &signed, (&Vec::new(), None)).await?)
}

pub(super) async fn make(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let whole = Resource::new(Thing::Account, "new");
    front.allow(&signed, Action::UserManage, &whole)?;
    let say = visit.say();
    let wrong = match read(&sent) {
        Err(field) => (field, say.say(&format!("staff-refused-{field}"))),
        Ok(new) => {
            let cx = signed.cx.clone().because(first(&sent, "motif"));
            match accounts::add(&cx, new).await {
                Ok(id) => return Ok(Redirect::to(&format!("{PAGE}/{id}")).into_response()),
                Err(Error::Fault(cause)) => return Err(Failure::fault(&cause)),
                Err(Error::Refused(why)) => (
                    field_of(&why),
                    say.say(&format!("staff-refused-{}", why.code())),
                ),
            }
        }
    };
    let page = laid_out(&front, &visit, &signed, (&sent, Some(wrong))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response())
}

/// What is typed, or the field that is empty.
fn read(sent: &Sent) -> Result<NewAccount, &'static str> {
    for field in ["nom", "unite", "motif"] {
        if word(Some(first(sent, field))).is_none() {
            return Err(field);
        }
    }
    Ok(NewAccount {
        login: first(sent, "login").to_owned(),
        display_name: word(Some(first(sent, "nom"))).unwrap_or_default(),
        unit: word(Some(first(sent, "unite"))).unwrap_or_default(),
        roles: several(sent, "role").filter_map(Role::from_code).collect(),
        password: first(sent, "password").to_owned(),
    })
}

fn field_of(why: &NotAdded) -> &'static str {
    match why {
        NotAdded::LoginTaken | NotAdded::LoginMalformed => "login",
        NotAdded::PasswordLength | NotAdded::PasswordWeak => "password",
        NotAdded::NoRole => "role",
    }
}

async fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    (sent, wrong): (&Sent, Wrong),
) -> Result<MakePage, Failure> {
    let say = visit.say();
    let mut tx = signed.cx.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    tx.rollback().await?;
    let ticked: Vec<&str> = several(sent, "role").collect();
    let roles = Role::ALL.iter().map(|role| {
        Choice::new(role.code(), role_words(&say, *role)).chosen(ticked.contains(&role.code()))
    });
    let field = |name: &str, key: &str| {
        TextField::new(
            asked(&say, name, key, &wrong),
            Kind::Text,
            first(sent, name),
        )
    };
    let password = asked(&say, "password", "staff-password", &wrong);
    let reason = asked(&say, "motif", "staff-reason", &wrong);
    Ok(MakePage {
        errors: summary(&say, &wrong),
        at: MAKE,
        name: field("nom", "staff-name"),
        login: field("login", "staff-login"),
        roles: Choices::any(
            &say,
            asked(&say, "role", "staff-roles", &wrong),
            roles.collect(),
        ),
        unit: field("unite", "staff-unit").suggesting(super::one::units(&names)),
        password: TextField::new(
            password.hint(say.say("staff-password-hint")),
            Kind::Password,
            "",
        )
        .own("new-password"),
        reason: TextArea::new(reason, first(sent, "motif")),
        make: Button::primary(say.say("staff-make")),
        f: front
            .staff_frame(visit, signed, say.say("staff-make-title"))
            .with_errors(wrong.is_some())
            .back_to(PAGE),
    })
}
