//! Every trap of every kind, published vectors, and properties over arbitrary text.
//! No network, no clock; the only files read are those of `tests/data`.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod crypto;
mod email;
mod forms;
mod handle;
mod iban;
mod ip;
mod payref;
mod phone;
mod properties;
mod published;
mod ransom;
mod registry;
mod url;

use faisceau_identifiers::{Identifier, Kind, parse};

/// The identifier of a text that must be one.
#[track_caller]
fn read(kind: Kind, raw: &str) -> Identifier {
    parse(kind, raw).unwrap_or_else(|why| panic!("{raw:?}: {why}"))
}

/// Canonical form and code of the doubt ("" when there is none).
#[track_caller]
fn form(kind: Kind, raw: &str) -> (String, &'static str) {
    let found = read(kind, raw);
    let doubt = found.doubt().map_or("", faisceau_identifiers::Doubt::code);
    (found.canonical().to_owned(), doubt)
}

/// Code of the refusal of a text that must be refused.
#[track_caller]
fn refusal(kind: Kind, raw: &str) -> &'static str {
    match parse(kind, raw) {
        Err(why) => why.code(),
        Ok(found) => panic!("{raw:?} was read as {}", found.canonical()),
    }
}

/// Every row `(raw, canonical, doubt)` holds.
#[track_caller]
fn all(kind: Kind, rows: &[(&str, &str, &str)]) {
    for (raw, canonical, doubt) in rows {
        assert_eq!(
            form(kind, raw),
            ((*canonical).to_owned(), *doubt),
            "{raw:?}"
        );
    }
}

/// Every row `(raw, code)` is refused for that reason.
#[track_caller]
fn none(kind: Kind, rows: &[(&str, &str)]) {
    for (raw, code) in rows {
        assert_eq!(refusal(kind, raw), *code, "{raw:?}");
    }
}
