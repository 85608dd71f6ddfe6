//! What administrators decided, in one file that people read and programs check: settings, the overlay by its digests, the
//! partners by their names. Signed by the key of the installation it comes from. Never a secret, nor where one lies, nor
//! what belongs to one machine. Operations: [`export`], [`read`] and [`compare`], [`import`], [`notice`].

mod compare;
pub mod export;
pub mod import;
pub mod notice;
mod read;

pub use compare::{Difference, compare};
pub use read::{Exported, read};

use std::collections::BTreeMap;

/// The first word of a file; another layout has another number.
const FORMAT: &str = "faisceau configuration 1";
/// What begins the two last lines.
const SIGNED_BY: &str = "# signed by ";
const SIGNATURE: &str = "# signature ";
/// Longest file read: settings are short, and an overlay has some hundred files.
const BYTES_MAX: usize = 1 << 20;

/// Settings that stay: of this machine alone, or secret, or the place of a secret. A word stands for a whole table.
const STAYS: [&str; 19] = [
    "behind_proxy",
    "clamd",
    "data_dir",
    "database_connections",
    "database_url",
    "listen",
    "log.drop_dir",
    "mail.ca_file",
    "mail.password_file",
    "mail.user",
    "overlay_dir",
    "roles",
    "s3",
    "signature",
    "storage",
    "syslog.ca_file",
    "time.authorities",
    "time.former",
    "workers",
];

/// Settings that were given, each value by its dotted key.
pub type Settings = BTreeMap<String, toml::Value>;

/// Why nothing is read or imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file is none of ours, or of another layout.
    Malformed(String),
    /// No key known here signed it.
    UnknownKey(String),
    /// It was changed since it was signed.
    Changed,
    /// Files laid over the shipped content are not those of the file: which.
    Overlay(Vec<String>),
    /// A setting that stays on its machine.
    Stays(String),
    /// The settings do not hold together here: why.
    Unfit(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Malformed(why) => write!(f, "this is no exported configuration: {why}"),
            Refused::UnknownKey(id) => write!(
                f,
                "it is signed by the key {id}, which is not known here: give it with --key FILE"
            ),
            Refused::Changed => f.write_str("the file was changed since it was signed"),
            Refused::Overlay(files) => write!(
                f,
                "the overlay here is not the one of the file: put the same files first ({})",
                files.join(", ")
            ),
            Refused::Stays(key) => write!(f, "`{key}` belongs to one machine: it is not imported"),
            Refused::Unfit(why) => write!(f, "the settings do not fit here: {why}"),
        }
    }
}

impl std::error::Error for Refused {}

/// Whether a setting stays on its machine.
fn stays(key: &str) -> bool {
    STAYS.iter().any(|stays| {
        key == *stays
            || key
                .strip_prefix(stays)
                .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The settings of a table that travel: tables of the configuration by their keys, what is below whole.
fn travelling(table: &toml::Table) -> Settings {
    flat(table)
        .into_iter()
        .filter(|(key, _)| !stays(key))
        .collect()
}

/// The values of a table by their dotted keys; `units` is one value, whose keys are names.
fn flat(table: &toml::Table) -> Settings {
    let mut settings = Settings::new();
    for (key, value) in table {
        match value {
            toml::Value::Table(inner) if key != "units" => {
                let inner = inner.iter().map(|(k, v)| (format!("{key}.{k}"), v.clone()));
                settings.extend(inner);
            }
            other => {
                settings.insert(key.clone(), other.clone());
            }
        }
    }
    settings
}

/// The same as a table.
fn nested(settings: &Settings) -> toml::Table {
    let mut table = toml::Table::new();
    for (key, value) in settings {
        match key.split_once('.') {
            None => {
                table.insert(key.clone(), value.clone());
            }
            Some((name, key)) => {
                let inner = table
                    .entry(name)
                    .or_insert_with(|| toml::Value::Table(toml::Table::new()));
                if let toml::Value::Table(inner) = inner {
                    inner.insert(key.to_owned(), value.clone());
                }
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret_or_of_one_machine_stays() {
        let table: toml::Table = "controller = 'A'\ndata_dir = '/x'\ndatabase_url = 'postgres://u:p@h/d'\n\
            units = { 'Lille' = 'x' }\n[limits]\ndraft_days = 9\n[mail]\nhost = 'h'\npassword_file = '/p'\n\
            [s3]\nbucket = 'b'\n[storage]\nidentity_file = '/k'\n"
            .parse()
            .expect("a table");
        let travels = travelling(&table);
        let keys: Vec<&str> = travels.keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["controller", "limits.draft_days", "mail.host", "units"]
        );
        assert_eq!(flat(&nested(&flat(&table))), flat(&table));
        assert!(!stays("mailbox") && stays("s3.bucket") && !stays("time.every_minutes"));
    }
}
