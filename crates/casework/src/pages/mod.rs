//! The pages of the desk and their routes. They hold no rule: operations decide, templates lay
//! out, words are in the locales.

mod accounts;
pub(crate) mod alerts;
pub(crate) mod audit;
mod complaint;
mod decided;
pub(crate) mod freeze;
pub(crate) mod glass;
mod health;
pub(crate) mod identity;
mod inbox;
mod installation;
mod journal;
mod recusal;
mod register;
mod search;
mod several;
mod today;
pub(crate) mod watches;

use std::sync::Arc;

use askama::Template;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::PanelBox;
use faisceau_platform::web::{
    Answers, Audience, Failure, Front, NavEntry, Place, Route, Routes, Signed,
};

/// The routes of who runs the installation.
fn running(routes: Routes<Arc<Front>>) -> Routes<Arc<Front>> {
    let runs = Audience::Staff(Action::InstallationRead);
    let settles = Audience::Staff(Action::JobManage);
    routes
        .with(
            Route::get("/agent/installation", runs),
            installation::installation,
        )
        .with(
            Route::get("/agent/installation/sante", runs),
            health::health,
        )
        .with(
            Route::get("/agent/installation/reglages", runs),
            decided::page,
        )
        .with(
            Route::post("/agent/installation/travaux", settles),
            installation::settle,
        )
}

/// The routes of casework.
#[must_use]
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ComplaintRead);
    let assigns = Audience::Staff(Action::ComplaintAssign);
    let audits = Audience::Staff(Action::JournalRead);
    let searches = Audience::Staff(Action::SearchRun);
    running(Routes::new("casework"))
        .with(Route::get("/agent", Audience::AnyStaff), today::today)
        .with(Route::get("/agent/boite", reads), inbox::inbox)
        .with(
            Route::post("/agent/boite/affecter", assigns),
            several::assign_chosen,
        )
        .with(Route::get("/dossier/{id}", reads), complaint::complaint)
        .with(
            Route::post("/dossier/{id}/affecter", assigns),
            complaint::assign,
        )
        .with(
            Route::post("/dossier/{id}/raison", reads),
            complaint::reason,
        )
        .with(Route::get("/recherche", searches), search::form)
        .with(
            Route::post("/recherche", searches).answering(Answers::Html),
            search::search,
        )
        .with(Route::get("/agent/journal", audits), journal::journal)
        .with_nav(nav(
            10,
            "/agent",
            "casework-nav-today",
            Action::PurposeDeclare,
        ))
        .with_nav(nav(
            20,
            "/agent/boite",
            "casework-nav-inbox",
            Action::ComplaintRead,
        ))
        .with_nav(nav(
            30,
            "/recherche",
            "casework-nav-search",
            Action::SearchRun,
        ))
        .with_nav(nav(
            80,
            "/agent/journal",
            "casework-nav-journal",
            Action::JournalRead,
        ))
        .with_nav(nav(
            90,
            "/agent/installation",
            "casework-nav-installation",
            Action::InstallationRead,
        ))
        .and(told_routes())
        .and(exception_routes())
        .and(identity::routes())
        .and(register_routes())
        .and(audit::routes())
        .and(accounts::routes())
}

/// What is for one person otherwise than for others of the same rights.
fn exception_routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ComplaintRead);
    let assigns = Audience::Staff(Action::ComplaintAssign);
    let breaks = Audience::Staff(Action::GlassBreak);
    let audits = Audience::Staff(Action::JournalRead);
    Routes::new("casework")
        .with(Route::get("/agent/deports", reads), recusal::own)
        .with(Route::get("/dossier/{id}/deport", reads), recusal::page)
        .with(
            Route::post("/dossier/{id}/deport", reads).answering(Answers::Html),
            recusal::recuse,
        )
        .with(
            Route::post("/dossier/{id}/deport/lever", assigns).answering(Answers::Html),
            recusal::lift,
        )
        .with(
            Route::get("/agent/urgence", breaks).sensitive(),
            glass::page,
        )
        .with(
            Route::post("/agent/urgence", breaks)
                .answering(Answers::Html)
                .sensitive(),
            glass::open,
        )
        .with(Route::get("/agent/urgences", audits), glass::list)
        .with(Route::post("/agent/urgences", audits), glass::examine)
        .with_nav(nav(35, "/agent/urgence", "glass-nav", Action::GlassBreak))
        .with_nav(nav(
            82,
            "/agent/urgences",
            "glass-list-nav",
            Action::JournalRead,
        ))
}

/// What the controller writes of the processing.
fn register_routes() -> Routes<Arc<Front>> {
    let runs = Audience::Staff(Action::InstallationRead);
    Routes::new("casework")
        .with(Route::get("/agent/registre", runs), register::page)
        .with(
            Route::get("/agent/registre/{file}", runs).answering(Answers::File),
            register::file,
        )
        .with_nav(nav(
            95,
            "/agent/registre",
            "register-nav",
            Action::InstallationRead,
        ))
}

/// What staff are told of, and what they answer.
fn told_routes() -> Routes<Arc<Front>> {
    let told = Audience::Staff(Action::AlertRead);
    let watching = Audience::Staff(Action::IdentifierWatch);
    let treats = Audience::Staff(Action::ComplaintValidate);
    Routes::new("casework")
        .with(Route::post("/dossier/{id}/gel", treats), freeze::settle)
        .with(Route::get("/alerts", told), alerts::alerts)
        .with(Route::post("/alerts", told), alerts::gesture)
        .with(Route::post("/alerts/reprendre", told), alerts::unmute)
        .with(Route::get("/alerts/watches", watching), watches::watches)
        .with(
            Route::post("/alerts/watches", watching).answering(Answers::Html),
            watches::add,
        )
        .with(
            Route::post("/alerts/watches/retirer", watching),
            watches::remove,
        )
        .with_nav(nav(15, "/alerts", "alerts-nav", Action::AlertRead))
}

fn nav(order: u16, href: &'static str, key: &'static str, needs: Action) -> NavEntry {
    NavEntry {
        order,
        href,
        key,
        needs,
    }
}

fn written(page: &impl Template) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

/// A word of an address or a form: trimmed, bounded, without the null that no database keeps;
/// `None` when nothing is left.
pub(crate) fn word(text: Option<&str>) -> Option<String> {
    let kept: String = text?
        .chars()
        .filter(|c| *c != '\0')
        .take(WORD_CHARACTERS_MAX)
        .collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

const WORD_CHARACTERS_MAX: usize = 200;

/// What every capability has to say before anything else, on the first page of staff and on that of the
/// installation.
async fn first(front: &Front, signed: &Signed, say: &Say) -> Vec<PanelBox> {
    let (authority, actor) = (&front.authority, &signed.actor);
    let allowed = |action| authority.offers(actor, action, signed.purpose);
    let nothing = uuid::Uuid::nil();
    let panels = &front.panels;
    let filled = panels.fill(Place::Day, &signed.cx, nothing, allowed).await;
    PanelBox::laid_out(say, filled)
}
