//! The inputs that coverage-guided runs kept (`just fuzz`), and those that once showed a fault, given again
//! to what reads bytes as they arrive: forms with files, files in parts, lines of another system.

#[path = "../../../../fuzz/src/arrivals.rs"]
mod arrivals;
#[path = "../../../../fuzz/src/replay.rs"]
mod replay;

use arrivals::{TARGETS, run};

#[test]
fn inputs_kept_by_coverage_guided_runs_are_read_or_refused() {
    replay::kept(&TARGETS, run);
}

#[test]
fn inputs_that_showed_a_fault_show_none() {
    replay::faults(&TARGETS, run);
}
