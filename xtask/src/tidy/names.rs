//! Names say what a thing is. Files, folders, modules and types never take a name that says only
//! that something is done somewhere.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "names";
pub(super) const REFUSES: &str = "a file, module or type named by a word that says nothing";

const BANNED: &[&str] = &[
    "util",
    "utils",
    "utility",
    "utilities",
    "helper",
    "helpers",
    "manager",
    "managers",
    "common",
    "misc",
    "handler",
    "handlers",
    "service",
    "services",
];

/// Looks at paths, modules and type definitions.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let defined = super::pattern(r"\b(?:struct|enum|trait|union|type|mod)\s+([A-Za-z_]\w*)");
    let mut findings = Vec::new();
    let mut say = |path: &str, line: usize, name: &str, word: &str| {
        let said = format!("`{name}`: `{word}` does not say what it is");
        findings.push(Finding::new(NAME, path, line, name, said));
    };
    for (path, source) in repo.rust() {
        for part in path.split('/') {
            if let Some(word) = banned(part.trim_end_matches(".rs")) {
                say(path, 0, part, word);
            }
        }
        for found in defined.captures_iter(&source.code) {
            if let Some(word) = banned(&found[1]) {
                let at = found.get(0).map_or(0, |m| m.start());
                say(path, line_of(&source.raw, at), &found[1], word);
            }
        }
    }
    findings
}

/// The banned word among those a name is made of (`snake_case`, `kebab-case` or `CamelCase`).
fn banned(name: &str) -> Option<&'static str> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c == '-' || c == '.' {
            words.push(String::new());
            continue;
        }
        if c.is_uppercase() {
            words.push(String::new());
        }
        let last = words.last_mut().expect("the list starts with one word");
        last.extend(c.to_lowercase());
    }
    BANNED
        .iter()
        .find(|b| words.iter().any(|w| w == *b))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Repo::of(&[(path, text)])).len()
    }

    #[test]
    fn empty_words_are_refused() {
        assert_eq!(count("crates/a/src/utils.rs", ""), 1);
        assert_eq!(count("crates/a/src/date_helpers.rs", ""), 1);
        assert_eq!(count("crates/a/src/common/mod.rs", ""), 1);
        assert_eq!(count("a.rs", "pub struct MailManager;"), 1);
        assert_eq!(count("a.rs", "mod misc { trait Handler {} }"), 2);
    }

    #[test]
    fn words_of_the_field_pass() {
        assert_eq!(
            count("crates/a/src/submit.rs", "struct Community; // a Manager\n"),
            0
        );
        assert_eq!(
            count("a.rs", "impl Service for Door {} // tower's own trait"),
            0
        );
    }
}
