//! What happens to a file after its deposit: previews of the pictures among exhibits, made anew and small,
//! shown to who may read exhibits, one by one, when asked for; what devices wrote in them; the setting
//! aside of what may show a minor, with the custodian's page; the antivirus; the custody of every exhibit; and the
//! public log.
//!
//! Operations, a file each: in [`preview`] `make`, `show`, `forget`; `set_aside`; [`scan::check`]; in [`custody`] `adopt`,
//! `act`, `note`, `challenge`, `incident`, `reread`, `verify`; in [`time`] `gather`, `stamp`, `prove`; those of the log
//! in [`log`]. Owns the tables `previews`, `scans`, `exhibits`, `custody_events`, `custody_notes`, `custody_challenges`,
//! `incidents`, `time_batches`, `time_digests` and `time_tokens`, and those of the log.
//! Listens to `ExhibitAdded`, `ExhibitOpened`, `ExhibitErased`, `ExhibitSetAside`, `ComplaintFiled` and `ComplaintErased`. Reads the answers of a
//! complaint for one question: whether its path takes files at all. Never changes a file deposited, and
//! no preview leaves in an export.

mod aside;
mod custodian;
pub mod custody;
mod health;
pub mod laboratory;
pub mod log;
pub mod package;
mod pages;
mod panels;
pub mod preview;
pub mod scan;
mod set_aside;
pub mod time;

use faisceau_platform::cx::Cx;
use faisceau_platform::events::Reaction;
use faisceau_platform::web::Panel;
use faisceau_platform::world::Capability;
use utoipa::OpenApi as _;

fn panels() -> Vec<Panel<Cx>> {
    let mut all = panels::panels();
    all.extend(custody::panels::panels());
    all
}

fn reactions() -> Vec<Reaction> {
    // Custody first: what is set aside is forgotten there before anything else is made of it.
    let mut all = custody::reactions::reactions();
    all.extend(preview::jobs::reactions());
    all
}

/// The description of its interfaces.
fn openapi() -> utoipa::openapi::OpenApi {
    let mut described = custody::api::Description::openapi();
    described.merge(log::api::openapi());
    described
}

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "evidence",
        statements: vec![
            preview::store::ALL,
            scan::store::ALL,
            custody::store::ALL,
            laboratory::store::ALL,
            time::store::ALL,
            log::store::ALL,
            package::store::ALL,
        ],
        reactions: reactions(),
        jobs: preview::jobs::kinds(),
        routes: Some(pages::routes),
        panels: panels(),
        openapi: Some(openapi),
        gauges: vec![custody::incident::gauge()],
        looks: vec![health::look()],
    }
}
