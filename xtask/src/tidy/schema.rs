//! The tables as the migrations leave them, and the privacy files that describe them. Reads the
//! small dialect the migrations are written in; it is no SQL engine.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::Repo;

/// Columns of every table after all migrations, both databases together.
pub(super) type Tables = BTreeMap<String, BTreeSet<String>>;

/// One privacy file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Privacy {
    /// The crate that writes these tables; the file's name when absent.
    pub(super) owner: Option<String>,
    #[serde(default, rename = "table")]
    pub(super) tables: BTreeMap<String, TablePrivacy>,
}

/// What is said of one table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TablePrivacy {
    pub(super) purpose: String,
    /// The same in French, printed in the register of processing.
    pub(super) purpose_fr: Option<String>,
    /// The column that bears the id of the complaint whose erasure takes the row, or of the row it hangs on.
    pub(super) erased_by: Option<String>,
    /// The table that [`TablePrivacy::erased_by`] points into, when that is not the complaint itself.
    pub(super) erased_through: Option<String>,
    /// What an erasure empties, where the row itself must stay.
    #[serde(default)]
    pub(super) cleared: Vec<String>,
    /// Why nothing of it is erased with a complaint.
    pub(super) outlives: Option<String>,
    #[serde(default, rename = "column")]
    pub(super) columns: BTreeMap<String, ColumnPrivacy>,
}

/// What is said of one column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnPrivacy {
    pub(super) kind: Kind,
    pub(super) retention: String,
    pub(super) public: bool,
    /// When it differs from the table's.
    pub(super) purpose: Option<String>,
}

/// What a column holds.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Technical,
    Personal,
    Sensitive,
    Secret,
    Legal,
    Statistical,
}

/// One readable privacy file: its path, its owner, its content.
pub(super) struct Declared {
    pub(super) path: String,
    pub(super) owner: String,
    pub(super) content: Privacy,
}

/// The privacy files that can be read, and the errors of those that cannot.
pub(super) fn privacy(repo: &Repo) -> (Vec<Declared>, Vec<(String, String)>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for (path, text) in repo.under("privacy/", ".toml") {
        match toml::from_str::<Privacy>(text) {
            Ok(content) => {
                let stem = path
                    .trim_start_matches("privacy/")
                    .trim_end_matches(".toml");
                let owner = content.owner.clone().unwrap_or_else(|| stem.to_owned());
                files.push(Declared {
                    path: path.to_owned(),
                    owner,
                    content,
                });
            }
            Err(error) => errors.push((path.to_owned(), error.to_string())),
        }
    }
    (files, errors)
}

/// The tables after every migration, in the order of file names.
pub(super) fn tables(repo: &Repo) -> Tables {
    let mut tables = Tables::new();
    for (_, text) in repo.under("migrations/", ".sql") {
        for statement in statements(text) {
            apply(&mut tables, &statement);
        }
    }
    tables
}

/// Splits at `;` outside brackets and quotes, comments removed, blanks made single.
fn statements(text: &str) -> Vec<String> {
    let plain: String = text
        .lines()
        .map(|l| l.split("--").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join(" ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    split_at(&plain, ';')
}

/// Splits at `mark` where no bracket and no quote is open.
fn split_at(text: &str, mark: char) -> Vec<String> {
    let (mut depth, mut quoted, mut part, mut parts) = (0_i32, false, String::new(), Vec::new());
    for c in text.chars() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if c == mark && depth == 0 && !quoted {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts
        .into_iter()
        .map(|p| p.trim().to_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

fn apply(tables: &mut Tables, statement: &str) {
    let create = super::pattern(
        r"(?is)^create (virtual )?table (?:if not exists )?(\w+)(?: using \w+)? ?\((.*)\)[^)]*$",
    );
    let alter = super::pattern(
        r"(?i)^alter table (?:if exists )?(\w+) (add|drop|rename)(?: (column|to))? (.*)$",
    );
    let drop = super::pattern(r"(?i)^drop table (?:if exists )?(\w+)");
    if let Some(found) = create.captures(statement) {
        let columns = tables.entry(found[2].to_lowercase()).or_default();
        columns.extend(split_at(&found[3], ',').iter().filter_map(|c| column(c)));
    } else if let Some(found) = alter.captures(statement) {
        let (table, verb) = (found[1].to_lowercase(), found[2].to_lowercase());
        change(
            tables,
            &table,
            &verb,
            found.get(3).map(|m| m.as_str()),
            &found[4],
        );
    } else if let Some(found) = drop.captures(statement) {
        tables.remove(&found[1].to_lowercase());
    }
}

fn change(tables: &mut Tables, table: &str, verb: &str, what: Option<&str>, rest: &str) {
    let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
    if verb == "rename" && what.is_some_and(|w| w.eq_ignore_ascii_case("to")) {
        if let (Some(columns), Some(new)) = (tables.remove(table), words.first()) {
            tables.insert(new.clone(), columns);
        }
        return;
    }
    let columns = tables.entry(table.to_owned()).or_default();
    match verb {
        "add" => columns.extend(column(rest.trim_start_matches("if not exists "))),
        "drop" => {
            for word in words {
                columns.remove(&word);
            }
        }
        _ => {
            if let [old, _to, new, ..] = words.as_slice() {
                columns.remove(old);
                columns.insert(new.clone());
            }
        }
    }
}

/// The column a line of `create table` declares; nothing for a constraint or an option.
fn column(line: &str) -> Option<String> {
    const NOT_COLUMNS: &[&str] = &[
        "primary",
        "unique",
        "check",
        "foreign",
        "constraint",
        "exclude",
        "like",
    ];
    let name = line
        .split([' ', '('])
        .next()?
        .trim_matches('"')
        .to_lowercase();
    let option = line.split(' ').next().is_some_and(|w| w.contains('='));
    (!option && !name.is_empty() && !NOT_COLUMNS.contains(&name.as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Vec<String> {
        let tables = tables(&Repo::of(files));
        tables
            .iter()
            .flat_map(|(t, cs)| cs.iter().map(move |c| format!("{t}.{c}")))
            .collect()
    }

    #[test]
    fn columns_are_read_and_constraints_are_not() {
        let text = "-- why; not\ncreate table a (\n id {UUID} primary key, -- the id, first\n\
            b {TEXT} not null check (b in ('x,y', 'z')),\n c numeric(3, 2),\n\
            constraint a_b check (b <> ''),\n unique (b, c)\n);\ncreate index i on a (b);";
        assert_eq!(
            of(&[("migrations/0001_a.sql", text)]),
            ["a.b", "a.c", "a.id"]
        );
    }

    #[test]
    fn overlays_and_changes_count() {
        let files = [
            (
                "migrations/0001_a.sql",
                "create table a (id {UUID}, b {TEXT}); create table g (h {INT})",
            ),
            (
                "migrations/0001_a.sqlite.sql",
                "create virtual table f using fts5(w, content='', tokenize='x y')",
            ),
            (
                "migrations/0002_b.sql",
                "alter table a add column c {INT}; alter table a rename column b to d;\
              drop table g; alter table f rename to k",
            ),
        ];
        assert_eq!(of(&files), ["a.c", "a.d", "a.id", "k.w"]);
    }
}
