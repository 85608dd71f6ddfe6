//! Identifiers wherever they appear, and the series that complaints form through them.
//!
//! Operations, a file each: [`record`] (in the transaction of whoever found identifiers),
//! [`link`] (brings pending complaints together; [`run`] is its task). Owns the tables
//! `identifier_uses`, `linkage_pending`, `value_classes`, `series`, `series_members`. Listens to
//! `IdentifiersFound`, emits `SeriesChanged`. Never reads a complaint's words or the victim's name.

mod dialect;
pub mod link;
mod load;
pub mod noise;
pub mod record;
pub mod run;
mod store;
mod write;

use faisceau_platform::world::Capability;

/// What this capability brings to the platform.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "series",
        statements: vec![store::ALL, dialect::ALL],
        reactions: record::reactions(),
        ..Capability::default()
    }
}
