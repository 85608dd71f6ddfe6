//! Variables over the file of settings: `FAISCEAU_LIMITS_DRAFT_DAYS` sets `draft_days` in `[limits]`. Reads no
//! environment: the binary hands it in.

use crate::fault::Fault;

/// The tables whose keys a variable may set: `limits_draft_days` sets `draft_days` in `[limits]`.
const TABLES: [&str; 10] = [
    "limits",
    "log",
    "mail",
    "roles",
    "s3",
    "signature",
    "storage",
    "syslog",
    "time",
    "tls",
];

/// Sets a key, of a table or of its own; the word is read as the key's own type.
pub(crate) fn lay_over(table: &mut toml::Table, key: &str, value: &str) -> Result<(), Fault> {
    let split = key
        .split_once('_')
        .filter(|(name, _)| TABLES.contains(name));
    if let Some((name, key)) = split {
        let word = match name {
            "limits" | "time" => whole(value)?,
            _ => typed(key, value)?,
        };
        let inner = table
            .entry(name)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()))
            .as_table_mut()
            .ok_or_else(|| Fault::new(format!("`{name}` must be a table")))?;
        inner.insert(key.to_owned(), word);
        return Ok(());
    }
    table.insert(key.to_owned(), typed(key, value)?);
    Ok(())
}

/// A word as the type of its key.
fn typed(key: &str, value: &str) -> Result<toml::Value, Fault> {
    Ok(match key {
        "database_connections"
        | "workers"
        | "port"
        | "stored_bytes_max"
        | "enterprise"
        | "identity_custodians" => whole(value)?,
        "noise_off"
        | "own_sources"
        | "second_factor_for"
        | "recipients"
        | "retired_identity_files"
        | "recovery_recipients"
        | "witnesses" => list(value),
        "behind_proxy" if value.parse::<bool>().is_err() => list(value),
        "https" | "behind_proxy" | "volume_is_encrypted" | "virtual_hosted" => value
            .parse()
            .map(toml::Value::Boolean)
            .map_err(|_| Fault::new("expected true or false"))?,
        _ => toml::Value::String(value.to_owned()),
    })
}

fn whole(value: &str) -> Result<toml::Value, Fault> {
    let number = value.parse().map(toml::Value::Integer);
    number.map_err(|_| Fault::new("expected a whole number"))
}

/// Words between commas.
fn list(value: &str) -> toml::Value {
    let names = value
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    toml::Value::Array(names.map(|name| name.to_owned().into()).collect())
}
