//! The desk of the staff: the inbox and the day, who is in charge of what, search, and the frame of
//! the complaint's page, laid out of the panels of every capability.
//!
//! Operations, a file each: [`inbox`], [`today`], [`open`], [`assign`], [`assign_several`], [`recuse`], [`break_glass`], [`mod@identity`], [`succeed`], [`leave`],
//! [`search`], and
//! the job [`index_words`]; what staff are told of is in [`alert`], the values they watch in [`watch`], the
//! order of complaints in [`weigh`], the payments to ask a bank for in [`freeze`], what auditors do with the journal in [`audit`]. Owns
//! the tables `assignments`, `urgencies`, `search_words`, `search_entries`, `alerts`, `alert_readings`,
//! `alert_mutes`, `series_looks`, `watches`, `priorities`, `series_pulses`, `freeze_tickets`,
//! `charges`, `audit_draws`, `audit_samples`, `audit_exports`. Listens to `ComplaintFiled`,
//! `ComplaintAmended`, `ComplaintDecided`, `ComplaintErased`, `ComplaintsJoined`, `ComplaintsParted`, `IdentifiersFound` and
//! `SeriesChanged`. Reads complaints, identifiers and series through views; every
//! row it shows or counts passed the policies. Never changes a complaint.

pub mod alert;
pub mod api;
pub mod assign;
pub mod assign_several;
pub mod audit;
pub mod break_glass;
pub mod case;
pub mod desk;
mod dialect;
pub mod freeze;
pub mod identity;
pub mod inbox;
pub mod index_words;
mod jobs;
pub mod leave;
pub mod open;
mod pages;
mod panels;
pub mod recuse;
pub mod rewrite_words;
pub mod search;
pub mod shown;
pub mod store;
pub mod succeed;
pub mod today;
pub mod watch;
pub mod weigh;
pub mod words;

use faisceau_platform::web::{Front, Routes};
use faisceau_platform::world::Capability;
use std::sync::Arc;

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "casework",
        statements: vec![
            store::ALL,
            dialect::ALL,
            alert::store::ALL,
            watch::store::ALL,
            watch::dialect::ALL,
            weigh::store::ALL,
            freeze::store::ALL,
            audit::store::ALL,
        ],
        reactions: jobs::reactions(),
        jobs: jobs::kinds(),
        routes: Some(routes),
        panels: panels::panels(),
        openapi: Some(api::openapi),
        gauges: Vec::new(),
        looks: Vec::new(),
    }
}

fn routes() -> Routes<Arc<Front>> {
    pages::routes().and(api::routes())
}
