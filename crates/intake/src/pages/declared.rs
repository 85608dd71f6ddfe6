//! What a correction asks to be declared anew, with what is wrong: the same on the page of a correction and
//! on that of a report made a complaint.

use crate::file;
use crate::pages::field::{Look, Sheet};
use axum::http::StatusCode;
use faisceau_documents::Say;
use faisceau_domain::form::{FieldError, Journey, Pack, Posted};
use faisceau_platform::web::{Failure, Markup, parts};

/// What is wrong with what was sent.
#[derive(Default)]
pub(super) struct Wrong {
    pub(super) posted: Posted,
    pub(super) errors: Vec<FieldError>,
    /// The key of what is told of the whole.
    pub(super) told: Option<&'static str>,
}

/// The fields, the errors told above them, and the status of the page.
pub(super) struct Declared {
    pub(super) fields: Vec<Markup>,
    pub(super) told: Vec<parts::FieldError>,
    pub(super) status: StatusCode,
}

impl Declared {
    pub(super) fn of(
        say: &Say,
        pack: &Pack,
        journey: &Journey<'_>,
        wrong: &Wrong,
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
        told.extend(wrong.told.map(|key| parts::FieldError {
            name: "declare.truth".to_owned(),
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
