//! What intake shows and takes on the staff's page of a complaint: facts, identity, narrative,
//! exhibits, papers, messages, decisions; each panel needs its own right, and each reading is
//! journaled. The page itself is laid out elsewhere.

mod decide;
mod exhibits;
mod facts;
mod messages;
mod papers;
pub(crate) mod resource;
mod sorted;
pub(crate) mod store;

use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{Answers, Audience, Front, Panel, Place, Render, Route, Routes};
use std::sync::Arc;

/// The panels of the page of a complaint, in order.
pub(crate) fn all() -> Vec<Panel<Cx>> {
    let panel = |order, name, title_key, permission, render: Render<Cx>| Panel {
        place: Place::Complaint,
        order,
        name,
        title_key,
        permission: Some(permission),
        render,
    };
    vec![
        panel(
            10,
            "faits",
            "space-facts",
            Action::ComplaintRead,
            Arc::new(facts::facts),
        ),
        panel(
            12,
            "recit",
            "space-narrative",
            Action::NarrativeRead,
            Arc::new(facts::narrative),
        ),
        panel(
            14,
            "identite",
            "space-identity",
            Action::IdentityRead,
            Arc::new(facts::identity),
        ),
        panel(
            30,
            "pieces",
            "space-case-exhibits",
            Action::ExhibitRead,
            Arc::new(exhibits::panel),
        ),
        panel(
            50,
            "messages",
            "space-messages",
            Action::MessageRead,
            Arc::new(messages::panel),
        ),
        panel(
            51,
            "ecrire",
            "space-write",
            Action::MessageWrite,
            Arc::new(messages::form),
        ),
        panel(
            60,
            "valider",
            "space-validate",
            Action::ComplaintValidate,
            Arc::new(decide::validation),
        ),
        panel(
            61,
            "demander",
            "space-ask",
            Action::ComplaintAsk,
            Arc::new(decide::request),
        ),
        panel(
            62,
            "rejeter",
            "space-reject",
            Action::ComplaintReject,
            Arc::new(decide::rejection),
        ),
        panel(
            70,
            "documents",
            "space-case-papers",
            Action::ComplaintRead,
            Arc::new(papers::panel),
        ),
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
            gesture("/dossier/{id}/rejeter", Action::ComplaintReject),
            decide::reject,
        )
}
