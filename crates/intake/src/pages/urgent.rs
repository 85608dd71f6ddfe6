//! What to do before writing anything: the urgent actions of the type, each with its tick. Calls
//! are never made a condition of going on.

use super::contacts::{Card, cards, dialled};
use super::hold::Held;
use super::shown::{Pairs, shown};
use crate::answer;
use askama::Template;
use axum::response::{IntoResponse, Response};
use faisceau_documents::words::Say;
use faisceau_domain::form::Pack;
use faisceau_domain::form::directory::{Clock, UrgentAction};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{self, Check, UrgentActions};
use faisceau_platform::web::{Failure, Frame};
use std::collections::BTreeMap;

/// Before the key of an action, in the names of ticks.
const DONE: &str = "done:";

#[derive(Template)]
#[template(path = "intake/urgent.html")]
struct Urgent {
    f: Frame,
    code: String,
    actions: UrgentActions,
    cards: Vec<Card>,
    danger: bool,
}

/// The urgent actions of the draft.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let pack = &held.cx.world.forms;
    let actions = to_do(&say, pack, &journey.urgent(), Some(&held.draft.urgent_done));
    let back = format!("/information-prealable/{}", held.draft.form_type);
    shown(&Urgent {
        f: held.frame(say.say("intake-urgent-title")).back_to(back),
        code: held.code(),
        actions,
        cards: cards(&journey, say.lang),
        danger: journey.in_danger(),
    })
}

/// Actions as a page shows them; with ticks when they can still be noted.
pub(crate) fn to_do(
    say: &Say,
    pack: &Pack,
    actions: &[&UrgentAction],
    done: Option<&BTreeMap<String, i64>>,
) -> UrgentActions {
    let shown = actions.iter().map(|action| {
        let (title, text) = in_two(action.text.get(say.lang));
        let contacts = action.contacts.iter().filter_map(|key| pack.contact(key));
        let contacts: Vec<_> = contacts.collect();
        let mut sites = contacts.iter().filter_map(|contact| {
            let site = contact.site.clone()?;
            Some((contact.name.get(say.lang).to_owned(), site))
        });
        // Among several (one for adults, one for minors), none is chosen for the reader: all of
        // them are in the list of numbers.
        let site = sites.next().filter(|_| sites.next().is_none());
        let call = contacts.iter().find_map(|contact| dialled(contact));
        parts::UrgentAction {
            title,
            text,
            before: clock_key(action.clock).map(|key| say.say(key)),
            // The part writes `tel:` itself.
            call: call.map(|(read, dials)| {
                let digits = dials.split(':').next_back().unwrap_or_default();
                (read, digits.to_owned())
            }),
            link: site,
            done: done.map(|done| Check {
                name: format!("{DONE}{}", action.key),
                value: "1".to_owned(),
                label: say.say("intake-urgent-done"),
                ticked: done.get(&action.key).is_some_and(|at| *at > 0),
            }),
        }
    });
    UrgentActions {
        actions: shown.collect(),
    }
}

/// The first sentence, and the rest.
fn in_two(text: &str) -> (String, String) {
    match text.split_once(". ") {
        Some((first, rest)) => (first.to_owned(), rest.to_owned()),
        None => (text.trim_end_matches('.').to_owned(), String::new()),
    }
}

fn clock_key(clock: Clock) -> Option<&'static str> {
    match clock {
        Clock::Immediate => Some("intake-clock-immediate"),
        Clock::Minutes => Some("intake-clock-minutes"),
        Clock::Hours => Some("intake-clock-hours"),
        Clock::Hours72 => Some("intake-clock-hours-72"),
        Clock::Days => Some("intake-clock-days"),
        Clock::Months13 => Some("intake-clock-months-13"),
        Clock::Always => None,
    }
}

/// Notes what is done; both buttons go on.
pub(super) async fn seen(
    held: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Response> {
    let done: Vec<String> = pairs
        .iter()
        .filter_map(|(name, _)| name.strip_prefix(DONE))
        .map(str::to_owned)
        .collect();
    match answer::tick_urgent(&held.cx, &held.draft.code, &done).await {
        Ok(_) => Ok(held.goes_on()),
        Err(Error::Refused(_)) => Err(super::hold::opens_nothing(held.visit.tls)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault).into_response()),
    }
}
