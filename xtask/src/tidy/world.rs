//! Clock, chance and environment enter by the binary alone. Elsewhere they are parameters, so that
//! a test can say what time it is.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "world";
pub(super) const REFUSES: &str = "reading the clock, chance or the environment below the binary";

/// Calls that let the world in, and what to use instead.
const DOORS: &[(&str, &str)] = &[
    (
        r"\b(?:Timestamp|Zoned|SystemTime|OffsetDateTime|Utc)::now\s*\(",
        "take the clock from the context",
    ),
    (
        r"\brand::(?:rng|random|thread_rng)\b|\b(?:OsRng|ThreadRng)\b|\bfrom_os_rng\s*\(",
        "take randomness from the context",
    ),
    (
        r"\bUuid::(?:now_v7|new_v4)\s*\(",
        "make ids from the context's clock and randomness",
    ),
    (
        r"\benv::(?:var|var_os|vars|args)\s*\(",
        "settings are read once, by the binary",
    ),
];

/// Looks at shipped code below the binary; tests may ask for a throwaway folder or a seed.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let doors: Vec<_> = DOORS
        .iter()
        .map(|(p, instead)| (super::pattern(p), instead))
        .collect();
    let mut findings = Vec::new();
    for (path, source) in repo.rust() {
        let below = path.starts_with("crates/") && !path.starts_with("crates/faisceau/");
        if !below || !path.contains("/src/") {
            continue;
        }
        let tests = source.test_modules();
        for (door, instead) in &doors {
            for found in door.find_iter(&source.code) {
                if !tests.iter().any(|range| range.contains(&found.start())) {
                    let line = line_of(&source.raw, found.start());
                    let said = format!("`{}`: {instead}", found.as_str().trim_end_matches('('));
                    findings.push(Finding::new(NAME, path, line, "", said));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_enters_by_the_binary_alone() {
        for call in [
            "Timestamp::now()",
            "std::time::SystemTime::now()",
            "rand::rng().random()",
            "OsRng",
            "Uuid::now_v7()",
            "std::env::var(\"A\")",
        ] {
            let text = format!("fn f() {{ {call}; }}");
            let count = |path: &str| check(&Repo::of(&[(path, text.as_str())])).len();
            assert_eq!(count("crates/intake/src/file.rs"), 1, "{call}");
            assert_eq!(count("crates/faisceau/src/main.rs"), 0, "{call}");
            assert_eq!(count("crates/intake/tests/it/file.rs"), 0, "{call}");
        }
        let quoted = "// Timestamp::now()\nfn f() { g(\"env::var(\"); cx.clock.now(); }";
        assert!(check(&Repo::of(&[("crates/intake/src/file.rs", quoted)])).is_empty());
    }
}
