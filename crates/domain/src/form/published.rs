//! A form as other programs read it: its pages in order, each question with its words, its choices,
//! its conditions, and the JSON Schema of that description. Written by hand: it is a promise to the
//! outside, and holds nothing of how the pack is built.

use serde_json::{Map, Value as Json, json};

use super::bilingual::Bilingual;
use super::condition::{Condition, Literal};
use super::field::{Field, Required};
use super::kind::{BlockStep, Kind, PageStep, Step};
use super::pack::Pack;
use super::schema::{DIALECT, every_page};

impl Pack {
    /// A type in a list: what it is called and which version of it is in force.
    #[must_use]
    pub fn listed(&self, kind: &Kind) -> Json {
        json!({
            "code": kind.code,
            "id": kind.id,
            "version": kind.version,
            "hash": kind.hash,
            "valid_from": kind.valid_from.to_string(),
            "label": said(&kind.label),
            "lead": said(&kind.lead),
        })
    }

    /// A type with its pages and questions, in order; `None` when it does not exist.
    #[must_use]
    pub fn published(&self, code: &str) -> Option<Json> {
        let kind = self.kind(code)?;
        let mut form = self.listed(kind);
        let pages = every_page(self, kind).map(|(step, page)| self.page(step, page));
        form["pages"] = pages.collect();
        form["files_when"] = kind.uploads_when.as_ref().map_or(Json::Null, condition);
        Some(form)
    }

    fn page(&self, step: Option<&Step>, page: &PageStep) -> Json {
        let fields = page.page.iter().filter_map(|key| self.field(key));
        let whens = step.and_then(Step::when).into_iter().chain(&page.when);
        let mut all = Map::new();
        all.insert("title".into(), page.title.as_ref().map_or(Json::Null, said));
        all.insert("when".into(), whens.map(condition).collect());
        if let Some(Step::Block(BlockStep {
            block,
            repeat: Some(repeat),
            ..
        })) = step
        {
            let more = self.blocks.get(block).and_then(|block| block.more.clone());
            all.insert(
                "repeat".into(),
                json!({ "min": repeat.min, "max": repeat.max, "more": more }),
            );
        }
        all.insert("questions".into(), fields.map(question).collect());
        Json::Object(all)
    }
}

fn said(words: &Bilingual) -> Json {
    json!({ "fr": words.fr, "en": words.en })
}

fn question(field: &Field) -> Json {
    let states = ["unknown", "declined", "later"];
    let optional = |words: &Option<Bilingual>| words.as_ref().map_or(Json::Null, said);
    json!({
        "key": field.key,
        "type": field.kind.code(),
        "required": match field.required {
            Required::No => "no",
            Required::Answer => "answer",
            Required::Value => "value",
        },
        "states": states.into_iter().filter(|s| field.offers(s)).collect::<Vec<_>>(),
        "many": field.many,
        "sensitive": field.sensitive,
        "label": said(&field.label),
        "hint": optional(&field.hint),
        "why": said(&field.why),
        "when": field.when.as_ref().map_or(Json::Null, condition),
        "choices": field.choices.iter().map(|choice| {
            json!({ "code": choice.code, "label": said(&choice.label), "alone": choice.alone })
        }).collect::<Vec<_>>(),
    })
}

/// A condition as written in the files of the pack.
fn condition(condition: &Condition) -> Json {
    let all = |conditions: &[Condition]| -> Vec<Json> {
        conditions.iter().map(self::condition).collect()
    };
    match condition {
        Condition::Eq(field, is) => json!({ "eq": [field, literal(is)] }),
        Condition::In(field, are) => {
            json!({ "in": [field, are.iter().map(literal).collect::<Vec<_>>()] })
        }
        Condition::Gt(field, least) => json!({ "gt": [field, least] }),
        Condition::Answered(field) => json!({ "answered": field }),
        Condition::And(conditions) => json!({ "and": all(conditions) }),
        Condition::Or(conditions) => json!({ "or": all(conditions) }),
        Condition::Not(inner) => json!({ "not": self::condition(inner) }),
    }
}

fn literal(literal: &Literal) -> Json {
    match literal {
        Literal::Flag(flag) => json!(flag),
        Literal::Number(number) => json!(number),
        Literal::Word(word) => json!(word),
    }
}

/// The JSON Schema of [`Pack::published`].
#[must_use]
pub fn schema_of_forms() -> Json {
    let words = json!({ "$ref": "#/$defs/words" });
    let maybe = json!({ "anyOf": [{ "$ref": "#/$defs/words" }, { "type": "null" }] });
    let word = json!({ "type": "string" });
    let object = |properties: Json| {
        let required: Vec<String> = properties
            .as_object()
            .map(|all| all.keys().cloned().collect())
            .unwrap_or_default();
        json!({
            "type": "object",
            "required": required,
            "additionalProperties": false,
            "properties": properties,
        })
    };
    let mut page = object(json!({
        "title": maybe,
        "when": { "type": "array", "items": { "$ref": "#/$defs/condition" } },
        "questions": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/question" } },
    }));
    page["properties"]["repeat"] = object(json!({
        "min": { "type": "integer", "minimum": 0 },
        "max": { "type": "integer", "minimum": 1 },
        "more": { "type": ["string", "null"] },
    }));
    let mut form = object(json!({
        "code": word, "id": word, "version": { "type": "integer", "minimum": 1 },
        "hash": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "valid_from": { "type": "string", "format": "date" },
        "label": words, "lead": words,
        "files_when": { "anyOf": [{ "$ref": "#/$defs/condition" }, { "type": "null" }] },
        "pages": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/page" } },
    }));
    form["$schema"] = json!(DIALECT);
    form["title"] = json!("A questionnaire");
    form["$defs"] = json!({
        "words": object(json!({ "fr": word, "en": word })),
        "page": page,
        "question": object(json!({
            "key": { "type": "string", "pattern": "^[a-z0-9_]+[.][a-z0-9_]+$" },
            "type": word,
            "required": { "enum": ["no", "answer", "value"] },
            "states": { "type": "array", "items": { "enum": ["unknown", "declined", "later"] } },
            "many": { "type": "boolean" },
            "sensitive": { "type": "boolean" },
            "label": words, "hint": maybe, "why": words,
            "when": { "anyOf": [{ "$ref": "#/$defs/condition" }, { "type": "null" }] },
            "choices": { "type": "array", "items": object(json!({
                "code": word, "label": words, "alone": { "type": "boolean" },
            })) },
        })),
        "condition": schema_of_conditions(),
    });
    form
}

/// The tree of conditions: exactly one of its seven shapes.
fn schema_of_conditions() -> Json {
    let one = |name: &str, is: Json| {
        json!({
            "type": "object",
            "required": [name],
            "additionalProperties": false,
            "properties": { name: is },
        })
    };
    let pair = |second: Json| {
        json!({
            "type": "array",
            "prefixItems": [{ "type": "string" }, second],
            "minItems": 2,
            "items": false,
        })
    };
    let literal = json!({ "type": ["boolean", "integer", "string"] });
    let several = json!({ "type": "array", "items": { "$ref": "#/$defs/condition" } });
    json!({ "oneOf": [
        one("eq", pair(literal.clone())),
        one("in", pair(json!({ "type": "array", "minItems": 1, "items": literal }))),
        one("gt", pair(json!({ "type": "integer" }))),
        one("answered", json!({ "type": "string" })),
        one("and", several.clone()),
        one("or", several),
        one("not", json!({ "$ref": "#/$defs/condition" })),
    ] })
}
