//! What is declared before anything is sent, with what is wrong: the same on the page of a filing, at the
//! counter, on that of a correction and on that of a report made a complaint. Files nothing.

use super::field::{Look, Sheet};
use crate::file;
use axum::http::StatusCode;
use faisceau_documents::Say;
use faisceau_domain::form::{self, FieldError, Journey, Pack, Posted};
use faisceau_platform::web::{Failure, Markup, parts};

/// The two buttons of a filing, as an input.
pub(crate) const BUTTONS: &str = "nature";
/// What is declared, as an input.
pub(crate) const TRUTH: &str = "declare.truth";

/// What is wrong with what was sent.
#[derive(Default)]
pub(crate) struct Wrong {
    pub(crate) posted: Posted,
    pub(crate) errors: Vec<FieldError>,
    /// The key of what is told of the whole.
    pub(crate) told: Option<String>,
}

impl Wrong {
    /// Nothing of the page itself: the key of what is told of the whole.
    pub(crate) fn whole(posted: Posted, key: impl Into<String>) -> Wrong {
        Wrong {
            posted,
            told: Some(key.into()),
            ..Wrong::default()
        }
    }
}

impl From<form::Refused> for Wrong {
    fn from(refused: form::Refused) -> Wrong {
        Wrong {
            posted: refused.posted,
            errors: refused.errors,
            told: None,
        }
    }
}

/// The fields, the errors told above them, and the status of the page.
pub(crate) struct Declared {
    pub(crate) fields: Vec<Markup>,
    pub(crate) told: Vec<parts::FieldError>,
    pub(crate) status: StatusCode,
}

impl Declared {
    /// What these answers declare; what is told of the whole leads to the input `below`.
    pub(crate) fn of(
        say: &Say,
        pack: &Pack,
        journey: &Journey<'_>,
        wrong: &Wrong,
        below: &str,
    ) -> Result<Declared, Failure> {
        let sheet = Sheet {
            say,
            pack,
            posted: &wrong.posted,
            errors: &wrong.errors,
            look: Look::Several,
            files: &[],
            limits: "",
            files_wrong: &[],
        };
        let asked = file::declaration(journey).map_or(&[][..], |page| &page.asked);
        let mut told = sheet.told(asked);
        told.extend(wrong.told.as_ref().map(|key| parts::FieldError {
            name: below.to_owned(),
            message: say.say(key),
        }));
        let status = if told.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let fields = asked.iter().map(|asked| sheet.question(asked));
        Ok(Declared {
            fields: fields.collect::<Result<_, _>>()?,
            told,
            status,
        })
    }
}
