//! The complaint and every transition of it: drafts, filing, receipts, what an officer decides,
//! what a victim follows.
//!
//! Operations, a file each: [`orient`], [`choose`], [`start`], [`resume`], [`answer`], [`attach`], [`detach`],
//! [`forget`], [`file`], [`import`], [`submit`], [`validate`], [`ask`], [`reject`], [`correct`], [`amend`],
//! [`upgrade`], [`withdraw`], [`inform`], [`appoint`], [`attest`], [`post_message`], [`follow`],
//! [`count_search`], [`recover`], [`verify`], [`remind`], [`warn`], the papers [`bank`] and [`blank`], and the
//! jobs [`render`] and [`notify`]; what is filed twice is in [`mod@twice`], what is taken at a counter in
//! [`mod@counter`], what a visitor's telephone gives in [`mod@telephone`], what is asked of the data held on a person in [`mod@data_rights`],
//! what a victim known by a provider finds again in [`mod@identity`].
//!
//! Owns the tables `drafts`, `complaints`, `complaint_versions`, `corrections`, `receipts`, `messages`,
//! `courses`, `appointments`, `notices`, `recoveries`, `twin_marks`, `twins`, `counter_files`,
//! `counter_papers`, `telephone_passes`, `telephone_files`, `word_searches`, `holds`, `erasures`,
//! `kept_figures`, `figure_keys`, `figure_subjects`, `data_requests`, `data_letters`, `data_restrictions`,
//! `identity_links`. Emits `ComplaintFiled`,
//! `ComplaintAmended`, `ComplaintDecided`, `ComplaintErased`, `ComplaintRestricted`, `ComplaintsJoined`,
//! `ComplaintsParted`, `IdentifiersFound`,
//! `MessagePosted`, `ExhibitAdded`, `ExhibitOpened`.
//!
//! Never links complaints, never reads another capability's tables.

pub mod amend;
pub mod answer;
pub mod api;
pub mod appoint;
pub mod ask;
pub mod attach;
pub mod attest;
pub mod bank;
pub mod blank;
mod bound;
pub mod choose;
pub mod correct;
pub mod count_search;
pub mod counter;
pub mod data_rights;
pub mod decide;
pub mod detach;
mod dialect;
pub mod draft;
pub mod file;
pub mod follow;
pub mod forget;
pub mod from_paper;
pub mod identity;
pub mod import;
pub mod inform;
pub mod jobs;
mod letter;
mod limit;
mod line;
mod minutes;
pub mod notify;
pub mod orient;
mod pages;
mod panels;
mod paper;
mod parties;
pub mod post_message;
pub mod receipt;
mod recepisse;
pub mod recover;
mod register;
pub mod reject;
pub mod remind;
pub mod render;
pub mod resume;
pub mod retention;
mod scans;
mod sheets;
mod space;
pub mod standing;
pub mod start;
pub mod store;
pub mod submit;
pub mod telephone;
pub mod twice;
pub mod upgrade;
pub mod validate;
pub mod verify;
pub mod warn;
pub mod withdraw;

use faisceau_platform::web::{Front, Routes};
use faisceau_platform::world::Capability;
use std::sync::Arc;

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "intake",
        statements: vec![
            store::ALL,
            dialect::ALL,
            panels::store::ALL,
            twice::store::ALL,
            counter::store::ALL,
            telephone::store::ALL,
            data_rights::store::ALL,
            data_rights::letters::store::ALL,
            retention::store::ALL,
            identity::store::ALL,
        ],
        reactions: jobs::reactions(),
        jobs: jobs::kinds(),
        routes: Some(routes),
        panels: panels::all(),
        openapi: Some(api::openapi),
        gauges: Vec::new(),
        looks: Vec::new(),
    }
}

fn routes() -> Routes<Arc<Front>> {
    pages::routes()
        .and(space::routes())
        .and(identity::routes())
        .and(panels::routes())
        .and(retention::pages::routes())
        .and(data_rights::letters::pages::routes())
        .and(counter::pages::routes())
        .and(api::routes())
}
