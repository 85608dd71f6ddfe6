//! Gives again to targets the inputs that coverage-guided runs kept, and those that once showed a fault. Looks
//! for no new one; included by the tests that replay them, beside the targets.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::{Path, PathBuf};

/// A corpus with fewer inputs was lost.
const INPUTS_MIN: usize = 20;

fn fuzz(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(file)
}

fn corpus(target: &str) -> String {
    fs::read_to_string(fuzz(&format!("corpus/{target}.txt"))).expect("each target has a corpus")
}

fn bytes(base64: &str) -> Vec<u8> {
    STANDARD.decode(base64).expect("inputs are kept in base64")
}

/// Every input kept.
///
/// # Panics
/// When a target has a fault, or its corpus is nearly empty.
pub(crate) fn kept(targets: &[&str], run: fn(&str, &[u8])) {
    for target in targets {
        let kept = corpus(target);
        let inputs = kept.lines().count();
        assert!(inputs > INPUTS_MIN, "{target} has {inputs} inputs");
        for line in kept.lines() {
            run(target, &bytes(line));
        }
    }
}

/// Every input of these targets that showed a fault.
///
/// # Panics
/// When one shows a fault, or is of no target at all.
pub(crate) fn faults(targets: &[&str], run: fn(&str, &[u8])) {
    let faults = fs::read_to_string(fuzz("faults.txt")).expect("the list of faults");
    for line in faults.lines().filter(|line| !line.starts_with('#')) {
        let (target, rest) = line.split_once(' ').expect("a target, then an input");
        let (input, why) = rest.split_once(' ').expect("an input, then why");
        assert!(!why.is_empty());
        // Other targets are replayed by the tests of another crate; a name of none has no corpus.
        match targets.contains(&target) {
            true => run(target, &bytes(input)),
            false => assert!(!corpus(target).is_empty()),
        }
    }
}
