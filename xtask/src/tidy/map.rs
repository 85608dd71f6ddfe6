//! ARCHITECTURE.md mentions every crate and every content folder, and every file it names in
//! backquotes exists, unless the line says plainly that it is not written yet.

use crate::{Finding, Repo};

pub(super) const NAME: &str = "map";
pub(super) const REFUSES: &str = "a crate absent from ARCHITECTURE.md, or a file named and absent";
const FILE: &str = "ARCHITECTURE.md";
const NOT_YET: &str = "not written yet";
/// A file of the repository named in backquotes, perhaps with a function in it.
const REFERENCE: &str = r"`((?:crates|xtask|build|docs|law|forms|locales|letters|policies|migrations|privacy|scenarios|a11y|\.ci)/[\w./-]*[\w])(?:::(\w+))?`";

/// Looks at the map of the house.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let Some(text) = repo.text(FILE) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for name in repo
        .crates()
        .iter()
        .filter(|name| !text.contains(&format!("`{name}`")))
    {
        findings.push(Finding::new(
            NAME,
            FILE,
            0,
            name,
            format!("the crate `{name}` is not mentioned"),
        ));
    }
    for (n, line) in text.lines().enumerate() {
        let stale = stale_reference(repo, NAME, FILE, n + 1, line);
        if !line.contains(NOT_YET) {
            findings.extend(stale);
        } else if stale.is_empty() && names_a_file(line) {
            let said = format!("what the line names exists: remove \"{NOT_YET}\"");
            findings.push(Finding::new(NAME, FILE, n + 1, "", said));
        }
    }
    findings
}

fn names_a_file(line: &str) -> bool {
    super::pattern(REFERENCE).is_match(line)
}

/// Paths named in backquotes on a line (`crates/a/tests/it/x.rs`, `…x.rs::test_name`) that lead
/// nowhere.
pub(super) fn stale_reference(
    repo: &Repo,
    check: &'static str,
    document: &str,
    line: usize,
    text: &str,
) -> Vec<Finding> {
    let reference = super::pattern(REFERENCE);
    let mut findings = Vec::new();
    for found in reference.captures_iter(text) {
        let path = &found[1];
        let folder = format!("{path}/");
        let exists = repo.text(path).is_some() || repo.texts().any(|(p, _)| p.starts_with(&folder));
        let said = match found.get(2).map(|name| name.as_str()) {
            _ if !exists => format!("no file `{path}`"),
            Some(name) if !defines(repo.text(path).unwrap_or_default(), name) => {
                format!("no `fn {name}` in `{path}`")
            }
            _ => continue,
        };
        findings.push(Finding::new(check, document, line, path, said));
    }
    findings
}

/// Whether a text holds a function of this name, or a test that `on_both!` runs on each database.
fn defines(text: &str, name: &str) -> bool {
    let on_both = format!(r"on_both!\s*[({{]\s*(?:///[^\n]*\s*)*{name}\s*,");
    text.contains(&format!("fn {name}(")) || super::pattern(&on_both).is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let files = [
            (FILE, text),
            ("crates/law/Cargo.toml", ""),
            (
                "crates/law/tests/it/x.rs",
                "//! x\nfn it_holds() {}\non_both!(\n    on_each,\n    vec![], a);",
            ),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn every_crate_is_mentioned() {
        assert!(said("the crate `law`").is_empty());
        assert_eq!(said("law"), ["the crate `law` is not mentioned"]);
    }

    #[test]
    fn files_named_exist_or_are_called_absent() {
        assert!(said("`law` `crates/law/tests/it/x.rs::it_holds` and `crates/law`").is_empty());
        assert_eq!(
            said("`law` `crates/law/src/y.rs`"),
            ["no file `crates/law/src/y.rs`"]
        );
        assert_eq!(said("`law` `crates/law/tests/it/x.rs::it_fails`").len(), 1);
        assert!(said("`law` `crates/law/tests/it/x.rs::on_each`").is_empty());
        assert!(said("`law` `crates/law/src/y.rs` (not written yet)").is_empty());
        assert!(said("`law` `crates/law/tests/it/x.rs` (not written yet)")[0].contains("remove"));
    }
}
