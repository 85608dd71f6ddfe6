//! Every public page of a filing, from the home page to the receipt, rendered here and working
//! without a script. Pages read forms and show what operations answer; they hold no rule.

mod about;
mod already;
pub(crate) mod bank;
mod blank;
mod check;
mod choices;
mod composed;
pub(crate) mod contacts;
pub(crate) mod declare;
pub(crate) mod declared;
mod erase;
pub(crate) mod exhibits;
pub(crate) mod field;
pub(crate) mod hold;
mod home;
mod keep;
mod list;
pub(crate) mod names;
mod orient;
mod question;
mod receipt;
mod resume;
pub(crate) mod shown;
mod spoken;
mod take_away;
mod tasks;
pub(crate) mod telephone;
mod tree;
mod tus;
pub(crate) mod urgent;
mod verify;

use faisceau_platform::web::{Answers, Audience, Front, Rate, Route, Routes};
use std::sync::Arc;

/// The routes of the public pages.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    public().and(draft()).and(telephone::routes())
}

fn public() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Public);
    let post = |path| Route::post(path, Audience::Public);
    Routes::new("intake")
        .with(get("/"), home::home)
        .with(get("/danger"), home::danger)
        .with(get("/numeros"), home::numbers)
        .with(get("/orientation"), tree::page)
        .with(post("/orientation"), tree::begin)
        .with(get("/orientation/q/{question}"), tree::question)
        .with(post("/orientation/q/{question}"), tree::answered)
        .with(get("/orientation/aide/{question}"), tree::help)
        .with(get("/orientation/resultat"), tree::result)
        .with(get("/orientation/liste"), list::page)
        .with(post("/orientation/liste"), list::choose)
        .with(get("/orientation/recherche"), list::search)
        .with(post("/orientation/recherche"), list::find)
        .with(get("/information-prealable/{type}"), orient::before)
        .with(post("/plainte/commencer"), orient::start)
        .with(get("/reprendre"), resume::page)
        .with(
            post("/reprendre").counted_as(Rate::Codes),
            resume::take_up_again,
        )
        .with(get("/verify").counted_as(Rate::Codes), verify::page)
        .with(post("/verify").counted_as(Rate::Codes), verify::typed)
        .with(get("/accessibilite"), about::accessibility)
        .with(get("/donnees-personnelles"), about::data)
        .with(get("/mentions"), about::mentions)
        .with(get("/plan-du-site"), about::map)
        .with(get("/aide"), about::help)
        .with(get("/formulaires"), blank::list)
        .with(get("/formulaires/{type}"), blank::of_type)
        .with(
            get("/formulaires/{type}/{file}").answering(Answers::File),
            blank::file,
        )
}

fn draft() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Draft);
    let post = |path| Route::post(path, Audience::Draft);
    Routes::new("intake")
        .with(get("/urgent"), urgent::page)
        .with(post("/urgent"), urgent::seen)
        .with(get("/plainte/taches"), tasks::page)
        .with(get("/plainte/q/{slug}"), question::page)
        .with(post("/plainte/q/{slug}"), question::answered)
        .with(
            post("/plainte/q/{slug}/garder").answering(Answers::Text),
            keep::kept,
        )
        .with(get("/plainte/pieces"), exhibits::page)
        .with(post("/plainte/pieces").taking_files(), exhibits::received)
        .and(uploads())
        .with(get("/plainte/verifier"), check::page)
        .with(get("/plainte/banque"), bank::page)
        .with(
            get("/plainte/banque/{place}").answering(Answers::File),
            bank::file,
        )
        .with(get("/plainte/deja"), already::page)
        .with(post("/plainte/deja").counted_as(Rate::Codes), already::look)
        .with(get("/plainte/a-emporter"), take_away::page)
        .with(get("/plainte/declaration"), declare::page)
        .with(
            post("/plainte/declaration").counted_as(Rate::Filing),
            declare::file,
        )
        .with(get("/plainte/recu"), receipt::page)
        .with(post("/plainte/recu"), receipt::noted)
        .with(
            get("/plainte/recu.pdf").answering(Answers::File),
            receipt::pdf,
        )
        .with(get("/plainte/effacer"), erase::page)
        .with(post("/plainte/effacer"), erase::erase)
}

/// Files in parts, for the script of the pages that ask for files.
fn uploads() -> Routes<Arc<Front>> {
    let one = "/plainte/televersements/{id}";
    let draft = Audience::Draft;
    Routes::new("intake")
        .with(Route::options(tus::UPLOADS, Audience::Public), tus::options)
        .with(
            Route::post(tus::UPLOADS, draft)
                .answering(Answers::Text)
                .counted_as(Rate::Upload),
            tus::create,
        )
        .with(Route::get(one, draft).answering(Answers::Text), tus::head)
        .with(
            Route::patch(one, draft)
                .taking_files()
                .counted_as(Rate::Answer),
            tus::patch,
        )
        .with(
            Route::delete(one, draft).answering(Answers::Text),
            tus::delete,
        )
}
