//! The way back when the code is lost: what only its holder knows is typed, a new code is shown whatever it
//! is, and what came by e-mail confirms it. What cannot be found again is said first.

use crate::pages::shown::{Pairs, first, shown_as};
use crate::recover::{self, Said};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_domain::reference::Reference;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{
    Asked, Button, DateField, DateParts, ErrorSummary, FieldError, Kind, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Visit};
use jiff::civil::Date;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "space/lost.html")]
struct Lost {
    f: Frame,
    errors: ErrorSummary,
    reference: TextField,
    birth_name: TextField,
    first_names: TextField,
    born_on: DateField,
    email: TextField,
    send: Button,
}

#[derive(Template)]
#[template(path = "space/new_code.html")]
struct NewCode {
    f: Frame,
    code: String,
}

#[derive(Template)]
#[template(path = "space/confirm.html")]
struct Confirm {
    f: Frame,
    errors: ErrorSummary,
    code: TextField,
    send: Button,
}

/// Longest text taken of a field: more is nobody's name.
const CHARACTERS_MAX: usize = 300;

/// What was typed.
#[derive(Default)]
struct Typed {
    reference: String,
    birth_name: String,
    first_names: String,
    born_on: DateParts,
    email: String,
}

impl Typed {
    fn of(pairs: &[(String, String)]) -> Typed {
        let text = |name: &str| first(pairs, name).chars().take(CHARACTERS_MAX).collect();
        Typed {
            reference: text("reference"),
            birth_name: text("birth_name"),
            first_names: text("first_names"),
            born_on: DateParts {
                day: text("born_on.day"),
                month: text("born_on.month"),
                year: text("born_on.year"),
            },
            email: text("email"),
        }
    }

    /// What it says, or the fields that say nothing.
    fn read(&self) -> Result<Said, Vec<&'static str>> {
        let reference = Reference::parse(&self.reference);
        let born_on = self.day();
        let mut wrong = Vec::new();
        for (name, is_wrong) in [
            ("reference", reference.is_none()),
            ("birth_name", self.birth_name.is_empty()),
            ("first_names", self.first_names.is_empty()),
            ("born_on", born_on.is_none()),
            ("email", !self.email.contains('@')),
        ] {
            if is_wrong {
                wrong.push(name);
            }
        }
        match (reference, born_on) {
            (Some(reference), Some(born_on)) if wrong.is_empty() => Ok(Said {
                reference,
                birth_name: self.birth_name.clone(),
                first_names: self.first_names.clone(),
                born_on,
                email: self.email.clone(),
            }),
            _ => Err(wrong),
        }
    }

    fn day(&self) -> Option<Date> {
        let DateParts { day, month, year } = &self.born_on;
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        Date::new(year, month, day.parse().ok()?).ok()
    }
}

/// Where the answers are typed.
pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    show(&visit, &Typed::default(), &[])
}

fn show(visit: &Visit, typed: &Typed, wrong: &[&'static str]) -> Result<Response, Failure> {
    let say = visit.say();
    let key = |name: &str| name.replace('_', "-");
    let asked = |name: &'static str| {
        let error = wrong.contains(&name);
        let error = error.then(|| say.say(&format!("after-lost-{}-wrong", key(name))));
        Asked::new(&say, name, say.say(&format!("after-lost-{}", key(name)))).error(error)
    };
    let errors = wrong.iter().map(|name| FieldError {
        name: (*name).to_owned(),
        message: say.say(&format!("after-lost-{}-wrong", key(name))),
    });
    let text = |name: &'static str, kind, value: &str| TextField::new(asked(name), kind, value);
    let page = Lost {
        f: visit
            .frame(say.say("after-lost"))
            .back_to("/suivi")
            .with_errors(!wrong.is_empty()),
        errors: ErrorSummary::new(&say, errors.collect()),
        reference: text("reference", Kind::Code, &typed.reference),
        birth_name: text("birth_name", Kind::Text, &typed.birth_name),
        first_names: text("first_names", Kind::Text, &typed.first_names),
        born_on: DateField::new(&say, asked("born_on"), typed.born_on.clone()),
        email: text("email", Kind::Email, &typed.email).own("email"),
        send: Button::primary(say.say("after-lost-send")),
    };
    shown_as(status(wrong.is_empty()), &page)
}

fn status(good: bool) -> StatusCode {
    match good {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Shows a new code, whatever was typed.
pub(super) async fn ask(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let typed = Typed::of(&pairs);
    let said = match typed.read() {
        Ok(said) => said,
        Err(wrong) => return show(&visit, &typed, &wrong),
    };
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let code = recover::ask(&cx, &said).await?;
    let page = NewCode {
        f: visit.frame(visit.say().say("after-new-code")),
        code: code.grouped(),
    };
    shown_as(StatusCode::OK, &page)
}

/// Where what came by e-mail is typed.
pub(super) async fn confirm_page(visit: Visit) -> Result<Response, Failure> {
    show_confirm(&visit, "", true)
}

fn show_confirm(visit: &Visit, typed: &str, good: bool) -> Result<Response, Failure> {
    let say = visit.say();
    let wrong = (!good).then(|| say.say("after-confirm-wrong"));
    let asked = Asked::new(&say, "code", say.say("after-confirm-code"))
        .hint(say.say("after-confirm-hint"))
        .error(wrong.clone());
    let errors = wrong.map(|message| FieldError {
        name: "code".to_owned(),
        message,
    });
    let page = Confirm {
        f: visit
            .frame(say.say("after-confirm"))
            .back_to("/suivi")
            .with_errors(!good),
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        code: TextField::new(asked, Kind::Code, typed),
        send: Button::primary(say.say("after-confirm-send")),
    };
    shown_as(status(good), &page)
}

/// The new code opens the space from now on.
pub(super) async fn confirm(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let typed: String = first(&pairs, "code").chars().take(64).collect();
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let confirmed = match Code::parse(CodeKind::Verification, &typed) {
        Ok(code) => recover::confirm(&cx, &code).await?,
        Err(_) => false,
    };
    if confirmed {
        return Ok(Redirect::to("/suivi").into_response());
    }
    show_confirm(&visit, &typed, false)
}
