//! The pages of staff on requests on data: what waits for an answer by its last day, whether it comes from a space or
//! by letter; the form that takes a letter down; the letter, its answer and the paper to send. They hold no rule.

mod form;
mod list;
mod one;

use super::DataLetter;
use crate::panels::resource::of as resource_of;
use crate::receipt;
use faisceau_documents::Say;
use faisceau_documents::dates;
use faisceau_domain::data_request;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{Answers, Audience, Failure, Front, NavEntry, Route, Routes, Signed};
use jiff::civil::Date;
use std::sync::Arc;
use uuid::Uuid;

/// Where the list is.
pub(super) const PAGE: &str = "/agent/demandes";
/// Where a letter is taken down.
pub(super) const NEW: &str = "/agent/demandes/nouvelle";

/// The routes of these pages.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::DataRequestRead);
    let one = "/agent/demandes/{request}";
    let paper = "/agent/demandes/{request}/lettre.pdf";
    Routes::new("intake")
        .with(Route::get(PAGE, reads), list::page)
        .with(Route::get(NEW, reads), form::page)
        .with(Route::post(NEW, reads), form::take)
        .with(Route::get(one, reads), one::page)
        .with(Route::post(one, reads), one::reply)
        .with(
            Route::get(paper, reads).answering(Answers::File),
            one::paper,
        )
        .with_nav(NavEntry {
            order: 86,
            href: PAGE,
            key: "letters-list",
            needs: Action::DataRequestRead,
        })
}

/// The address of a letter.
pub(super) fn address(id: Uuid) -> String {
    format!("{PAGE}/{id}")
}

/// Whether this person answers what came to this unit: who informs the persons of its complaints does.
pub(super) fn may_read(front: &Front, signed: &Signed, letter: &DataLetter) -> bool {
    let informs = Action::ComplaintInform;
    front.allow(signed, informs, &letter.resource()).is_ok()
}

/// The last day to answer, and that no jurist confirmed the period where none did.
pub(super) fn due(cx: &Cx, say: &Say, day: Date) -> String {
    let today = today(cx);
    let key = data_request::clock(cx.world.config.regime());
    let because = cx.world.law.at(today).because(key);
    let confirmed = because.is_ok_and(|because| because.confirmed);
    let told = dates::day(say, day);
    let told = match confirmed {
        true => told,
        false => say.with("rights-due-unconfirmed", &[("day", &told)]),
    };
    match day < today {
        true => say.with("letters-late", &[("day", &told)]),
        false => told,
    }
}

fn today(cx: &Cx) -> Date {
    cx.world.clock.now().to_zoned(receipt::zone()).date()
}
