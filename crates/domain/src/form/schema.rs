//! JSON Schema (2020-12) of the answers to a form, for the programs that fill it: every key, the
//! shape of its value, the states it offers. What depends on other answers is not in it: the form
//! itself says when a question is asked, and filing checks it.

use serde_json::{Value as Json, json};

use super::audit::pages_of;
use super::field::{Field, FieldKind, Required};
use super::journey::DECLARATION;
use super::kind::{BlockStep, Kind, PageStep, Step};
use super::pack::Pack;

/// The dialect the schemas are written in.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The version of the layout of a set of answers.
const LAYOUT: u8 = 1;

impl Pack {
    /// The schema of a set of answers to a type, as it is now; `None` when the type does not exist.
    #[must_use]
    pub fn schema_of_answers(&self, code: &str) -> Option<Json> {
        let kind = self.kind(code)?;
        let mut plain = serde_json::Map::new();
        let mut repeated = serde_json::Map::new();
        let mut required = Vec::new();
        for (step, page) in every_page(self, kind) {
            let repeats = matches!(
                step,
                Some(Step::Block(BlockStep {
                    repeat: Some(_),
                    ..
                }))
            );
            for field in page.page.iter().filter_map(|key| self.field(key)) {
                if repeats {
                    repeated.insert(repeated_key(&field.key), answer(field));
                } else {
                    plain.insert(field.key.clone(), answer(field));
                }
                // In a list of tasks nothing but who files is needed, and that is checked at filing.
                if !repeats && !kind.has_tasks() && is_always_needed(step, page, field) {
                    required.push(field.key.clone());
                }
            }
        }
        Some(json!({
            "$schema": DIALECT,
            "title": kind.label.en,
            "type": "object",
            "required": ["v", "form", "answers"],
            "additionalProperties": false,
            "properties": {
                "v": { "const": LAYOUT },
                "form": {
                    "type": "object",
                    "required": ["code", "version", "hash"],
                    "additionalProperties": false,
                    "properties": {
                        "code": { "const": kind.code },
                        "version": { "const": kind.version },
                        "hash": { "const": kind.hash },
                    },
                },
                "answers": {
                    "type": "object",
                    "required": required,
                    "properties": plain,
                    "patternProperties": repeated,
                    "additionalProperties": false,
                },
            },
        }))
    }
}

/// The pages a type may have, the declaration every type ends with last.
pub(super) fn every_page<'p>(
    pack: &'p Pack,
    kind: &'p Kind,
) -> impl Iterator<Item = (Option<&'p Step>, &'p PageStep)> {
    let own = pages_of(pack, kind).into_iter();
    let last = pack.blocks.get(DECLARATION).into_iter();
    own.map(|(step, page)| (Some(step), page))
        .chain(last.flat_map(|block| &block.pages).map(|page| (None, page)))
}

/// `payment.amount` in any item of its group: `payment[0].amount`.
fn repeated_key(field: &str) -> String {
    let (block, name) = field.split_once('.').unwrap_or((field, ""));
    format!("^{block}\\[(0|[1-9][0-9]{{0,4}})\\]\\.{name}$")
}

fn is_always_needed(step: Option<&Step>, page: &PageStep, field: &Field) -> bool {
    field.required != Required::No
        && field.kind != FieldKind::File
        && field.when.is_none()
        && page.when.is_none()
        && step.is_none_or(|step| step.when().is_none())
}

/// One answer: a value, or one of the states the question offers.
fn answer(field: &Field) -> Json {
    let given = json!({
        "type": "object",
        "required": ["state", "value"],
        "additionalProperties": false,
        "properties": { "state": { "const": "value" }, "value": value(field) },
    });
    let states: Vec<&str> = ["unknown", "declined", "later"]
        .into_iter()
        .filter(|state| field.offers(state))
        .collect();
    let mut ways = vec![given];
    if !states.is_empty() {
        ways.push(json!({
            "type": "object",
            "required": ["state"],
            "additionalProperties": false,
            "properties": { "state": { "enum": states } },
        }));
    }
    json!({ "title": field.label.en, "oneOf": ways })
}

fn value(field: &Field) -> Json {
    let one = one_value(field);
    if field.many {
        return typed(
            "many",
            json!({ "type": "array", "minItems": 1, "items": one }),
        );
    }
    one
}

fn typed(name: &str, is: Json) -> Json {
    json!({
        "type": "object",
        "required": ["type", "is"],
        "additionalProperties": false,
        "properties": { "type": { "const": name }, "is": is },
    })
}

fn object(required: &[&str], properties: Json) -> Json {
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

fn one_value(field: &Field) -> Json {
    let codes = || -> Vec<&str> { field.choices.iter().map(|c| c.code.as_str()).collect() };
    let text = || json!({ "type": "string", "minLength": 1, "maxLength": field.max_chars() });
    let day = || json!({ "type": "string", "format": "date" });
    match field.kind {
        FieldKind::Choice | FieldKind::Select => typed("choice", json!({ "enum": codes() })),
        FieldKind::Multi => typed(
            "multi",
            json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": { "enum": codes() } }),
        ),
        FieldKind::Bool3 => typed("flag", json!({ "type": "boolean" })),
        FieldKind::Tick => typed("flag", json!({ "const": true })),
        FieldKind::Text | FieldKind::Textarea => typed("text", text()),
        FieldKind::Date => typed("date", day()),
        FieldKind::DateApprox => typed("approx", approx()),
        FieldKind::Quantity => typed(
            "quantity",
            json!({ "type": "string", "pattern": "^[0-9]+([.][0-9]+)?$" }),
        ),
        FieldKind::Int => typed("int", json!({ "type": "integer", "minimum": 0 })),
        FieldKind::File => typed(
            "files",
            json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }),
        ),
        FieldKind::Iban
        | FieldKind::Bic
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::EmailOrPhone
        | FieldKind::Url
        | FieldKind::Ip
        | FieldKind::Hash
        | FieldKind::Siren => typed("typed", as_typed(field, json!({}))),
        _ => several_parts(field),
    }
}

/// What is made of several inputs.
fn several_parts(field: &Field) -> Json {
    let text = || json!({ "type": "string", "minLength": 1, "maxLength": field.max_chars() });
    let short = || json!({ "type": "string", "maxLength": field.max_chars() });
    let day = || json!({ "type": "string", "format": "date" });
    match field.kind {
        FieldKind::Datetime => {
            let time =
                json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$" });
            let parts = json!({ "date": day(), "time": time, "zone": { "type": "string" } });
            typed("moment", object(&["date", "zone"], parts))
        }
        FieldKind::Period => {
            let parts =
                json!({ "first": approx(), "last": approx(), "continuing": { "type": "boolean" } });
            typed("period", object(&[], parts))
        }
        FieldKind::Money => {
            let minor = json!({ "type": "integer", "minimum": 0 });
            let currency = json!({ "type": "string", "pattern": "^[A-Z]{3}$" });
            let parts = json!({ "minor": minor, "currency": currency });
            typed("money", object(&["minor", "currency"], parts))
        }
        FieldKind::Handle => {
            let parts = json!({ "platform": short(), "name": short() });
            typed("handle", object(&["platform", "name"], parts))
        }
        FieldKind::CryptoAddr | FieldKind::CryptoTx => {
            let codes = field.choices.iter().map(|choice| choice.code.as_str());
            let chains: Vec<&str> = codes.chain([""]).collect();
            let mut parts = as_typed(field, json!({ "chain": { "enum": chains } }));
            parts["required"] = json!(["chain", "raw"]);
            typed("on_chain", parts)
        }
        FieldKind::CardRef => {
            let digits =
                |n: usize| json!({ "type": "string", "pattern": format!("^[0-9]{{{n}}}$") });
            let parts = json!({ "first6": digits(6), "last4": digits(4) });
            typed("card", object(&["first6", "last4"], parts))
        }
        FieldKind::Address => {
            let names = ["lines", "postcode", "town", "country"];
            let parts: serde_json::Map<String, Json> = names
                .map(|name| (name.to_owned(), short()))
                .into_iter()
                .collect();
            typed("address", object(&names, parts.into()))
        }
        FieldKind::Commune => {
            let code = json!({ "type": "string", "pattern": "^[0-9A-Za-z]{5}$" });
            typed(
                "place",
                object(&["name"], json!({ "name": text(), "code": code })),
            )
        }
        // A person; the kinds of one input were read before.
        _ => typed("person", person(field)),
    }
}

/// A value kept as typed, with the doubt a person was told of and kept it with.
fn as_typed(field: &Field, more: Json) -> Json {
    let mut parts = more;
    parts["raw"] = json!({ "type": "string", "minLength": 1, "maxLength": field.max_chars() });
    parts["doubt"] = json!({ "type": "string" });
    object(&["raw"], parts)
}

/// A year, perhaps a month, perhaps a day of it.
fn approx() -> Json {
    let mut one = object(
        &["year"],
        json!({
            "year": { "type": "integer", "minimum": 1, "maximum": 9999 },
            "month": { "type": "integer", "minimum": 1, "maximum": 12 },
            "day": { "type": "integer", "minimum": 1, "maximum": 31 },
        }),
    );
    one["dependentRequired"] = json!({ "day": ["month"] });
    one
}

fn person(field: &Field) -> Json {
    let parts: Vec<&String> = field
        .parts
        .iter()
        .filter(|part| *part != "born_on")
        .collect();
    let pair = json!({
        "type": "array",
        "prefixItems": [{ "enum": parts }, { "type": "string", "maxLength": field.max_chars() }],
        "minItems": 2,
        "items": false,
    });
    object(
        &[],
        json!({
            "parts": { "type": "array", "items": pair },
            "born_on": { "type": "string", "format": "date" },
        }),
    )
}
