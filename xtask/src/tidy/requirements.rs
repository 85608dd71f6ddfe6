//! `docs/requirements.md`, `docs/seeds.md` and those of `docs/security`: one row per thing asked or
//! feared, with its proof and its true state. A row called done names a test or a document that exists.

use std::collections::BTreeSet;

use super::map::stale_reference;
use crate::table::rows;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "requirements";
pub(super) const REFUSES: &str = "a requirement without id, state or, when done, an existing proof";

/// A document, the shape of its ids, and its states: nothing yet, in part, wholly.
const DOCUMENTS: &[(&str, &str, [&str; 3])] = &[
    (
        "docs/requirements.md",
        r"^\d+\.\d{3}$",
        ["missing", "partly", "done"],
    ),
    (
        "docs/seeds.md",
        r"^[A-Z]\.\d{3}$",
        ["not", "partly", "works"],
    ),
    (
        "docs/security/threats.md",
        r"^T\.\d{3}$",
        ["open", "partly", "defended"],
    ),
    (ASVS, r"^V\d+\.\d+\.\d+$", ["open", "partly", "holds"]),
];

/// The checklist of the Application Security Verification Standard.
const ASVS: &str = "docs/security/asvs.md";
/// Lines of levels 1 and 2 in version 5.0.0.
const ASVS_LINES: usize = 253;

/// Looks at every row of these documents.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, id_shape, states) in DOCUMENTS {
        if let Some(text) = repo.text(file) {
            findings.extend(document(
                repo,
                file,
                text,
                &super::pattern(id_shape),
                states,
            ));
        }
    }
    findings.extend(repo.text(ASVS).and_then(whole_standard));
    findings
}

/// Every line of the standard stands somewhere, in a row or among what is not here.
fn whole_standard(text: &str) -> Option<Finding> {
    let ids = super::pattern(r"\bV\d+\.\d+\.\d+\b");
    let named: BTreeSet<&str> = ids.find_iter(text).map(|found| found.as_str()).collect();
    let said = format!(
        "{} lines of the standard are named, it has {ASVS_LINES}",
        named.len()
    );
    (named.len() != ASVS_LINES).then(|| Finding::new(NAME, ASVS, 0, "asvs", said))
}

fn document(
    repo: &Repo,
    file: &str,
    text: &str,
    id_shape: &regex::Regex,
    [nothing, partly, wholly]: &[&str; 3],
) -> Vec<Finding> {
    let (mut findings, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows(text) {
        let id = row.cells[0];
        let mut say = |said: String| findings.push(Finding::new(NAME, file, row.line, id, said));
        let [_, asked, proof, state] = row.cells.as_slice() else {
            say(format!(
                "{} cells, the row is `id | asked | proof | state`",
                row.cells.len()
            ));
            continue;
        };
        if !id_shape.is_match(id) {
            say(format!("`{id}` is no id of this document"));
        }
        if !seen.insert(id) {
            say(format!("`{id}` stands twice"));
        }
        if asked.split_whitespace().count() < 3 {
            say(format!("`{id}` says no requirement"));
        }
        if state == partly || state == wholly {
            if proof.contains('`') {
                findings.extend(stale_reference(repo, NAME, file, row.line, proof));
            } else {
                say(format!(
                    "`{id}` is {state} and names no proof in backquotes"
                ));
            }
        } else if state != nothing {
            say(format!(
                "`{state}` is no state: {nothing}, {partly} or {wholly}"
            ));
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
            (DOCUMENTS[0].0, text.as_str()),
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
        assert!(said("| 1.1 | a thing holds | | missing |")[0].contains("is no id"));
        assert!(said("| 1.001 | a thing holds | | soon |")[0].contains("no state"));
        assert!(said("| 1.001 | thing | | missing |")[0].contains("says no requirement"));
        assert!(said("| 1.001 | a thing holds | missing |")[0].contains("3 cells"));
        let twice = "| 1.001 | a thing holds | | missing |\n";
        assert!(said(&twice.repeat(2))[0].contains("twice"));
    }

    #[test]
    fn the_seed_documents_have_their_own_states() {
        let text = |state: &str| {
            format!(
                "| id | a | p | s |\n|---|---|---|---|\n| A.001 | a thing asked | | {state} |\n"
            )
        };
        let count =
            |state: &str| check(&Repo::of(&[("docs/seeds.md", text(state).as_str())])).len();
        assert_eq!((count("not"), count("missing"), count("works")), (0, 1, 1));
    }
}
