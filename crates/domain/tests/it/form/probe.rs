//! A type made for tests, with one page per kind of field, added to the shipped files.

use std::fmt::Write as _;

use faisceau_domain::form::reading::parse_page;
use faisceau_domain::form::{Answer, Journey, Pack, Parsed, Posted, Refused, Value};

use super::files;
use super::walk::reading;

const KINDS: [&str; 31] = [
    "choice",
    "select",
    "multi",
    "bool3",
    "tick",
    "text",
    "textarea",
    "date",
    "date_approx",
    "datetime",
    "period",
    "money",
    "quantity",
    "int",
    "iban",
    "bic",
    "card_ref",
    "phone",
    "email",
    "email_or_phone",
    "url",
    "handle",
    "crypto_addr",
    "crypto_tx",
    "ip",
    "person",
    "address",
    "commune",
    "siren",
    "hash",
    "file",
];

/// Kinds that take several values.
pub(crate) const MANY: [&str; 3] = ["text", "phone", "url"];

/// The shipped pack, with the type `probe`: fields `probe.<kind>`, `probe.many_<kind>`,
/// `probe.deadline` (a date that may be in the future) and `probe.strict_email`.
pub(crate) fn pack() -> Pack {
    let mut files = files();
    files.push(("probe.toml".to_owned(), toml_text()));
    Pack::read(files).unwrap()
}

fn toml_text() -> String {
    let mut fields = String::new();
    let mut steps = String::new();
    let mut add = |name: &str, kind: &str, more: &str| {
        let extra = match kind {
            "choice" | "select" | "crypto_addr" | "crypto_tx" => "list = \"chain\"",
            "multi" => {
                "choices = [{ code = \"a\", label = { fr = \"A\", en = \"A\" } }, { code = \"b\", \
                 label = { fr = \"B\", en = \"B\" } }, { code = \"none\", alone = true, label = { \
                 fr = \"C\", en = \"C\" } }]"
            }
            "person" => "parts = [\"birth_name\", \"born_on\"]\nneeds = [\"birth_name\"]",
            "address" => "needs = [\"town\"]",
            "url" => "pivot = \"url\"\nrole = \"offender\"",
            _ => "",
        };
        write!(
            fields,
            "[field.\"probe.{name}\"]\ntype = \"{kind}\"\nrequired = \"answer\"\nlabel = {{ fr = \
             \"Question {name}\", en = \"Question {name}\" }}\nwhy = {{ fr = \"Pour voir\", en = \
             \"To see\" }}\n{extra}\n{more}\n"
        )
        .unwrap();
        writeln!(steps, "{{ page = [\"probe.{name}\"] }},").unwrap();
    };
    for kind in KINDS {
        add(kind, kind, "declined = true\nlater = true");
    }
    for kind in MANY {
        add(&format!("many_{kind}"), kind, "many = true");
    }
    add("deadline", "date", "future = true");
    add("strict_email", "email", "strict = true");
    let schemes = ["tech_role", "iccs", "le_csirt", "xarf", "fr_scams"];
    let none: String = schemes
        .map(|scheme| format!("none.{scheme} = {{ fr = \"Un essai\", en = \"A probe\" }}\n"))
        .concat();
    format!(
        "[type.probe]\nid = \"T99\"\nversion = 1\nvalid_from = 2026-11-01\nlabel = {{ fr = \
         \"Essai\", en = \"Probe\" }}\nlead = {{ fr = \"Essai\", en = \"Probe\" }}\nqualify = \
         []\nmode.fr-default = \"report_only\"\nurgent = [\"keep_everything\"]\nsteps = [\n\
         {steps}{{ block = \"facts\", profile = \"min\" }}, {{ block = \"suspect\", profile = \
         \"min\" }}, {{ block = \"identity\" }}]\n{fields}\n[codes.probe]\n{none}"
    )
}

/// Posts parts of `probe.<name>` alone.
pub(crate) fn post(pack: &Pack, name: &str, parts: &[(&str, &str)]) -> Result<Parsed, Refused> {
    let answers = pack.blank("probe").unwrap();
    let journey = Journey::of(pack, "probe", &answers).unwrap();
    let page = journey
        .page(&format!("probe-{}", name.replace('_', "-")))
        .unwrap();
    let key = page.asked[0].key.clone();
    let named = parts
        .iter()
        .map(|(part, text)| (faisceau_domain::form::input_name(&key, part), *text));
    parse_page(page, &Posted::new(named), &reading())
}

/// The value of a good answer.
pub(crate) fn value(pack: &Pack, name: &str, parts: &[(&str, &str)]) -> Value {
    let parsed = post(pack, name, parts).unwrap();
    match parsed.answers.into_iter().next() {
        Some((_, Answer::Value(value))) => value,
        other => panic!("probe.{name} {parts:?}: {other:?}"),
    }
}

/// The code of the first refusal or warning.
pub(crate) fn cause(pack: &Pack, name: &str, parts: &[(&str, &str)]) -> &'static str {
    match post(pack, name, parts) {
        Ok(parsed) => panic!("probe.{name} {parts:?} accepted: {parsed:?}"),
        Err(refused) => refused.errors[0].cause.code(),
    }
}
