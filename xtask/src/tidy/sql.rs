//! SQL text stands only in `store.rs` and `dialect.rs` (or a folder of that name), beside
//! migrations and views. Looks at string literals of Rust; tests included.

use crate::repo::line_of;
use crate::rust_source::Source;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "sql";
pub(super) const REFUSES: &str = "SQL text in Rust outside `store.rs` and `dialect.rs`";

/// What a string begins with when it is SQL and not prose. `update` needs its `set`, `select` its
/// list or `from`, so that a button called "select" is not taken for a query.
const SQL: &str = r"(?is)^\s*(?:
    select\s+(?:distinct\s+|count\(|coalesce\(|sum\(|max\(|min\(|cast\(|\*|\$\d|\d+\s*$|exists\s*\(|[\s\S]*\sfrom\s)
  | insert\s+(?:or\s+\w+\s+)?into\s | replace\s+into\s | delete\s+from\s
  | update\s+[\w.]+\s+(?:as\s+\w+\s+)?set\s
  | with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s+(?:materialized\s+)?\(
  | (?:create|drop|alter)\s+(?:or\s+replace\s+|unique\s+|virtual\s+|temp(?:orary)?\s+)*
    (?:table|index|view|trigger|sequence|function|role|schema|extension|database|user)\s
  | pragma\s+\w+ | begin\s+(?:immediate|exclusive) | vacuum(?:\s|$) | truncate\s+(?:table\s+)?\w+$
  | savepoint\s | lock\s+table\s | set\s+(?:local|session)\s+\w+ | listen\s+\w+$ | grant\s+\w+\s+on\s
)";

/// Looks at every string literal.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let sql = super::pattern(&format!("(?x){SQL}"));
    let mut findings = Vec::new();
    for (path, source) in repo.rust().filter(|(path, _)| !may_hold_sql(path)) {
        for literal in source.literals.iter().filter(|l| sql.is_match(&l.text)) {
            let start: String = literal.text.trim().chars().take(40).collect();
            let said = format!("SQL outside `store.rs`: \"{start}…\"");
            findings.push(Finding::new(
                NAME,
                path,
                line_of(&source.raw, literal.at),
                "",
                said,
            ));
        }
    }
    findings
}

/// Whether a path may hold SQL. The checks themselves quote SQL and have no database.
pub(super) fn may_hold_sql(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    matches!(file, "store.rs" | "dialect.rs")
        || parts.any(|p| p == "store" || p == "dialect")
        || path.starts_with("xtask/")
}

/// The literals of a file, outside its inline tests.
pub(super) fn shipped_literals(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let tests = source.test_modules();
    source
        .literals
        .iter()
        .filter(move |l| !tests.iter().any(|range| range.contains(&l.at)))
        .map(|l| (l.at, l.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, path: &str) -> usize {
        check(&Repo::of(&[(path, &format!("const A: &str = {text:?};"))])).len()
    }

    #[test]
    fn statements_are_seen_outside_their_place() {
        for sql in [
            "select id from complaints",
            "SELECT 1",
            "  insert into a (b) values ($1)",
            "update a set b = $1",
            "delete from a",
            "with recursive x as (select 1)",
            "with x(a, b) as (values (1, 2))",
            "create table a (b bigint)",
            "create unique index a on b (c)",
            "pragma foreign_keys",
            "begin immediate",
        ] {
            assert_eq!(found(sql, "crates/a/src/submit.rs"), 1, "{sql}");
            assert_eq!(found(sql, "crates/a/src/store.rs"), 0, "{sql}");
            assert_eq!(found(sql, "crates/a/src/store/rows.rs"), 0, "{sql}");
        }
    }

    #[test]
    fn prose_is_not_sql() {
        for prose in [
            "select",
            "update the draft",
            "create a complaint",
            "with the reason given",
            "delete",
            "select one of the types",
            "insert coin",
            "truncate",
            "vacuumed",
        ] {
            assert_eq!(found(prose, "crates/a/src/submit.rs"), 0, "{prose}");
        }
    }
}
