//! A crate's SQL writes only its own tables (its `privacy/` file lists them) and reads those of
//! others only through views. Looks at what stands after `insert into`, `update`, `delete from`,
//! `from` and `join`.

use std::collections::BTreeMap;

use super::{schema, sql};
use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "owners";
pub(super) const REFUSES: &str =
    "SQL that writes another crate's table, or reads one otherwise than through a view";

/// Crates whose SQL may touch every table: the binary's own chores (benches, copies) see all.
const ABOVE: &[&str] = &["faisceau"];

/// Compares the tables named in each crate's SQL with their owners.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let (declared, _) = schema::privacy(repo);
    let owner: BTreeMap<&str, &str> = declared
        .iter()
        .flat_map(|file| {
            file.content
                .tables
                .keys()
                .map(|t| (t.as_str(), file.owner.as_str()))
        })
        .collect();
    let writes = super::pattern(
        r"(?i)\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|delete\s+from|truncate\s+table)\s+(\w+)|\bupdate\s+(\w+)\s+(?:as\s+\w+\s+)?set\b",
    );
    let reads = super::pattern(r"(?i)\b(?:from|join)\s+(\w+)");
    let mut findings = Vec::new();
    for (path, source) in repo.rust() {
        let Some((name, inside)) = path.strip_prefix("crates/").and_then(|p| p.split_once('/'))
        else {
            continue;
        };
        if !sql::may_hold_sql(path) || !inside.starts_with("src/") || ABOVE.contains(&name) {
            continue;
        }
        for (at, text) in sql::shipped_literals(source) {
            let line = line_of(&source.raw, at);
            let mut say = |table: &str, said: String| {
                findings.push(Finding::new(NAME, path, line, table, said));
            };
            for found in writes.captures_iter(text) {
                let table = found
                    .get(1)
                    .or_else(|| found.get(2))
                    .map_or("", |m| m.as_str());
                if let Some(other) = owner.get(table).filter(|other| **other != name) {
                    say(
                        table,
                        format!("`{name}` writes `{table}`, a table of `{other}`: emit an event"),
                    );
                }
            }
            for found in reads.captures_iter(text) {
                let before = text[..found.get(0).map_or(0, |m| m.start())]
                    .trim_end()
                    .to_lowercase();
                let Some(other) = owner.get(&found[1]).filter(|other| **other != name) else {
                    continue;
                };
                if !before.ends_with("delete") {
                    let table = &found[1];
                    say(
                        table,
                        format!("`{name}` reads `{table}` of `{other}`: use or add a view v_…"),
                    );
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sql: &str) -> Vec<String> {
        let series = "[table.groups]\npurpose = 'x'\n";
        let intake = "[table.complaints]\npurpose = 'x'\n";
        let store = format!("//! x\nconst A: &str = {sql:?};");
        let files = [
            ("privacy/series.toml", series),
            ("privacy/intake.toml", intake),
            ("crates/series/src/store.rs", store.as_str()),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn own_tables_and_views_pass() {
        assert!(said("insert into groups (id) select id from v_complaints_linkage").is_empty());
        assert!(
            said("insert into groups (id) values ($1) on conflict do update set id = $1")
                .is_empty()
        );
        assert!(said("with complaint as (select 1) select * from complaint").is_empty());
    }

    #[test]
    fn writing_or_reading_a_table_of_others_is_told() {
        for sql in [
            "insert into complaints (id) values ($1)",
            "insert or ignore into complaints (id) values ($1)",
            "update complaints set state = $1",
            "delete from complaints where id = $1",
        ] {
            let found = said(sql);
            assert!(
                found.len() == 1 && found[0].contains("writes"),
                "{sql}: {found:?}"
            );
        }
        for sql in [
            "select 1 from complaints",
            "select 1 from groups join complaints using (id)",
        ] {
            assert!(said(sql)[0].contains("reads"), "{sql}");
        }
    }
}
