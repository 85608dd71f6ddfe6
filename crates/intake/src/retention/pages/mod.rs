//! The pages of staff on how long things are kept: the clock, the holds and the erasures of a complaint, the list of
//! what is due, proposed and done, and certificates. They hold no rule, and decide by the policies alone.

mod certificate;
mod one;
mod register;
mod words;

use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{Answers, Audience, Front, NavEntry, Panel, Place, Route, Routes};
use std::sync::Arc;

/// On the page of a complaint: until when it is kept.
pub(crate) fn panel() -> Panel<Cx> {
    Panel {
        place: Place::Complaint,
        order: 90,
        name: "conservation",
        title_key: "retention-panel",
        permission: Some(Action::ErasureAsk),
        render: Arc::new(one::panel),
    }
}

/// The routes of these pages.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let of_one = "/dossier/{id}/conservation";
    let asks = Audience::Staff(Action::ErasureAsk);
    let reads = Audience::Staff(Action::ErasureRead);
    let signed = "/agent/effacements/{erasure}/certificat.json";
    let paper = "/agent/effacements/{erasure}/certificat.pdf";
    Routes::new("intake")
        .with(Route::get(of_one, asks), one::page)
        .with(Route::post(of_one, asks).sensitive(), one::act)
        .with(Route::get(register::PAGE, reads), register::page)
        .with(
            Route::get("/agent/effacements/{erasure}", reads),
            certificate::page,
        )
        .with(
            Route::get(signed, reads).answering(Answers::File),
            certificate::file,
        )
        .with(
            Route::get(paper, reads).answering(Answers::File),
            certificate::pdf,
        )
        .with_nav(NavEntry {
            order: 88,
            href: register::PAGE,
            key: "retention-register",
            needs: Action::ErasureRead,
        })
}
