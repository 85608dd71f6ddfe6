//! Nothing unfinished is landed: no note to oneself, no placeholder that compiles.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "unfinished";
pub(super) const REFUSES: &str = "notes to oneself and code that panics because it is not written";

/// Split so that this file does not find itself.
const MARKS: &[&str] = &[
    concat!(r"\bTO", r"DO\b"),
    concat!(r"\bFIX", r"ME\b"),
    concat!(r"\bXX", r"X\b"),
    concat!(r"\bHA", r"CK\b"),
    concat!(r"\bto", r"do!"),
    concat!(r"\bunimple", r"mented!"),
];

const KINDS: &[&str] = &[
    ".rs", ".html", ".css", ".js", ".mjs", ".toml", ".ftl", ".typ", ".sql", ".cedar", ".sh",
    "/run", "justfile",
];

/// Looks at code and content, not at prose.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let marks: Vec<_> = MARKS.iter().map(|p| super::pattern(p)).collect();
    let mut findings = Vec::new();
    let kind =
        |path: &str| KINDS.iter().any(|k| path.ends_with(k)) && !path.contains("/tests/data/");
    for (path, text) in repo.texts().filter(|(path, _)| kind(path)) {
        for found in marks.iter().flat_map(|m| m.find_iter(text)) {
            let said = format!(
                "`{}`: finish it, or open an issue and say what is absent",
                found.as_str()
            );
            findings.push(Finding::new(
                NAME,
                path,
                line_of(text, found.start()),
                found.as_str(),
                said,
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_seen_in_code_and_content() {
        let count = |path: &str, text: &str| check(&Repo::of(&[(path, text)])).len();
        assert_eq!(count("a.rs", concat!("// TO", "DO later")), 1);
        assert_eq!(count("a.rs", concat!("fn a() { to", "do!() }")), 1);
        assert_eq!(count("forms/a.toml", concat!("x = 'FIX", "ME'")), 1);
        assert_eq!(count("a.rs", "fn todos() {} // a todo list"), 0);
        assert_eq!(count("README.md", concat!("no TO", "DO")), 0);
    }
}
