//! Every outside crate of the workspace has its reason in `docs/decisions/`' table of
//! dependencies, and no manifest names one that the workspace does not.

use std::collections::BTreeSet;

use crate::table::rows;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "dependencies";
pub(super) const REFUSES: &str = "a dependency without a reason, or a reason without dependency";
const TABLE: &str = "docs/dependencies.md";

/// Compares the workspace's list with the table, and each manifest with the workspace's list.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let Some(root) = repo
        .text("Cargo.toml")
        .and_then(|t| t.parse::<toml::Table>().ok())
    else {
        return Vec::new();
    };
    let listed = root
        .get("workspace")
        .and_then(|w| w.get("dependencies"))
        .and_then(|d| d.as_table());
    let shared: BTreeSet<&str> = listed
        .map(|table| {
            table
                .keys()
                .map(String::as_str)
                .filter(|n| !n.starts_with("faisceau-"))
                .collect()
        })
        .unwrap_or_default();
    let mut findings = Vec::new();
    let reasons = repo.text(TABLE).map(rows).unwrap_or_default();
    let named: BTreeSet<&str> = reasons
        .iter()
        .map(|r| r.cells[0].trim_matches('`'))
        .collect();
    for name in shared.difference(&named) {
        let said = format!("`{name}` has no row: what it is for, and why this one");
        findings.push(Finding::new(NAME, TABLE, 0, name, said));
    }
    for row in &reasons {
        let name = row.cells[0].trim_matches('`');
        if !shared.contains(name) {
            let said = format!("`{name}` is no dependency any more");
            findings.push(Finding::new(NAME, TABLE, row.line, name, said));
        } else if row
            .cells
            .last()
            .is_none_or(|reason| reason.split_whitespace().count() < 3)
        {
            findings.push(Finding::new(
                NAME,
                TABLE,
                row.line,
                name,
                format!("`{name}` has no reason"),
            ));
        }
    }
    findings.extend(own_versions(repo));
    findings
}

/// Dependencies whose version is not the workspace's.
fn own_versions(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.under("", "/Cargo.toml") {
        let Ok(manifest) = text.parse::<toml::Table>() else {
            continue;
        };
        // A workspace of its own (fuzz/) names its own, locked beside it.
        if manifest.contains_key("workspace") {
            continue;
        }
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = manifest
                .get(section)
                .and_then(|s| s.as_table())
                .into_iter()
                .flatten();
            for (name, value) in names {
                if value.get("workspace").and_then(toml::Value::as_bool) != Some(true) {
                    let said = format!("write `{name}.workspace = true`: versions are named once");
                    findings.push(Finding::new(NAME, path, 0, name, said));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "[workspace.dependencies]\nfaisceau-law = { path = 'x' }\nserde = '1'\n";

    fn count(table: &str, manifest: &str) -> usize {
        let table = format!("| crate | reason |\n|---|---|\n{table}");
        let files = [
            ("Cargo.toml", ROOT),
            (TABLE, table.as_str()),
            ("crates/a/Cargo.toml", manifest),
        ];
        check(&Repo::of(&files)).len()
    }

    #[test]
    fn each_dependency_has_one_reason() {
        assert_eq!(count("| `serde` | reads every file |\n", ""), 0);
        assert_eq!(count("", ""), 1);
        assert_eq!(count("| `serde` | good |\n", ""), 1);
        assert_eq!(
            count(
                "| `serde` | reads every file |\n| `gone` | was used once |\n",
                ""
            ),
            1
        );
    }

    #[test]
    fn versions_are_the_workspaces() {
        let row = "| `serde` | reads every file |\n";
        assert_eq!(count(row, "[dependencies]\nserde.workspace = true"), 0);
        assert_eq!(count(row, "[dev-dependencies]\nserde = '1'"), 1);
    }
}
