//! Files of a telephone: the screen that shows a code, and the pages a telephone opens with it. A
//! telephone reads nothing of the draft; looking at the address of a code uses nothing up, only the
//! button does.

mod bring;
mod door;
mod hold;
mod screen;

pub(crate) use screen::{Screen, pressed};

use super::tus;
use faisceau_platform::web::{Answers, Audience, Front, Rate, Route, Routes};
use std::sync::Arc;

/// Where a telephone announces files.
const UPLOADS: &str = "/apporter/televersements";

/// The routes of the screen of who holds a draft, and of telephones.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let telephone = Audience::Telephone;
    let one = "/apporter/televersements/{id}";
    Routes::new("intake")
        .with(
            Route::get("/plainte/telephone", Audience::Draft),
            screen::page,
        )
        .with(
            Route::post("/plainte/telephone", Audience::Draft),
            screen::gesture,
        )
        .with(Route::get("/apporter", Audience::Public), door::page)
        .with(
            Route::post("/apporter", Audience::Public).counted_as(Rate::Codes),
            door::open,
        )
        .with(
            Route::get("/apporter/{code}", Audience::Public),
            door::scanned,
        )
        .with(Route::get("/apporter/fichiers", telephone), bring::page)
        .with(
            Route::post("/apporter/fichiers", telephone).taking_files(),
            bring::received,
        )
        .with(Route::post("/apporter/fin", telephone), bring::end)
        .with(Route::options(UPLOADS, Audience::Public), tus::options)
        .with(
            Route::post(UPLOADS, telephone)
                .answering(Answers::Text)
                .counted_as(Rate::Upload),
            bring::create,
        )
        .with(
            Route::get(one, telephone).answering(Answers::Text),
            bring::head,
        )
        .with(
            Route::patch(one, telephone)
                .taking_files()
                .counted_as(Rate::Answer),
            bring::patch,
        )
        .with(
            Route::delete(one, telephone).answering(Answers::Text),
            bring::delete,
        )
}
