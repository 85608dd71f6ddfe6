//! GLOSSARY.md: one term, its French, its meaning, the crate it lives in; each once, in order.

use std::collections::BTreeSet;

use crate::table::rows;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "glossary";
pub(super) const REFUSES: &str = "a term without French, meaning or crate, twice or out of order";
const FILE: &str = "GLOSSARY.md";

/// Looks at every term.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let Some(text) = repo.text(FILE) else {
        return Vec::new();
    };
    let crates = repo.crates();
    let (mut findings, mut seen, mut last) = (Vec::new(), BTreeSet::new(), String::new());
    for row in rows(text) {
        let term = row.cells[0];
        let mut say = |said: String| findings.push(Finding::new(NAME, FILE, row.line, term, said));
        let [_, french, meaning, home] = row.cells.as_slice() else {
            say(format!(
                "`{term}`: the row is `term | French | meaning | crate`"
            ));
            continue;
        };
        if french.is_empty() || meaning.split_whitespace().count() < 2 {
            say(format!("`{term}` lacks its French or its meaning"));
        }
        for name in home.split(',').map(|n| n.trim().trim_matches('`')) {
            if !crates.contains(&name) {
                say(format!("`{term}`: `{name}` is no crate"));
            }
        }
        let folded = term.to_lowercase();
        if !seen.insert(folded.clone()) {
            say(format!("`{term}` stands twice"));
        } else if folded < last {
            say(format!("`{term}` is out of order"));
        }
        last = folded;
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &str) -> Vec<String> {
        let text = format!("| term | French | meaning | crate |\n|---|---|---|---|\n{rows}");
        let files = [(FILE, text.as_str()), ("crates/law/Cargo.toml", "")];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn terms_are_whole_single_and_ordered() {
        let (a, b) = (
            "| act | acte | legal act |`law`|\n",
            "| key | clé | a name |`law`|\n",
        );
        assert!(said(&format!("{a}{b}")).is_empty());
        assert!(said(&format!("{b}{a}"))[0].contains("out of order"));
        assert!(said(&format!("{a}{a}"))[0].contains("twice"));
        assert!(said("| act | | legal act | law |")[0].contains("lacks"));
        assert!(said("| act | acte | legal act | nowhere |")[0].contains("no crate"));
        assert!(said("| act | acte | law |")[0].contains("the row is"));
    }
}
