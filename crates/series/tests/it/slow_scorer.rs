//! The slow scorer of `linkage`, which shares nothing with the linker but its public types: here it
//! finds the figures of sentences again.
#![expect(
    dead_code,
    reason = "written for the tests of `linkage`, which ask more of it"
)]

#[path = "../../../linkage/tests/it/slow.rs"]
pub(crate) mod slow;
#[path = "../../../linkage/tests/it/slow_company.rs"]
pub(crate) mod slow_company;
#[path = "../../../linkage/tests/it/slow_ways.rs"]
pub(crate) mod slow_ways;
#[path = "../../../linkage/tests/it/slow_world.rs"]
pub(crate) mod slow_world;
#[path = "../../../linkage/tests/it/world.rs"]
pub(crate) mod world;
