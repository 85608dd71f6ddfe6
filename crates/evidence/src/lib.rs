//! What happens to a file after its deposit: previews of the pictures among exhibits, made anew and small,
//! shown to who may read exhibits, one by one, when asked for; what devices wrote in them; and the setting
//! aside of what may show a minor, with the custodian's page; and the antivirus.
//!
//! Operations, a file each: in [`preview`] `make`, `show`, `forget`; `set_aside`; [`scan::check`]. Owns the tables `previews` and `scans`.
//! Listens to `ExhibitAdded`, `ExhibitSetAside`, `ComplaintFiled` and `ComplaintErased`. Reads the answers of a
//! complaint for one question: whether its path takes files at all. Never changes a file deposited, and
//! no preview leaves in an export.

mod aside;
mod custody;
mod pages;
mod panels;
pub mod preview;
pub mod scan;
mod set_aside;

use faisceau_platform::world::Capability;

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "evidence",
        statements: vec![preview::store::ALL, scan::store::ALL],
        reactions: preview::jobs::reactions(),
        jobs: preview::jobs::kinds(),
        routes: Some(pages::routes),
        panels: panels::panels(),
        openapi: None,
    }
}
