//! `docs/requirements.md`: one row per requirement, with its proof and its true state. A row
//! called done names a test or a document that exists.

use std::collections::BTreeSet;

use super::map::stale_reference;
use crate::table::rows;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "requirements";
pub(super) const REFUSES: &str = "a requirement without id, state or, when done, an existing proof";
const FILE: &str = "docs/requirements.md";

/// Looks at every row.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let Some(text) = repo.text(FILE) else {
        return Vec::new();
    };
    let id_shape = super::pattern(r"^\d+\.\d{3}$");
    let (mut findings, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows(text) {
        let id = row.cells[0];
        let mut say = |said: String| findings.push(Finding::new(NAME, FILE, row.line, id, said));
        let [_, requirement, proof, state] = row.cells.as_slice() else {
            say(format!(
                "{} cells, the row is `id | requirement | proof | state`",
                row.cells.len()
            ));
            continue;
        };
        if !id_shape.is_match(id) {
            say(format!("`{id}` is no id like `1.042`"));
        }
        if !seen.insert(id) {
            say(format!("`{id}` stands twice"));
        }
        if requirement.split_whitespace().count() < 3 {
            say(format!("`{id}` says no requirement"));
        }
        match *state {
            "missing" => {}
            "done" | "partly" if proof.contains('`') => {
                findings.extend(stale_reference(repo, NAME, FILE, row.line, proof));
            }
            "done" | "partly" => say(format!(
                "`{id}` is {state} and names no proof in backquotes"
            )),
            other => say(format!("`{other}` is no state: missing, partly or done")),
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &str) -> Vec<String> {
        let text = format!("| id | requirement | proof | state |\n|---|---|---|---|\n{rows}\n");
        let files = [
            (FILE, text.as_str()),
            ("crates/a/tests/it/x.rs", "//! x\nfn it_holds() {}"),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn well_formed_rows_pass() {
        assert!(said("| 1.001 | a thing holds | | missing |\n| 1.002 | a thing holds | `crates/a/tests/it/x.rs::it_holds` | done |").is_empty());
    }

    #[test]
    fn a_done_row_names_a_proof_that_exists() {
        assert!(said("| 1.001 | a thing holds | | done |")[0].contains("names no proof"));
        assert!(
            said("| 1.001 | a thing holds | `crates/a/tests/it/y.rs` | done |")[0]
                .contains("no file")
        );
        assert!(
            said("| 1.001 | a thing holds | `crates/a/tests/it/x.rs::z` | partly |")[0]
                .contains("no `fn z`")
        );
    }

    #[test]
    fn ids_states_and_shapes_are_checked() {
        assert!(said("| 1.1 | a thing holds | | missing |")[0].contains("no id"));
        assert!(said("| 1.001 | a thing holds | | soon |")[0].contains("no state"));
        assert!(said("| 1.001 | thing | | missing |")[0].contains("says no requirement"));
        assert!(said("| 1.001 | a thing holds | missing |")[0].contains("3 cells"));
        let twice = "| 1.001 | a thing holds | | missing |\n";
        assert!(said(&twice.repeat(2))[0].contains("twice"));
    }
}
