//! Identifiers wherever they appear, and the series that complaints form through them.
//!
//! Operations, a file each: [`record`] (in the transaction of whoever found identifiers), [`forget`]
//! (in that of who erases a complaint), [`link`] (brings pending complaints together; [`run`] is its task, [`hold`] its lease), those of [`parameters`] (the figures it obeys). Reading: [`catalogue`]
//! (series and their members), [`evidence`] (why they are together), [`ask`] (why two of them are, of
//! the linker, in the words of [`said`]), [`appearances`] (everywhere an identifier appears). What
//! people decide is in `decide`, what they say of persons in `quality`, with their tables. [`frame`] puts the legal frame of linkage in force.
//! Owns the tables `identifier_uses`, `linkage_pending`, `value_classes`, `series`, `series_members`,
//! `linkage_questions`, `linkage_frame`, `linkage_types`, `linkage_parameters`, `relink_proposals`, `linkage_estimates`,
//! `complaint_scripts`, `series_losses`, `series_counts`, `series_values`. Listens to `IdentifiersFound`,
//! `ComplaintAmended`, `ComplaintErased`, `ComplaintDecided`, `ComplaintRestricted`, `ComplaintsJoined` and `ComplaintsParted`, emits
//! `SeriesChanged`. Reads
//! the victim's name for the annex of a series file only ([`file`]); of a complaint's words, linkage compares those an import calls its text.

mod amend;
mod answer;
pub mod api;
pub mod appearances;
pub mod ask;
pub mod catalogue;
pub mod count;
mod decide;
mod dialect;
pub mod evidence;
mod explain;
pub mod file;
mod force;
pub mod forget;
pub mod frame;
pub mod hold;
mod lent;
mod let_go;
pub mod link;
mod load;
pub mod noise;
mod pages;
mod panels;
pub mod parameters;
mod placed;
mod propose;
mod quality;
pub mod quote;
pub mod record;
mod restrict;
mod rights;
pub mod run;
pub mod said;
mod seen;
mod store;
pub mod survey;
mod sweep;
mod unite;
mod words;
pub mod write;

use faisceau_platform::events::Reaction;
use faisceau_platform::jobs::JobKind;
use faisceau_platform::web::{Front, Routes};
use faisceau_platform::world::Capability;
use std::sync::Arc;

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "series",
        statements: vec![
            store::ALL,
            dialect::ALL,
            frame::store::ALL,
            survey::store::ALL,
            survey::dialect::ALL,
            decide::store::ALL,
            decide::dialect::ALL,
            propose::store::ALL,
            propose::dialect::ALL,
            parameters::store::ALL,
            file::store::ALL,
            quality::store::ALL,
            quality::dialect::ALL,
            count::store::ALL,
            count::dialect::ALL,
        ],
        reactions: reactions(),
        routes: Some(routes),
        jobs: jobs(),
        panels: panels::panels(),
        openapi: Some(api::openapi),
        gauges: Vec::new(),
        looks: Vec::new(),
    }
}

fn reactions() -> Vec<Reaction> {
    let mut reactions = record::reactions();
    let others = [
        amend::reaction(),
        forget::reaction(),
        frame::reaction(),
        quote::reaction(),
    ];
    reactions.extend(others);
    reactions.extend(let_go::reactions());
    reactions.push(restrict::reaction());
    reactions.extend(count::reactions());
    reactions.extend(unite::reactions());
    reactions
}

fn jobs() -> Vec<JobKind> {
    let mut jobs = file::render::kinds();
    jobs.extend(parameters::estimate::kinds());
    jobs.extend(count::kinds());
    jobs
}

fn routes() -> Routes<Arc<Front>> {
    pages::routes()
        .and(api::routes())
        .and(decide::api::routes())
        .and(propose::api::routes())
        .and(quality::api::routes())
}
