//! `xtask/exceptions.toml`: each exception names a check, a path, a reason. One that excuses
//! nothing any more is itself a finding, and so is a list longer than its own limit.

use serde::Deserialize;

use super::CHECKS;
use crate::{Finding, Repo};

const NAME: &str = "exceptions";
const FILE: &str = "xtask/exceptions.toml";

/// What a run found.
#[derive(Debug)]
pub struct Report {
    /// What no exception excuses, in the order of paths.
    pub findings: Vec<Finding>,
    /// How many findings an exception excused.
    pub excused: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// The ratchet: the list holds exactly this many entries, and the number only goes down.
    max_count: usize,
    #[serde(default, rename = "exception")]
    entries: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    check: String,
    path: String,
    /// Narrows to one item of the file; absent = every finding of this check in this file.
    item: Option<String>,
    reason: String,
}

impl Exception {
    fn excuses(&self, finding: &Finding) -> bool {
        self.check == finding.check
            && self.path == finding.path
            && self.item.as_ref().is_none_or(|item| *item == finding.item)
    }
}

/// Removes what is excused and adds what is wrong with the exceptions themselves.
pub(super) fn apply(repo: &Repo, found: Vec<Finding>) -> Report {
    let Some(text) = repo.text(FILE) else {
        return sorted(found, 0);
    };
    let list: List = match toml::from_str(text) {
        Ok(list) => list,
        Err(error) => {
            let mut findings = found;
            findings.push(Finding::new(
                NAME,
                FILE,
                0,
                "",
                format!("cannot be read: {error}"),
            ));
            return sorted(findings, 0);
        }
    };
    let mut used = vec![false; list.entries.len()];
    let total = found.len();
    let mut findings = found;
    findings.retain(|finding| {
        let mut kept = true;
        for (entry, used) in list.entries.iter().zip(&mut used) {
            if entry.excuses(finding) {
                (*used, kept) = (true, false);
            }
        }
        kept
    });
    let excused = total - findings.len();
    findings.extend(wrong_entries(&list, &used));
    sorted(findings, excused)
}

fn wrong_entries(list: &List, used: &[bool]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |item: &str, said: String| findings.push(Finding::new(NAME, FILE, 0, item, said));
    let count = list.entries.len();
    if count > list.max_count {
        say(
            "",
            format!(
                "{count} exceptions for a limit of {}: repair instead",
                list.max_count
            ),
        );
    } else if count < list.max_count {
        say(
            "",
            format!("the list became shorter: lower max_count to {count}"),
        );
    }
    for (entry, used) in list.entries.iter().zip(used) {
        if !CHECKS.iter().any(|check| check.name == entry.check) {
            say(&entry.path, format!("no check is called `{}`", entry.check));
        } else if !used {
            say(
                &entry.path,
                format!(
                    "`{}` holds again for `{}`: remove the entry",
                    entry.check, entry.path
                ),
            );
        }
        if entry.reason.split_whitespace().count() < 4 {
            say(&entry.path, "the reason must be a sentence".to_owned());
        }
    }
    findings
}

fn sorted(mut findings: Vec<Finding>, excused: usize) -> Report {
    findings.sort_by(|a, b| (&a.path, a.line, a.check).cmp(&(&b.path, b.line, b.check)));
    Report { findings, excused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(list: &str) -> Report {
        let found = vec![Finding::new("size", "a.rs", 1, "long", "too long")];
        apply(&Repo::of(&[(FILE, list)]), found)
    }

    const ENTRY: &str = "[[exception]]\ncheck = 'size'\npath = 'a.rs'\n";

    #[test]
    fn an_exception_excuses_its_item_only() {
        let why = "reason = 'a table that reads better whole'\n";
        let exact = report(&format!("max_count = 1\n{ENTRY}item = 'long'\n{why}"));
        assert_eq!((exact.findings.len(), exact.excused), (0, 1));
        let other = report(&format!("max_count = 1\n{ENTRY}item = 'other'\n{why}"));
        assert_eq!(
            other.findings.len(),
            2,
            "the finding stays and the entry is stale"
        );
    }

    #[test]
    fn the_list_may_only_shrink() {
        let entry = format!("{ENTRY}reason = 'a table that reads better whole'\n");
        assert!(
            report(&format!("max_count = 0\n{entry}")).findings[0]
                .said
                .contains("repair")
        );
        assert!(
            report(&format!("max_count = 2\n{entry}")).findings[0]
                .said
                .contains("lower")
        );
    }

    #[test]
    fn a_reason_is_a_sentence_and_the_check_exists() {
        let short = report(&format!("max_count = 1\n{ENTRY}reason = 'long'\n"));
        assert!(short.findings[0].said.contains("sentence"));
        let unknown = ENTRY.replace("size", "nothing");
        let unknown = report(&format!("max_count = 1\n{unknown}reason = 'a b c d'\n"));
        assert!(unknown.findings.iter().any(|f| f.said.contains("no check")));
    }
}
