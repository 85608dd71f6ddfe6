//! What the pages of one's own account share: a page written, a form again with its error, who is signed in. Holds no rule.

use super::Staff;
use crate::fault::Fault;
use crate::web::parts::{Asked, ErrorSummary, FieldError, Kind, TextField};
use crate::web::{Failure, Signed};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::words::Say;

pub(super) fn written(page: &impl Template) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

/// The page again, with its error.
pub(super) fn refused(page: &impl Template) -> Result<Response, Failure> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, written(page)?).into_response())
}

pub(super) fn staff_of(signed: &Signed) -> Result<&Staff, Failure> {
    let none = || {
        Failure::fault(&Fault::new(
            "a session of staff without its member of staff",
        ))
    };
    signed.cx.staff.as_ref().ok_or_else(none)
}

/// The field in error, and the key of what is wrong.
pub(super) type Wrong<'a> = Option<(&'a str, &'a str)>;

pub(super) fn summary_of(say: &Say, wrong: Wrong) -> ErrorSummary {
    let told = wrong.map(|(name, key)| FieldError {
        name: name.to_owned(),
        message: say.say(key),
    });
    ErrorSummary::new(say, told.into_iter().collect())
}

/// A field with its error, when it is the one in error.
pub(super) fn asked(say: &Say, name: &str, key: &str, wrong: Wrong) -> Asked {
    let told = wrong.filter(|(field, _)| *field == name);
    Asked::new(say, name, say.say(key)).error(told.map(|(_, key)| say.say(key)))
}

pub(super) fn code_field(say: &Say, key: &str, wrong: Wrong) -> TextField {
    TextField::new(asked(say, "otp", key, wrong), Kind::Text, "").own("one-time-code")
}

/// The present password, asked for before something that a session left open must not do.
pub(super) fn password_field(say: &Say, wrong: Wrong) -> TextField {
    let asked = asked(say, "password", "accounts-password", wrong);
    TextField::new(asked, Kind::Password, "").own("current-password")
}
