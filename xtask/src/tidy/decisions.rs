//! `docs/decisions/NNNN-slug.md`: numbered without gaps, one page each, five headings, so that a
//! decision can be found, weighed and reversed in the open.

use crate::{Finding, Repo};

pub(super) const NAME: &str = "decisions";
pub(super) const REFUSES: &str = "a decision misnumbered, above one page or without its headings";
const FOLDER: &str = "docs/decisions/";
const HEADINGS: &[&str] = &[
    "## Context",
    "## Decision",
    "## Consequences",
    "## Cost of undoing",
    "## Status",
];
/// One page.
const LINES_MAX: usize = 80;

/// Looks at every record.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let shape = super::pattern(r"^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$");
    let (mut findings, mut expected) = (Vec::new(), 1);
    for (path, text) in repo
        .under(FOLDER, ".md")
        .filter(|(p, _)| !p.ends_with("/README.md"))
    {
        let mut say = |said: String| findings.push(Finding::new(NAME, path, 0, "", said));
        let name = &path[FOLDER.len()..];
        match shape
            .captures(name)
            .and_then(|found| found[1].parse::<usize>().ok())
        {
            Some(number) => {
                if number != expected {
                    say(format!("the next number is {expected:04}"));
                }
                expected = number + 1;
            }
            None => say(format!("`{name}` is not `NNNN-slug.md`")),
        }
        for heading in HEADINGS
            .iter()
            .filter(|h| !text.lines().any(|l| l.trim() == **h))
        {
            say(format!("lacks `{heading}`"));
        }
        let lines = text.lines().count();
        if lines > LINES_MAX {
            say(format!(
                "{lines} lines: a decision fits on one page ({LINES_MAX})"
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        HEADINGS.join("\n\ntext\n\n")
    }

    fn count(names: &[&str], text: &str) -> usize {
        let paths: Vec<String> = names.iter().map(|n| format!("{FOLDER}{n}")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|p| (p.as_str(), text)).collect();
        check(&Repo::of(&files)).len()
    }

    #[test]
    fn numbers_have_no_gaps() {
        assert_eq!(count(&["0001-a.md", "0002-b-c.md"], &page()), 0);
        assert_eq!(count(&["0001-a.md", "0003-b.md"], &page()), 1);
        assert_eq!(count(&["0001-a.md", "0001-b.md"], &page()), 1);
        assert_eq!(count(&["first.md"], &page()), 1);
    }

    #[test]
    fn a_record_has_its_headings_and_one_page() {
        assert_eq!(count(&["0001-a.md"], &page().replace("## Status", "")), 1);
        assert_eq!(
            count(&["0001-a.md"], &(page() + &"\n".repeat(LINES_MAX))),
            1
        );
    }
}
