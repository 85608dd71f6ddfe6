//! Whom to call and where else to go, as cards. Numbers, hours and sites come from the pack, never
//! from here.

use faisceau_domain::Lang;
use faisceau_domain::form::directory::{Contact, Route};
use faisceau_domain::form::{Journey, Pack, Proposed};

/// Somewhere else a person may turn, without leaving the draft.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    /// Its title.
    pub(crate) label: String,
    /// What it does.
    pub(crate) text: String,
    /// Whom to call there.
    pub(crate) cards: Vec<Card>,
}

/// Where else these answers may lead, in the order of the pack.
pub(crate) fn ways(journey: &Journey<'_>, pack: &Pack, lang: Lang) -> Vec<Way> {
    let routes = journey.routes().into_iter().filter_map(|way| match way {
        Proposed::Route(route) => Some(route),
        Proposed::Kind { .. } => None,
    });
    routes.map(|route| way(route, pack, lang)).collect()
}

/// A route ready to be read.
pub(super) fn way(route: &Route, pack: &Pack, lang: Lang) -> Way {
    let contacts = route.contacts.iter().filter_map(|key| pack.contact(key));
    Way {
        label: route.label.get(lang).to_owned(),
        text: route.text.get(lang).to_owned(),
        cards: contacts.map(|contact| Card::of(contact, lang)).collect(),
    }
}

/// Whom these answers say to call, each once.
pub(crate) fn cards(journey: &Journey<'_>, lang: Lang) -> Vec<Card> {
    let contacts = journey.contacts().into_iter();
    contacts.map(|contact| Card::of(contact, lang)).collect()
}

/// A contact ready to be read.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    /// Who answers.
    pub(crate) name: String,
    /// The number as read, and as dialled.
    pub(crate) call: Option<(String, String)>,
    /// The site as read, and its address.
    pub(crate) site: Option<(String, String)>,
    /// When it answers.
    pub(crate) hours: String,
    /// What it costs.
    pub(crate) cost: String,
    /// The day its number, hours and cost were read, in figures.
    pub(crate) checked_on: String,
    /// Its own page was read; otherwise it should be checked before it is relied on.
    pub(crate) confirmed: bool,
}

impl Card {
    /// A contact in a language.
    pub(crate) fn of(contact: &Contact, lang: Lang) -> Card {
        Card {
            name: contact.name.get(lang).to_owned(),
            call: dialled(contact),
            site: contact.site.as_ref().map(|site| {
                // The host tells where one goes; whole addresses overflow a phone.
                let read = site.trim_start_matches("https://");
                let read = read.split('/').next().unwrap_or(read);
                (read.to_owned(), site.clone())
            }),
            hours: contact.hours.get(lang).to_owned(),
            cost: contact.cost.get(lang).to_owned(),
            checked_on: contact.checked_on.strftime("%d/%m/%Y").to_string(),
            confirmed: contact.confirmed,
        }
    }
}

/// The number as read, and the address that dials it or opens a text message to it.
pub(crate) fn dialled(contact: &Contact) -> Option<(String, String)> {
    let number = contact.number.as_ref()?;
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let scheme = if contact.sms { "sms" } else { "tel" };
    // A number is never cut at the end of a line.
    let read = number.replace(' ', "\u{a0}");
    Some((read, format!("{scheme}:{digits}")))
}
