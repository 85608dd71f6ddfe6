//! Every column of the database is declared in `privacy/<owner>.toml`: what kind of thing it
//! holds, for what purpose, how long, public or not. Nothing declared may be gone.

use std::collections::BTreeMap;

use super::schema::{self, ColumnPrivacy, Kind, TablePrivacy};
use crate::{Finding, Repo};

pub(super) const NAME: &str = "privacy";
pub(super) const REFUSES: &str =
    "a column without kind, purpose, retention or publicity in `privacy/`, and stale declarations";

/// Compares the schema with the declarations.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let tables = schema::tables(repo);
    let (declared, errors) = schema::privacy(repo);
    let mut findings: Vec<Finding> = errors
        .iter()
        .map(|(path, error)| Finding::new(NAME, path, 0, "", error.clone()))
        .collect();
    let mut known: BTreeMap<&str, &BTreeMap<String, ColumnPrivacy>> = BTreeMap::new();
    for file in &declared {
        let mut say =
            |item: &str, said: String| findings.push(Finding::new(NAME, &file.path, 0, item, said));
        if !repo.crates().contains(&file.owner.as_str()) {
            say(&file.owner, format!("owner `{}` is no crate", file.owner));
        }
        for (table, described) in &file.content.tables {
            if known.insert(table, &described.columns).is_some() {
                say(table, format!("table `{table}` is declared twice"));
            }
            if described.purpose.trim().is_empty() {
                say(table, format!("table `{table}` has no purpose"));
            }
            if described
                .purpose_fr
                .as_ref()
                .is_some_and(|p| p.trim().is_empty())
            {
                say(table, format!("table `{table}` has an empty purpose_fr"));
            }
            let Some(columns) = tables.get(table) else {
                say(
                    table,
                    format!("no migration makes table `{table}`: remove it"),
                );
                continue;
            };
            for wrong in erasure(described, &file.content.tables) {
                say(table, format!("table `{table}` {wrong}"));
            }
            for (column, described) in &described.columns {
                let item = format!("{table}.{column}");
                if !columns.contains(column) {
                    say(
                        &item,
                        format!("no migration makes column `{item}`: remove it"),
                    );
                }
                for wrong in wrong(described) {
                    say(&item, format!("`{item}` {wrong}"));
                }
            }
        }
    }
    findings.extend(undeclared(&tables, &known));
    findings
}

/// What is wrong with what a table says of the erasure of a complaint.
fn erasure(table: &TablePrivacy, all: &BTreeMap<String, TablePrivacy>) -> Vec<String> {
    let mut wrong = Vec::new();
    let is_there = |column: &String| table.columns.contains_key(column);
    match (&table.erased_by, &table.outlives) {
        (None, None) => wrong.push("says neither `erased_by` nor why it `outlives`".to_owned()),
        (Some(_), Some(_)) => wrong.push("says both `erased_by` and `outlives`".to_owned()),
        (None, Some(why)) if why.trim().is_empty() => wrong.push("outlives without why".to_owned()),
        _ => {}
    }
    let named = table.erased_by.iter().chain(&table.cleared);
    for column in named.filter(|column| !is_there(column)) {
        wrong.push(format!("has no column `{column}` to erase by"));
    }
    if let Some(through) = &table.erased_through
        && all.get(through).is_none_or(|of| of.erased_by.is_none())
    {
        wrong.push(format!(
            "goes through `{through}`, which goes with nothing here"
        ));
    }
    wrong
}

fn wrong(column: &ColumnPrivacy) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if column.retention.trim().is_empty() {
        wrong.push("has no retention");
    }
    if column.purpose.as_ref().is_some_and(|p| p.trim().is_empty()) {
        wrong.push("has an empty purpose: leave it out to take the table's");
    }
    if column.public && matches!(column.kind, Kind::Personal | Kind::Sensitive | Kind::Secret) {
        wrong.push("cannot be public, given its kind");
    }
    wrong
}

fn undeclared(
    tables: &schema::Tables,
    known: &BTreeMap<&str, &BTreeMap<String, ColumnPrivacy>>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (table, columns) in tables {
        let declared = known.get(table.as_str());
        for column in columns
            .iter()
            .filter(|c| !declared.is_some_and(|d| d.contains_key(*c)))
        {
            let item = format!("{table}.{column}");
            let said = format!("column `{item}` is not declared");
            findings.push(Finding::new(NAME, "privacy", 0, &item, said));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[table.a]\npurpose = 'to test'\noutlives = 'a test'\n[table.a.column]\n\
        id = { kind = 'technical', retention = 'case', public = false }\n";

    fn said(privacy: &str, columns: &str) -> Vec<String> {
        let migration = format!("create table a ({columns});");
        let files = [
            ("privacy/intake.toml", privacy),
            ("migrations/0001_a.sql", migration.as_str()),
            ("crates/intake/Cargo.toml", ""),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn a_declared_column_passes() {
        assert!(said(GOOD, "id {UUID}").is_empty());
    }

    #[test]
    fn a_missing_and_a_stale_column_are_told() {
        assert_eq!(
            said(GOOD, "id {UUID}, b {TEXT}"),
            ["column `a.b` is not declared"]
        );
        assert_eq!(said(GOOD, "b {TEXT}").len(), 2);
    }

    #[test]
    fn a_secret_cannot_be_public_and_kinds_are_known() {
        let public = GOOD
            .replace("technical", "secret")
            .replace("public = false", "public = true");
        assert!(said(&public, "id {UUID}")[0].contains("cannot be public"));
        assert!(said(&GOOD.replace("technical", "magic"), "id {UUID}")[0].contains("magic"));
        assert!(said(&GOOD.replace("'case'", "''"), "id {UUID}")[0].contains("no retention"));
        assert!(said(&GOOD.replace("'to test'", "''"), "id {UUID}")[0].contains("no purpose"));
    }

    #[test]
    fn a_table_says_how_a_complaint_leaves_it() {
        let with = |rule: &str| said(&GOOD.replace("outlives = 'a test'\n", rule), "id {UUID}");
        assert!(with("erased_by = 'id'\n").is_empty());
        assert!(with("erased_by = 'id'\ncleared = ['id']\n").is_empty());
        for (rule, told) in [
            ("", "neither"),
            ("erased_by = 'id'\noutlives = 'x'\n", "both"),
            ("outlives = ' '\n", "without why"),
            ("erased_by = 'gone'\n", "no column `gone`"),
            ("erased_by = 'id'\ncleared = ['gone']\n", "no column `gone`"),
            (
                "erased_by = 'id'\nerased_through = 'b'\n",
                "goes through `b`",
            ),
        ] {
            assert!(with(rule)[0].contains(told), "{rule}");
        }
    }

    #[test]
    fn the_owner_is_a_crate_and_a_table_has_one_owner() {
        let elsewhere = format!("owner = 'nobody'\n{GOOD}");
        assert!(said(&elsewhere, "id {UUID}")[0].contains("is no crate"));
        let files = [
            ("privacy/intake.toml", GOOD),
            ("privacy/series.toml", GOOD),
            ("migrations/0001_a.sql", "create table a (id {UUID})"),
            ("crates/intake/Cargo.toml", ""),
            ("crates/series/Cargo.toml", ""),
        ];
        assert!(check(&Repo::of(&files))[0].said.contains("declared twice"));
    }
}
