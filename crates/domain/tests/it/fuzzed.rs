//! The inputs that coverage-guided runs kept (`just fuzz`), and those that once showed a fault, given again
//! to what reads them. Looks for no new one.

#[path = "../../../../fuzz/src/targets.rs"]
mod targets;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::{Path, PathBuf};
use targets::{TARGETS, run};

fn fuzz(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(file)
}

#[test]
fn inputs_kept_by_coverage_guided_runs_are_read_or_refused() {
    for name in TARGETS {
        let kept = fs::read_to_string(fuzz(&format!("corpus/{name}.txt"))).unwrap();
        assert!(
            kept.lines().count() > 100,
            "the corpus of {name} is nearly empty"
        );
        for line in kept.lines() {
            run(name, &STANDARD.decode(line).unwrap());
        }
    }
}

#[test]
fn inputs_that_showed_a_fault_show_none() {
    let faults = fs::read_to_string(fuzz("faults.txt")).unwrap();
    for line in faults.lines().filter(|line| !line.starts_with('#')) {
        let (name, rest) = line.split_once(' ').unwrap();
        let (input, why) = rest.split_once(' ').unwrap();
        assert!(!why.is_empty());
        // What reads bytes as they arrive is tried by the tests of intake.
        if !TARGETS.contains(&name) {
            continue;
        }
        run(name, &STANDARD.decode(input).unwrap());
    }
}
