//! The inputs that coverage-guided runs kept (`just fuzz`), and those that once showed a fault, given again
//! to what reads them: the form engine, identifiers, the masking of secrets.

#[path = "../../../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../../../fuzz/src/targets.rs"]
mod targets;

use targets::{TARGETS, run};

#[test]
fn inputs_kept_by_coverage_guided_runs_are_read_or_refused() {
    replay::kept(&TARGETS, run);
}

#[test]
fn inputs_that_showed_a_fault_show_none() {
    replay::faults(&TARGETS, run);
}
