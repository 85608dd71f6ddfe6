//! The pages of series and identifiers. Each asks the policies, row by row, and writes in the
//! journal that it was read, for which purpose. They hold no rule.

mod compare;
pub(crate) mod decide;
pub(crate) mod decided;
pub(crate) mod decisions;
pub(crate) mod evidence_table;
mod explanation;
mod explanation_shown;
mod export;
mod figures_part;
mod file;
mod filling;
mod filter_bar;
mod force;
mod gesture;
mod graph_part;
pub(crate) mod id;
pub(crate) mod looked;
mod noise;
mod parameters;
mod pictures;
pub(crate) mod pivot;
pub(crate) mod proposals;
pub(crate) mod quality;
pub(crate) mod query;
pub(crate) mod series;
pub(crate) mod series_list;
mod slips;
mod split;
mod texts_part;
mod view;

use askama::Template;
use axum::response::Html;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Answers, Audience, Failure, Front, NavEntry, Route, Routes};
use std::sync::Arc;

/// The routes of series.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let series = Audience::Staff(Action::SeriesRead);
    let identifiers = Audience::Staff(Action::IdentifierRead);
    let parameters_read = Audience::Staff(Action::ParametersRead);
    Routes::new("series")
        .with(Route::get("/series", series), series_list::page)
        .with(Route::post("/series", series), series_list::filter)
        .with(Route::get("/series/compare", series), compare::page)
        .with(Route::get("/series/{id}", series), series::page)
        .with(Route::get("/series/{id}/vue", series), view::page)
        .with(Route::get("/series/{id}/images", series), pictures::page)
        .with(
            Route::get("/series/{id}/members/{complaint}", series),
            explanation::member,
        )
        .with(Route::get("/series/{id}/pair", series), explanation::pair)
        .with(Route::get("/series/{id}/mission", series), force::page)
        .with(
            Route::post(
                "/series/{id}/mission",
                Audience::Staff(Action::SeriesAssign),
            )
            .answering(Answers::Html)
            .sensitive(),
            force::gesture,
        )
        .and(taken_out_routes())
        .with(Route::get("/pivots/{id}", identifiers), pivot::page)
        .and(decisions_routes())
        .with(Route::get("/linkage", parameters_read), parameters::list)
        .with(
            Route::post(
                "/linkage/estimer",
                Audience::Staff(Action::ParametersDecide),
            ),
            parameters::estimate,
        )
        .with(
            Route::get("/linkage/{id}", parameters_read),
            parameters::one,
        )
        .with(
            Route::post("/linkage/{id}", Audience::Staff(Action::ParametersDecide)),
            parameters::decide,
        )
        .with_nav(NavEntry {
            order: 35,
            href: "/linkage",
            key: "linking-nav",
            needs: Action::ParametersRead,
        })
        .with_nav(NavEntry {
            order: 30,
            href: "/series",
            key: "series-nav",
            needs: Action::SeriesRead,
        })
}

/// What leaves with a series: asked of who was proven lately to be who they say.
fn taken_out_routes() -> Routes<Arc<Front>> {
    let export = Audience::Staff(Action::SeriesExport);
    Routes::new("series")
        .with(
            Route::post("/series/{id}/export", Audience::Staff(Action::SeriesExport))
                .answering(Answers::File)
                .sensitive(),
            export::take,
        )
        .with(
            Route::get("/series/{id}/file", export).sensitive(),
            file::page,
        )
        .with(
            Route::post("/series/{id}/file", export).sensitive(),
            file::ask,
        )
        .with(
            Route::get("/series/{id}/file/{file}", export)
                .answering(Answers::File)
                .sensitive(),
            file::download,
        )
}

/// The routes of what people decide on links.
fn decisions_routes() -> Routes<Arc<Front>> {
    let series = Audience::Staff(Action::SeriesRead);
    let reads = Audience::Staff(Action::DecisionRead);
    let decides = Audience::Staff(Action::SeriesDecide);
    let judges = Audience::Staff(Action::IdentifierJudge);
    let proposes = Audience::Staff(Action::SeriesPropose);
    Routes::new("series")
        .with(Route::get("/series/proposals", proposes), proposals::page)
        .with(
            Route::post("/series/proposals", decides),
            proposals::answered,
        )
        .with(Route::get("/decisions", reads), decided::all)
        .with(Route::get("/decisions/{id}", reads), decided::one)
        .with(Route::get("/decisions/lot/{id}", reads), decided::batch)
        .with(
            Route::get("/series/{id}/decisions", series),
            decided::of_series,
        )
        .with(
            Route::post("/series/{id}/confirmer", decides),
            decide::confirm_series,
        )
        .with(
            Route::post("/series/{id}/reunir", decides),
            decide::merge_series,
        )
        .with(Route::get("/series/{id}/partager", decides), split::page)
        .with(Route::post("/series/{id}/partager", decides), split::choose)
        .with(
            Route::post("/pivots/{id}/emploi", judges),
            decide::mark_value,
        )
        .with(Route::post("/pivots/{id}/qualite", judges), quality::tell)
        .with(
            Route::post("/decisions/{id}/retirer", decides),
            decide::undo,
        )
        .with(
            Route::post("/decisions/lot/{id}/retirer", decides),
            decide::undo_batch,
        )
        .with_nav(NavEntry {
            order: 32,
            href: "/series/proposals",
            key: "decisions-nav-proposals",
            needs: Action::SeriesPropose,
        })
        .with_nav(NavEntry {
            order: 35,
            href: "/decisions",
            key: "decisions-nav",
            needs: Action::DecisionRead,
        })
}

/// A page written out.
fn written(page: &impl Template) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
