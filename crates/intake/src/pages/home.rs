//! The home page, the page of danger and the list of numbers.

use super::contacts::Card;
use super::shown::shown;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use faisceau_documents::Regime;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Notice, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Visit};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "intake/home.html")]
struct Home {
    f: Frame,
    option: Option<String>,
    fake_police: Notice,
}

/// The first page: three doors, the line of danger, the warning on false officers.
pub(super) async fn home(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let authority = front.world.config.regime() == Regime::Authority;
    let option = if authority {
        let today = super::orient::today(&front.world);
        let pack = front.world.law.at(today);
        let said = pack
            .say("fr.cpp.online_filing.optional", say.lang)
            .map_err(Fault::from)?;
        Some(said.text)
    } else {
        None
    };
    shown(&Home {
        f: visit.frame(say.say("intake-home-title")),
        option,
        fake_police: fake_police(&visit),
    })
}

/// The warning that every start and every end of a journey bears.
pub(super) fn fake_police(visit: &Visit) -> Notice {
    let say = visit.say();
    Notice::new(
        Tone::Warn,
        say.say("intake-fake-police-title"),
        say.say("intake-fake-police-text"),
    )
}

/// The same in one sentence, for the page that has much else to say.
pub(super) fn fake_police_short(visit: &Visit) -> Notice {
    let say = visit.say();
    Notice::new(Tone::Warn, say.say("reading-fake-police"), "")
}

#[derive(Template)]
#[template(path = "intake/numbers.html")]
struct Numbers {
    f: Frame,
    title: String,
    lead: String,
    cards: Vec<Card>,
    more: bool,
}

/// Whom to call at once.
pub(super) async fn danger(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let forms = &front.world.forms;
    let route = forms.route("emergency");
    let keys = route.map_or(&[][..], |route| &route.contacts);
    let suicide = forms.contact("suicide");
    let cards = keys
        .iter()
        .filter_map(|key| forms.contact(key))
        .chain(suicide);
    let title = say.say("intake-danger-title");
    shown(&Numbers {
        f: visit.frame(title.clone()).back_to("/"),
        title,
        lead: say.say("intake-danger-lead"),
        cards: cards.map(|contact| Card::of(contact, say.lang)).collect(),
        more: true,
    })
}

/// Every number and site of the pack.
pub(super) async fn numbers(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let title = say.say("intake-numbers-title");
    let contacts = front.world.forms.contacts();
    shown(&Numbers {
        f: visit.frame(title.clone()).back_to("/"),
        title,
        lead: say.say("intake-numbers-lead"),
        cards: contacts
            .map(|contact| Card::of(contact, say.lang))
            .collect(),
        more: false,
    })
}
