//! Why a complaint is in its series, and why two complaints are together or not: two pages that
//! show the same sentences. How they are laid out is in `explanation_shown`; they hold no rule.

use super::explanation_shown::{Typed, page};
use super::written;
use crate::explain::{Question, explain, method};
use crate::rights::Sight;
use crate::store;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::web::{Failure, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Which two complaints.
#[derive(Debug, Deserialize)]
pub(super) struct Pair {
    /// A complaint of the series.
    #[serde(default)]
    a: String,
    /// Another complaint: its id, or its reference as typed.
    #[serde(default)]
    b: String,
}

/// Why a complaint is in its series.
pub(super) async fn member(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path((id, complaint)): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let question = Question::open(&front, &signed, parsed(&id)?, parsed(&complaint)?, None).await?;
    let said = explain(&front, &signed, &visit.say(), &question).await?;
    let note = method(&front, &visit.say()).await?;
    let frame = |title| front.staff_frame(&visit, &signed, title);
    written(&page(&visit, (frame, note), &question, Some(said), None)?)
}

/// Why two complaints are together, or not.
pub(super) async fn pair(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(pair): Query<Pair>,
) -> Result<Html<String>, Failure> {
    let one = parsed(&pair.a)?;
    let mut question = Question::open(&front, &signed, parsed(&id)?, one, None).await?;
    let typed = Typed::of(pair.b);
    let note = method(&front, &visit.say()).await?;
    let frame = |title| front.staff_frame(&visit, &signed, title);
    let wrong = match found(&front, &signed, typed.text()).await? {
        Some(other) if other == one => "explanation-pair-same",
        None => "explanation-pair-unknown",
        Some(other) => {
            question.other = Some(other);
            let said = explain(&front, &signed, &visit.say(), &question).await?;
            return written(&page(&visit, (frame, note), &question, Some(said), None)?);
        }
    };
    let wrong = typed.wrong(wrong);
    written(&page(&visit, (frame, note), &question, None, Some(wrong))?)
}

fn parsed(id: &str) -> Result<Uuid, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

/// The complaint of an id or of a reference; one that the reader may not open does not exist here.
async fn found(front: &Front, signed: &Signed, typed: &str) -> Result<Option<Uuid>, Failure> {
    let mut tx = front.world.db.read().await?;
    let id = match typed.parse::<Uuid>() {
        Ok(id) => Some(id),
        Err(_) => {
            let reference = typed.to_uppercase();
            let row = tx
                .optional_over_units(&store::BY_REFERENCE, binds![reference])
                .await?;
            row.map(|row| row.get("id")).transpose()?
        }
    };
    let mut sight = Sight::of(front, signed);
    sight.learn(&mut tx, id).await?;
    Ok(id.filter(|id| sight.may(Action::ComplaintRead, *id)))
}
