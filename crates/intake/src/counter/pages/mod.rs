//! The pages of the counter, under `/guichet`: the same questions as online, held by an officer. Pages
//! read forms and show what operations answer; they hold no rule.

mod already;
mod beside;
mod block;
mod file;
mod filing;
mod hold;
mod home;
mod paper;
mod presence;
mod reading;
mod slip;
mod telephone;

use faisceau_platform::access::Action;
use faisceau_platform::web::{Answers, Audience, Front, NavEntry, Rate, Route, Routes};
use std::sync::Arc;

/// The routes of the counter.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let takes = Audience::Staff(Action::ComplaintFile);
    let get = |path| Route::get(path, takes);
    let post = |path| Route::post(path, takes);
    Routes::new("intake")
        .with(get("/guichet"), home::page)
        .with(post("/guichet"), home::open)
        .with(post("/guichet/code").counted_as(Rate::Codes), home::brought)
        .with(get("/guichet/formulaire"), paper::page)
        .with(post("/guichet/formulaire").taking_files(), paper::open)
        .with(get("/guichet/{id}"), file::page)
        .with(get("/guichet/{id}/bloc/{slug}"), block::page)
        .with(post("/guichet/{id}/bloc/{slug}"), block::answered)
        .with(
            post("/guichet/{id}/bloc/{slug}/pieces").taking_files(),
            block::with_files,
        )
        .with(
            post("/guichet/{id}/bloc/{slug}/garder").answering(Answers::Text),
            block::kept,
        )
        .with(post("/guichet/{id}/passer"), file::hand_over)
        .with(post("/guichet/{id}/prendre"), home::take_over)
        .with(post("/guichet/{id}/fermer"), file::close)
        .with(get("/guichet/{id}/deja"), already::page)
        .with(
            post("/guichet/{id}/deja").counted_as(Rate::Codes),
            already::gesture,
        )
        .with(get("/guichet/{id}/telephone"), telephone::page)
        .with(post("/guichet/{id}/telephone"), telephone::gesture)
        .with(get("/guichet/{id}/presence"), presence::page)
        .with(post("/guichet/{id}/presence"), presence::note)
        .with(get("/guichet/{id}/lecture"), reading::page)
        .with(post("/guichet/{id}/lecture"), reading::heard)
        .with(get("/guichet/{id}/deposer"), filing::page)
        .with(
            post("/guichet/{id}/deposer").counted_as(Rate::Filing),
            filing::file,
        )
        .with(get("/guichet/depose/{id}"), slip::page)
        .with(post("/guichet/depose/{id}"), slip::given)
        .with_nav(NavEntry {
            order: 15,
            href: "/guichet",
            key: "counter-nav",
            needs: Action::ComplaintFile,
        })
}
