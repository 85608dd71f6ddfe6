//! The pages of series and identifiers. Each asks the policies, row by row, and writes in the
//! journal that it was read, for which purpose. They hold no rule.

mod explanation;
mod explanation_shown;
mod filling;
pub(crate) mod pivot;
pub(crate) mod query;
pub(crate) mod series;
pub(crate) mod series_list;

use askama::Template;
use axum::response::Html;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Audience, Failure, Front, NavEntry, Route, Routes};
use std::sync::Arc;

/// The routes of series.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let series = Audience::Staff(Action::SeriesRead);
    let identifiers = Audience::Staff(Action::IdentifierRead);
    Routes::new("series")
        .with(Route::get("/series", series), series_list::page)
        .with(Route::post("/series", series), series_list::filter)
        .with(Route::get("/series/{id}", series), series::page)
        .with(
            Route::get("/series/{id}/members/{complaint}", series),
            explanation::member,
        )
        .with(Route::get("/series/{id}/pair", series), explanation::pair)
        .with(Route::get("/pivots/{id}", identifiers), pivot::page)
        .with_nav(NavEntry {
            order: 30,
            href: "/series",
            key: "series-nav",
            needs: Action::SeriesRead,
        })
}

/// A page written out.
fn written(page: &impl Template) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
