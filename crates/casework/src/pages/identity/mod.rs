//! The pages of who a victim is: giving a motive, sealing, asking the custodians; and what custodians answer. They hold
//! no rule and show no identity.

mod one;
mod requests;

use faisceau_documents::words::Say;
use faisceau_domain::sealed_identity::NEEDED_MAX;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::identities::Asked;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Answers, Audience, Front, NavEntry, Panel, Place, Route, Routes};
use jiff::Timestamp;
use std::sync::Arc;

use crate::shown::{self, Names};

/// The list of requests.
const REQUESTS: &str = "/agent/identites";

/// The routes of these pages.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ComplaintRead);
    let asks = Audience::Staff(Action::IdentityAsk);
    let reviews = Audience::Staff(Action::IdentityReview);
    let agrees = Audience::Staff(Action::IdentityApprove);
    let seal = "/dossier/{id}/identite/scelle";
    Routes::new("casework")
        .with(Route::get("/dossier/{id}/identite", reads), one::page)
        .with(
            Route::post("/dossier/{id}/identite", asks).answering(Answers::Html),
            one::motive,
        )
        .with(
            Route::post(seal, asks).answering(Answers::Html).sensitive(),
            one::seal,
        )
        .with(Route::get(REQUESTS, reviews), requests::page)
        .with(Route::post(REQUESTS, agrees).sensitive(), requests::approve)
        .with_nav(NavEntry {
            order: 83,
            href: REQUESTS,
            key: "sealed-nav",
            needs: Action::IdentityReview,
        })
}

/// On the first page of custodians and auditors: what waits, and what is open.
pub(crate) fn panel() -> Panel<Cx> {
    Panel {
        place: Place::Day,
        order: 6,
        name: "identites",
        title_key: "sealed-requests",
        permission: Some(Action::IdentityReview),
        render: Arc::new(requests::day),
    }
}

/// A request as pages tell it.
fn told(say: &Say, names: &Names, one: &Asked, (needed, now): (usize, Timestamp)) -> SummaryList {
    let title = say.say(&format!("sealed-wanted-{}", one.wanted.code()));
    let agreed: Vec<String> = one
        .approvals
        .iter()
        .map(|by| names.name(say, *by))
        .collect();
    let needed = needed.min(NEEDED_MAX).to_string();
    let number = agreed.len().to_string();
    let args = [("agreed", number.as_str()), ("needed", needed.as_str())];
    let mut row = Row::new(
        say.say("sealed-agreed"),
        say.with("sealed-agreed-of", &args),
    );
    row.values.extend(agreed);
    let state = match (one.opened_until, one.ended) {
        (Some(until), _) if until > now => {
            let until = shown::when(say, until);
            say.with("sealed-state-open", &[("until", &until)])
        }
        (Some(_), _) => say.say("sealed-state-closed"),
        (None, Some(_)) => say.say("sealed-state-ended"),
        (None, None) if one.until > now => {
            let until = shown::when(say, one.until);
            say.with("sealed-state-waits", &[("until", &until)])
        }
        (None, None) => say.say("sealed-state-late"),
    };
    let rows = vec![
        Row::new(say.say("sealed-by"), names.name(say, one.by)),
        Row::new(say.say("sealed-when"), shown::when(say, one.at)),
        Row::new(say.say("sealed-reason"), one.reason.clone()),
        row,
        Row::new(say.say("sealed-state"), state),
    ];
    SummaryList::new(say, title, rows)
}

/// How many custodians must agree here.
fn needed(cx: &Cx) -> usize {
    cx.world.config.identity_custodians
}
