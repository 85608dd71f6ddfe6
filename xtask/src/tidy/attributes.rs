//! A lint is silenced with `#[expect(…, reason = "…")]` only, and no test is skipped in silence:
//! an expectation that no longer holds makes the compiler speak, an allowance never does.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "attributes";
pub(super) const REFUSES: &str = "`allow`, an `expect` without reason, an `ignore` without reason";

/// Looks at the attributes of every Rust file.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let attribute = super::pattern(r"#!?\[\s*(allow|expect|ignore)\b([^\]]*)\]");
    let conditional = super::pattern(r"#!?\[\s*cfg_attr\([^\]]*\b(allow)\s*\(");
    let mut findings = Vec::new();
    for (path, source) in repo.rust() {
        let mut say = |at: usize, said: &str| {
            findings.push(Finding::new(NAME, path, line_of(&source.raw, at), "", said));
        };
        for found in attribute.captures_iter(&source.code) {
            let at = found.get(0).map_or(0, |m| m.start());
            let reason = found[2].contains("reason");
            match &found[1] {
                "allow" => say(at, "write `#[expect(…, reason = \"…\")]`"),
                "expect" if !reason => say(at, "give the reason: `#[expect(…, reason = \"…\")]`"),
                "ignore" if !found[2].contains('=') => {
                    say(at, "give the reason: `#[ignore = \"…\"]`")
                }
                _ => {}
            }
        }
        for found in conditional.find_iter(&source.code) {
            say(found.start(), "write `expect` with its reason");
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_needs_a_reason() {
        let count = |text: &str| check(&Repo::of(&[("a.rs", text)])).len();
        assert_eq!(count("#[allow(dead_code)] fn a() {}"), 1);
        assert_eq!(count("#![allow(missing_docs)]"), 1);
        assert_eq!(count("#[cfg_attr(test, allow(dead_code))] fn a() {}"), 1);
        assert_eq!(count("#[expect(dead_code)] fn a() {}"), 1);
        assert_eq!(count("#[ignore] fn a() {}"), 1);
        assert_eq!(
            count("#[expect(dead_code, reason = \"b\")] #[ignore = \"c\"] fn a() {}"),
            0
        );
        assert_eq!(count("// #[allow(dead_code)]"), 0);
    }
}
