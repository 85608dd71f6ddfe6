//! The integration tests of series, in one binary.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and panicking does"
)]

mod api;
mod count;
mod crash;
mod decide;
mod decide_rights;
mod desk;
mod evidence;
mod explanation;
mod file;
mod filter;
mod forces;
mod forget;
mod frame;
mod learn;
mod let_go;
mod link;
mod noise;
mod obey;
mod pages;
mod panels;
mod paper;
mod parameters;
mod proposals;
mod quality;
mod quote;
mod record;
mod relink;
mod resembling;
mod said_again;
mod slips;
mod slow_scorer;
mod store;
mod superset;
mod superset_decisions;
mod survey;
mod survey_outside;
mod unite;
mod wide;
mod world;
mod write;

use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::world::Capability;

fn capabilities() -> Vec<Capability> {
    vec![faisceau_series::capability()]
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
