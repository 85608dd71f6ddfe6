//! The interactive view of a series: a page apart that loads the drawing scripts, for who asks for it.
//! All that it shows stands on the page of the series, which needs no script. It reads nothing of the
//! complaints: what is drawn is asked of the JSON interface, under the same rights and journal.

use super::looked::Looked;
use super::series::{journal, opened};
use super::written;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "series/view.html")]
struct Page {
    f: Frame,
    title: String,
    /// The page that shows the same without a script.
    plain: String,
    source: String,
    hits: String,
}

/// The view.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(looked): Query<Looked>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let mut tx = front.world.db.write().await?;
    let (series, _) = opened(&front, &signed, &mut tx, id).await?;
    journal(&signed.cx, &mut tx, id, 0).await?;
    tx.commit().await?;
    let say = visit.say();
    let title = say.with("richer-view-title", &[("reference", &series.reference)]);
    let plain = looked.href(id, &[], "#graphe");
    written(&Page {
        f: front
            .staff_frame(&visit, &signed, title.clone())
            .back_to(plain.clone()),
        title,
        plain,
        source: looked.source(id),
        hits: say.with("richer-view-hits", &[("n", "{n}")]),
    })
}
