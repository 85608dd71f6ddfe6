//! Every key of law written in shipped Rust or in a paper is in the pack: a misspelt key would be
//! found only on the day its sentence is printed. A family (the first parts of keys) counts too.

use std::collections::BTreeSet;

use super::sql::shipped_literals;
use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "keys";
pub(super) const REFUSES: &str = "a key of law used in code or papers and absent from the pack";

/// Looks at whole literals that have the shape of a key of a jurisdiction the pack holds.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let entry = super::pattern(r#"(?m)^key\s*=\s*"([a-z0-9_.]+)""#);
    let shape = super::pattern(r"^([a-z]{2,5})(?:\.[a-z0-9_]+){2,}$");
    let quoted = super::pattern(r#""([a-z0-9_.]+)""#);
    let mut keys = BTreeSet::new();
    for (_, text) in repo.under("law/", ".toml") {
        keys.extend(entry.captures_iter(text).map(|found| found[1].to_owned()));
    }
    let jurisdictions: BTreeSet<&str> = keys
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let known = |key: &str| {
        let family = format!("{key}.");
        keys.contains(key) || keys.iter().any(|k| k.starts_with(&family))
    };
    let mut findings = Vec::new();
    let mut look = |path: &str, text: &str, at: usize, literal: &str| {
        let Some(found) = shape.captures(literal) else {
            return;
        };
        if jurisdictions.contains(&found[1]) && !known(literal) {
            let said = format!("`{literal}` is no key of the law pack");
            findings.push(Finding::new(NAME, path, line_of(text, at), literal, said));
        }
    };
    for (path, source) in repo.rust() {
        if path.starts_with("crates/") && path.contains("/src/") {
            for (at, literal) in shipped_literals(source) {
                look(path, &source.raw, at, literal);
            }
        }
    }
    for (path, text) in repo.under("letters/", ".typ") {
        for found in quoted.captures_iter(text).filter_map(|c| c.get(1)) {
            look(path, text, found.start(), found.as_str());
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rust: &str, paper: &str) -> Vec<String> {
        let files = [
            ("law/fr/a.toml", "[[entry]]\nkey = \"fr.cpp.rights.a\"\n"),
            ("crates/intake/src/a.rs", rust),
            ("letters/a.typ", paper),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.item)
            .collect()
    }

    #[test]
    fn keys_and_families_of_the_pack_pass() {
        assert!(said("fn f() { g(\"fr.cpp.rights.a\", \"fr.cpp.rights\"); }", "").is_empty());
        assert!(
            said(
                "fn f() { g(\"de.stpo.rights.a\", \"a.b\", \"www.exemple.fr\"); }",
                ""
            )
            .is_empty()
        );
    }

    #[test]
    fn a_misspelt_key_is_told() {
        assert_eq!(
            said("fn f() { g(\"fr.cpp.rigths\"); }", ""),
            ["fr.cpp.rigths"]
        );
        assert_eq!(said("", "#say(\"fr.cpp.rights.b\")"), ["fr.cpp.rights.b"]);
        assert!(said("#[cfg(test)]\nmod t { fn f() { g(\"fr.cpp.x\"); } }", "").is_empty());
    }
}
