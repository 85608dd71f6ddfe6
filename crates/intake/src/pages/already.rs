//! "You filed these facts already?": who fills in a questionnaire gives the reference and the code of
//! a complaint filed before, and may complete that one, or go on. Never blocks, and tells nothing to
//! who does not hold the code.

use super::hold::Held;
use super::shown::{Pairs, first, shown_as};
use crate::follow::Tried;
use crate::space::worded;
use crate::twice::{self, SaidSame};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use faisceau_documents::words::Say;
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Kind, Notice, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "intake/already.html")]
struct Already {
    f: Frame,
    code: String,
    errors: ErrorSummary,
    known: Option<Notice>,
    reference: TextField,
    follow_up: TextField,
    look: Button,
}

/// What was typed, and the keys of what is wrong with it.
#[derive(Default)]
struct Wrong {
    reference: String,
    reference_key: Option<&'static str>,
    code_key: Option<&'static str>,
}

/// The form, and what was proved before.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let mut tx = held.cx.world.db.read().await?;
    let known = twice::said_same(&held.cx, &mut tx, &held.draft).await?;
    tx.rollback().await?;
    // What an officer recognised is not told to who did not prove it.
    let known = known.filter(|known| known.by.is_none());
    show(&held, known, &Wrong::default())
}

/// Takes reference and code; says the same of a wrong one and of a wrong other.
pub(super) async fn look(
    State(front): State<Arc<Front>>,
    held: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let typed = first(&pairs, "reference").trim().to_owned();
    let tried = match Tried::read(&typed, first(&pairs, "code")) {
        Ok(tried) => tried,
        Err(misshapen) => {
            let wrong = Wrong {
                reference_key: misshapen.reference.then_some("space-reference-malformed"),
                code_key: misshapen.code.then_some("space-code-malformed"),
                reference: typed,
            };
            return show(&held, None, &wrong);
        }
    };
    let standing = front.tries.take(tried.reference(), held.visit.network);
    match twice::say_same(&held.cx, &held.draft, &tried, standing).await? {
        Some(known) => show(&held, Some(known), &Wrong::default()),
        None => {
            let wrong = Wrong {
                reference: typed,
                code_key: Some("space-opens-nothing"),
                ..Wrong::default()
            };
            show(&held, None, &wrong)
        }
    }
}

fn show(held: &Held, known: Option<SaidSame>, wrong: &Wrong) -> Result<Response, Failure> {
    let say = held.visit.say();
    let errors: Vec<FieldError> = [("reference", wrong.reference_key), ("code", wrong.code_key)]
        .into_iter()
        .filter_map(|(name, key)| {
            Some(FieldError {
                name: name.to_owned(),
                message: say.say(key?),
            })
        })
        .collect();
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let asked = |name: &str, key: Option<&str>| {
        Asked::new(&say, name, say.say(&format!("space-{name}")))
            .hint(say.say(&format!("space-{name}-hint")))
            .error(key.map(|key| say.say(key)))
    };
    let page = Already {
        f: held
            .frame(say.say("twice-ask-title"))
            .back_to("/plainte/verifier")
            .with_errors(!errors.is_empty()),
        code: held.code(),
        errors: ErrorSummary::new(&say, errors),
        known: known.map(|known| told(&say, &known)),
        reference: TextField::new(
            asked("reference", wrong.reference_key),
            Kind::Code,
            wrong.reference.clone(),
        ),
        follow_up: TextField::new(asked("code", wrong.code_key), Kind::Code, ""),
        look: Button::secondary(say.say("twice-ask-look")),
    };
    shown_as(status, &page)
}

/// What the holder of both codes is told.
fn told(say: &Say, known: &SaidSame) -> Notice {
    let day = worded::day(say, known.complaint.filed_at);
    let reference = known.complaint.reference.as_str();
    let args = [("reference", reference), ("day", day.as_str())];
    let text = match known.alike {
        true => "twice-ask-same",
        false => "twice-ask-other",
    };
    Notice::new(
        Tone::Info,
        say.with("twice-ask-known", &args),
        say.say(text),
    )
    .live()
}
