//! Takes out what is on the screen of a series, as a table or as a graph: the same filter, the same
//! rights row by row, a reason that the journal keeps with it.

use super::evidence_table;
use super::looked::Looked;
use super::series::{opened, readable};
use crate::quality;
use crate::rights::{self, Sight};
use crate::survey;
use crate::survey::export::{self, Reach};
use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_domain::journal::Deed;
use faisceau_domain::quality::Link;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Characters of a reason: enough to name a case, short enough to be read in a journal.
const REASON_MIN: usize = 4;
const REASON_MAX: usize = 300;

/// What the form sends: the filter of the page, the format, the reason.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    format: String,
    #[serde(default)]
    raison: String,
    #[serde(default)]
    genre: String,
    #[serde(default)]
    du: String,
    #[serde(default)]
    au: String,
    #[serde(default)]
    perte: String,
    #[serde(default)]
    dep: String,
}

impl Sent {
    fn looked(&self) -> Looked {
        Looked {
            genre: self.genre.clone(),
            du: self.du.clone(),
            au: self.au.clone(),
            perte: self.perte.clone(),
            dep: self.dep.clone(),
            ..Looked::default()
        }
    }
}

/// How it is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    GraphMl,
}

impl Format {
    fn of(word: &str) -> Option<Format> {
        match word {
            "csv" => Some(Format::Csv),
            "graphml" => Some(Format::GraphMl),
            _ => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::GraphMl => "graphml",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::GraphMl => "application/graphml+xml",
        }
    }
}

/// The file.
pub(super) async fn take(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let say = visit.say();
    let format = Format::of(&sent.format).ok_or_else(Failure::bad_request)?;
    let reason = sent.raison.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        let said = say.say("series-page-export-reason-error");
        return Err(Failure::unprocessable().saying(said));
    }
    let looked = sent.looked();
    let (filter, wrong) = looked.filter();
    if !wrong.is_empty() {
        return Err(Failure::unprocessable().saying(say.say("series-page-export-filter-error")));
    }
    let cx = signed.cx.clone().because(reason);
    let mut tx = front.world.db.write().await?;
    let (series, resource) = opened(&front, &signed, &mut tx, id).await?;
    if !rights::allowed(&front, &signed, Action::SeriesExport, &resource) {
        return Err(Failure::forbidden());
    }
    let mut sight = Sight::of(&front, &signed);
    let (survey, _) = survey::whole(&mut tx, id, &filter).await?;
    if survey.count.is_awaited() {
        return Err(Failure::conflict().saying(say.say("counted-awaited-file")));
    }
    let values = evidence_table::seen(&say, &mut tx, &mut sight, &survey.values).await?;
    let links: Vec<Option<Link>> = values.iter().map(|value| value.link.clone()).collect();
    let shown: Vec<String> = values.into_iter().map(|value| value.text).collect();
    let together = quality::together(&mut tx, series.changed_at).await?;
    let readable = readable(&mut sight, &mut tx, &survey).await?;
    let (taken, left) = (readable.len(), survey.facts.len() - readable.len());
    let (ending, cut) = (format.ending(), survey.cut);
    let detail =
        format!("{{\"format\":\"{ending}\",\"shown\":{taken},\"left\":{left},\"cut\":{cut}}}");
    let (deed, subject) = (Deed::SeriesExported, Some(id));
    cx.journal(&mut tx, deed, "series", subject, &detail)
        .await?;
    tx.commit().await?;
    let reach = Reach {
        readable: &readable,
        shown: &shown,
        links: &links,
        together: &together,
        of: series.size,
    };
    let bytes =
        match format {
            Format::GraphMl => Bytes::from(export::graphml(&survey, &reach)),
            Format::Csv => Bytes::from(export::csv(&survey, &reach).map_err(|error| {
                Failure::fault(&Fault::new(format!("writing a table: {error}")))
            })?),
        };
    Ok(file(&series.reference, format, bytes))
}

/// The file to keep, never shown in place.
fn file(reference: &str, format: Format, bytes: Bytes) -> Response {
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let name: String = reference.chars().filter(plain).collect();
    let name = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, bytes).into_response()
}
