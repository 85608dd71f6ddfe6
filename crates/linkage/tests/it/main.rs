//! The linker seen from outside: classes, series, decisions, lineage, explanations, neutrality.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod because;
mod because_again;
mod corrections;
mod deeds;
mod families;
mod figures;
mod hard_worlds;
mod lineage;
mod linker;
mod names;
mod near;
mod neutral;
mod noise;
mod propose;
mod shrink;
mod slow;
mod slow_company;
mod slow_ways;
mod slow_world;
mod tenancy;
mod typed;
mod world;
mod worlds;
