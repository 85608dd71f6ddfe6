//! The integration tests of evidence, in one binary.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and panicking does"
)]

mod custody;
mod custody_erased;
mod custody_first;
mod custody_kept;
mod custody_pages;
mod laboratory;
mod log;
mod log_anchor;
mod log_checked;
mod log_loss;
mod log_outside;
mod log_panels;
mod package;
mod previews;
mod scans;
mod set_aside;
mod store;
mod time;
mod world;

use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::world::Capability;

fn capabilities() -> Vec<Capability> {
    vec![faisceau_evidence::capability()]
}

on_both!(
    every_statement_prepares,
    capabilities(),
    async |kit: Kit| {
        for capability in capabilities() {
            for statement in capability.statements.into_iter().flatten() {
                let prepared = kit.world.db.prepare(statement).await;
                prepared.unwrap_or_else(|e| panic!("{}: {e}", statement.name));
            }
        }
    }
);
