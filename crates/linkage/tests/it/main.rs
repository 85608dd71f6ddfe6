//! The linker seen from outside: rules, closure, lineage, explanations, neutrality.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod because;
mod because_again;
mod closure;
mod corrections;
mod explain;
mod figures;
mod group;
mod hard_worlds;
mod lineage;
mod linker;
mod neutrality;
mod slow;
mod slow_ways;
mod slow_world;
mod store;
mod world;
