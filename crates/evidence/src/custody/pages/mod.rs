//! The pages of custody: that of one exhibit, with its steps and the gestures its state allows; what waits for
//! who reads; incidents; guides for collecting evidence. They hold no rule.

pub(crate) mod form;
mod gestures;
mod guides;
mod incidents;
mod lab_part;
mod laboratory;
mod one;
mod received;
mod sheet;

use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::web::{Answers, Audience, Failure, Front, NavEntry, Route, Routes};
use std::sync::Arc;

use super::act::NotDone;
use super::incident::NotDecided;

/// Where hand-overs to who reads are listed.
pub(crate) const RECEIVED: &str = "/remises";
/// Where incidents are listed.
pub(crate) const INCIDENTS: &str = "/incidents";
/// Where the guides are.
const GUIDES: &str = "/guides";

/// What the navigation offers of custody.
const NAV: [(u16, &str, &str, Action); 4] = [
    (45, RECEIVED, "custody-nav-received", Action::CustodyReceive),
    (
        46,
        laboratory::EXPERTS,
        "custody-nav-experts",
        Action::CustodyReceive,
    ),
    (80, INCIDENTS, "custody-nav-incidents", Action::IncidentRead),
    (82, GUIDES, "custody-nav-guides", Action::PurposeDeclare),
];

/// The routes of custody.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ExhibitRead);
    let keeps = Audience::Staff(Action::CustodyKeep);
    let receives = Audience::Staff(Action::CustodyReceive);
    let routes = Routes::new("evidence")
        .with(Route::get("/piece/{piece}", reads), one::page)
        .with(Route::post("/piece/{piece}", keeps), gestures::make)
        .with(
            Route::post(
                "/piece/{piece}/detruire",
                Audience::Staff(Action::CustodyDestroy),
            )
            .sensitive(),
            gestures::destroy,
        )
        .with(
            Route::post(
                "/piece/{piece}/incident",
                Audience::Staff(Action::IncidentDecide),
            ),
            gestures::decide,
        )
        .with(
            Route::get("/piece/{piece}/fiche", reads).answering(Answers::File),
            sheet::sheet,
        )
        .with(Route::get(RECEIVED, receives), received::page)
        .with(Route::post(RECEIVED, receives), received::answer)
        .with(
            Route::get(INCIDENTS, Audience::Staff(Action::IncidentRead)),
            incidents::page,
        )
        .with(
            Route::get(laboratory::EXPERTS, receives),
            laboratory::experts,
        )
        .with(Route::post(laboratory::EXPERTS, receives), laboratory::add)
        .with(
            Route::post("/piece/{piece}/rapport", keeps).taking_files(),
            laboratory::report,
        )
        .with(Route::get(GUIDES, Audience::AnyStaff), guides::page);
    NAV.into_iter()
        .fold(routes, |routes, (order, href, key, needs)| {
            routes.with_nav(NavEntry {
                order,
                href,
                key,
                needs,
            })
        })
}

/// Where the custody of an exhibit is read.
pub(crate) fn href(exhibit: uuid::Uuid) -> String {
    format!("/piece/{exhibit}")
}

/// A gesture that was not made, told to who made it.
pub(crate) fn not_done(say: &Say, why: NotDone) -> Failure {
    match why {
        NotDone::NoExhibit => Failure::not_found(),
        NotDone::Rule(why) => {
            let said = say.say(&format!("custody-refused-{}", why.code()));
            Failure::unprocessable().saying(said)
        }
        NotDone::Differs => Failure::conflict().saying(say.say("custody-refused-differs")),
        NotDone::Erased => Failure::conflict().saying(say.say("custody-refused-erased")),
        NotDone::Chain(_) => Failure::conflict().saying(say.say("custody-refused-chain")),
    }
}

/// The same for a decision.
pub(crate) fn not_decided(say: &Say, why: NotDecided) -> Failure {
    match why {
        NotDecided::NoIncident => Failure::not_found(),
        NotDecided::Rule(why) => not_done(say, NotDone::Rule(why)),
        NotDecided::StillDiffers => {
            Failure::conflict().saying(say.say("custody-refused-still-differs"))
        }
    }
}
