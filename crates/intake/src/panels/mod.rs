//! What intake shows and takes on the staff's page of a complaint: facts, identity, narrative,
//! exhibits, papers, messages, decisions; each panel needs its own right, and each reading is
//! journaled. The page itself is laid out elsewhere.

mod appoint;
mod bank;
pub(crate) mod codes;
pub(crate) mod decide;
mod exhibits;
mod facts;
mod inform;
mod messages;
mod minutes;
mod papers;
mod renew;
pub(crate) mod resource;
pub(crate) mod sorted;
pub(crate) mod store;
mod twice;
mod versions;

use crate::data_rights::panel as data_rights;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{Answers, Audience, Front, Panel, Place, Render, Route, Routes};
use std::sync::Arc;

/// The panels of the page of a complaint.
pub(crate) fn all() -> Vec<Panel<Cx>> {
    let mut all = what_is_read();
    all.extend(what_is_done());
    all.push(crate::retention::pages::panel());
    all.push(Panel {
        place: Place::VictimSpace,
        order: 5,
        name: "banque",
        title_key: "freeze-sheet-panel",
        permission: None,
        render: Arc::new(bank::panel),
    });
    all.push(Panel {
        place: Place::VictimSpace,
        order: 10,
        name: "depots-reunis",
        title_key: "twice-space-title",
        permission: None,
        render: Arc::new(twice::for_the_victim),
    });
    all
}

fn panel(
    order: u16,
    (name, title_key): (&'static str, &'static str),
    permission: Action,
    render: Render<Cx>,
) -> Panel<Cx> {
    Panel {
        place: Place::Complaint,
        order,
        name,
        title_key,
        permission: Some(permission),
        render,
    }
}

fn what_is_read() -> Vec<Panel<Cx>> {
    let facts = ("faits", "space-facts");
    let narrative = ("recit", "space-narrative");
    let identity = ("identite", "space-identity");
    let exhibits = ("pieces", "space-case-exhibits");
    let messages = ("messages", "space-messages");
    let papers = ("documents", "space-case-papers");
    let minutes = ("releve", "minutes-panel");
    let joined = ("doublon", "twice-panel");
    vec![
        panel(5, joined, Action::ComplaintRead, Arc::new(twice::panel)),
        panel(10, facts, Action::ComplaintRead, Arc::new(facts::facts)),
        panel(
            12,
            narrative,
            Action::NarrativeRead,
            Arc::new(facts::narrative),
        ),
        panel(
            14,
            identity,
            Action::IdentityRead,
            Arc::new(facts::identity),
        ),
        panel(30, exhibits, Action::ExhibitRead, Arc::new(exhibits::panel)),
        panel(50, messages, Action::MessageRead, Arc::new(messages::panel)),
        panel(70, papers, Action::ComplaintRead, Arc::new(papers::panel)),
        panel(71, minutes, Action::NarrativeRead, Arc::new(minutes::panel)),
    ]
}

fn what_is_done() -> Vec<Panel<Cx>> {
    let write = ("ecrire", "space-write");
    let validate = ("valider", "space-validate");
    let ask = ("demander", "space-ask");
    let reject = ("rejeter", "space-reject");
    let renew = ("code", "after-renew");
    let appointment = ("rendez-vous", "after-appoint");
    let course = ("suites", "after-inform");
    let rights = ("droits", "rights-title");
    let compare = ("doublons", "twice-title");
    vec![
        panel(6, compare, Action::ComplaintValidate, Arc::new(twice::way)),
        panel(51, write, Action::MessageWrite, Arc::new(messages::form)),
        panel(
            60,
            validate,
            Action::ComplaintValidate,
            Arc::new(decide::validation),
        ),
        panel(61, ask, Action::ComplaintAsk, Arc::new(decide::request)),
        panel(
            62,
            reject,
            Action::ComplaintReject,
            Arc::new(decide::rejection),
        ),
        panel(
            63,
            appointment,
            Action::ComplaintAsk,
            Arc::new(appoint::panel),
        ),
        panel(64, course, Action::ComplaintInform, Arc::new(inform::panel)),
        panel(
            66,
            rights,
            Action::NarrativeRead,
            Arc::new(data_rights::panel),
        ),
        panel(75, renew, Action::ComplaintAsk, Arc::new(renew::panel)),
    ]
}

/// The gestures of these panels, and the files they give.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let gesture = |path, action| Route::post(path, Audience::Staff(action));
    let file = |path, action| Route::get(path, Audience::Staff(action)).answering(Answers::File);
    Routes::new("intake")
        .with(
            file("/dossier/{id}/pieces/{file}", Action::ExhibitRead),
            exhibits::file,
        )
        .with(
            gesture("/dossier/{id}/pieces/{file}/a-part", Action::InfectedOpen)
                .answering(Answers::File),
            exhibits::kept_apart,
        )
        .with(
            file("/dossier/{id}/documents/{document}", Action::ComplaintRead),
            papers::paper,
        )
        .with(
            gesture("/dossier/{id}/message", Action::MessageWrite),
            messages::post,
        )
        .with(
            gesture("/dossier/{id}/valider", Action::ComplaintValidate),
            decide::validate,
        )
        .with(
            gesture("/dossier/{id}/demander", Action::ComplaintAsk),
            decide::ask,
        )
        .with(
            Route::get(
                "/dossier/{id}/doublons",
                Audience::Staff(Action::ComplaintValidate),
            ),
            twice::page,
        )
        .with(
            gesture("/dossier/{id}/doublons", Action::ComplaintValidate),
            twice::decide,
        )
        .with(
            gesture("/dossier/{id}/rejeter", Action::ComplaintReject),
            decide::reject,
        )
        .with(
            gesture("/dossier/{id}/rendez-vous", Action::ComplaintAsk),
            appoint::post,
        )
        .with(
            gesture("/dossier/{id}/suites", Action::ComplaintInform),
            inform::post,
        )
        .with(
            gesture("/dossier/{id}/code", Action::IdentityRead).answering(Answers::Html),
            renew::post,
        )
        .and(data_rights::routes())
        .and(minutes::routes())
}
