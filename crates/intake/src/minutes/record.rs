//! The record for other programs: the JSON that the drafting software of a service reads, and its schema.
//! Written by hand: it is a promise to the outside. Every question is there, with its state.

use super::Taken;
use crate::receipt::Complaint;
use faisceau_domain::form::{Journey, Pack, UNANSWERED};
use faisceau_domain::hearing::{Document, Presence, ReadBack, Word};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use serde_json::{Value, json};

/// The version of this form. What is added is optional; what changes its meaning has another version.
const VERSION: u8 = 2;

/// A question as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// The section it stands in.
    pub(crate) section: String,
    /// The key of its answer, the same for ever.
    pub(crate) key: String,
    /// The question.
    pub(crate) label: String,
    /// The answer in words; empty when there is none.
    pub(crate) answer: String,
    /// `answered`, `unknown`, `declined`, `later` or `unanswered`.
    pub(crate) state: &'static str,
}

/// Everything recorded of a complaint.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// Every question put, in order.
    pub(crate) questions: Vec<Question>,
    taken: Taken,
    complaint: Complaint,
    form: Value,
    label: String,
    controller: String,
    regime: &'static str,
}

impl Record {
    /// The record of a complaint; none of an import, to which no question was put here.
    ///
    /// # Errors
    /// When its answers cannot be read, or its type is gone from the forms.
    pub(crate) fn of(
        cx: &Cx,
        complaint: &Complaint,
        taken: Taken,
    ) -> Result<Option<Record>, Fault> {
        let Some(answers) = complaint.answers()? else {
            return Ok(None);
        };
        let forms = &cx.world.forms;
        let journey = Journey::of(forms, &complaint.form_type, &answers)
            .ok_or_else(|| Fault::new("the type of a complaint is gone from forms/"))?;
        let form = answers.form();
        Ok(Some(Record {
            questions: questions(&journey, complaint),
            form: json!({ "code": form.code, "version": form.version, "hash": form.hash }),
            label: label(forms, complaint),
            controller: cx.world.config.controller_name().to_owned(),
            regime: cx.world.config.regime().code(),
            complaint: complaint.clone(),
            taken,
        }))
    }

    /// The record as JSON, which fits [`schema`].
    pub(crate) fn json(&self) -> Value {
        let (complaint, taken) = (&self.complaint, &self.taken);
        let hearing = taken.hearing.as_ref();
        let question = |one: &Question| {
            json!({
                "section": one.section, "key": one.key, "label": one.label,
                "state": one.state, "answer": one.answer,
            })
        };
        let officer = |one: &super::Officer| json!({ "part": one.part, "name": one.name, "at": one.at.map(|at| at.to_string()) });
        json!({
            "record": match self.regime { "authority" => "minutes", _ => "statement" },
            "record_version": VERSION,
            "reference": complaint.reference,
            "nature": complaint.nature,
            "channel": complaint.channel.code(),
            "controller": self.controller,
            "legal_regime": self.regime,
            "unit": complaint.unit,
            "language": complaint.lang.code(),
            "form": self.form,
            "form_label": self.label,
            "answers_version": complaint.version,
            "begun_at": hearing.map(|heard| heard.held.opened_at.to_string()),
            "filed_at": complaint.filed_at.to_string(),
            "recorded": taken.recorded.as_ref().map(|(at, officer)| {
                json!({ "at": at.to_string(), "officer": officer })
            }),
            "officers": taken.officers.iter().map(officer).collect::<Vec<_>>(),
            "presence": hearing.and_then(|heard| heard.presence.as_ref()).map(presence),
            "read_back": hearing.and_then(|heard| heard.read.as_ref()).map(read_back),
            "questions": self.questions.iter().map(question).collect::<Vec<_>>(),
            "exhibits": taken.exhibits,
        })
    }
}

/// The name of the type, in the language of the record.
fn label(forms: &Pack, complaint: &Complaint) -> String {
    let kind = forms.kind(&complaint.form_type);
    kind.map_or_else(String::new, |kind| {
        kind.label.get(complaint.lang).to_owned()
    })
}

fn questions(journey: &Journey<'_>, complaint: &Complaint) -> Vec<Question> {
    let sections = journey.transcript(complaint.lang).into_iter();
    let rows = sections.flat_map(|section| {
        let title = section.title;
        section.rows.into_iter().map(move |row| Question {
            section: title.clone(),
            key: row.key.to_string(),
            label: row.label,
            state: row.left.unwrap_or("answered"),
            // A state is said once, by its word; its sentence is of the page.
            answer: match row.left {
                Some(_) => String::new(),
                None => row.value,
            },
        })
    });
    rows.collect()
}

fn presence(presence: &Presence) -> Value {
    let document = match &presence.document {
        Document::Seen {
            kind,
            number,
            issued_by,
        } => json!({
            "state": "seen", "kind": kind.code(), "number": number, "issued_by": issued_by,
        }),
        Document::NotShown { reason } => json!({ "state": "not_shown", "reason": reason }),
        Document::NotAsked => json!({ "state": "not_asked" }),
    };
    let others = presence
        .others
        .iter()
        .map(|one| json!({ "part": one.part.code(), "name": one.name, "quality": one.quality }));
    json!({
        "language": presence.language,
        "document": document,
        "interpreter": presence.interpreter.as_ref().map(|one| json!({
            "name": one.name, "language": one.language,
            "oath": one.oath.code(), "reach": one.reach.code(),
        })),
        "others": others.collect::<Vec<_>>(),
    })
}

fn read_back(read: &ReadBack) -> Value {
    json!({
        "at": read.at.to_string(),
        "word": read.word.code(),
        "reason": match &read.word {
            Word::Confirmed => None,
            Word::RefusedToSign { reason } => Some(reason),
        },
    })
}

/// The JSON Schema of [`Record::json`].
pub(crate) fn schema() -> Value {
    let text = json!({ "type": "string" });
    let instant = json!({ "type": "string", "format": "date-time" });
    let maybe_instant = json!({ "type": ["string", "null"], "format": "date-time" });
    let states = ["answered", "unknown", "declined", "later", UNANSWERED];
    let all = |one: Value| json!({ "type": "array", "items": one });
    let maybe = |one: Value| json!({ "anyOf": [one, { "type": "null" }] });
    let question = object(json!({
        "section": text, "key": text, "label": text, "answer": text, "state": { "enum": states },
    }));
    let officer = object(json!({
        "part": { "enum": ["opened", "handed_over", "filed"] }, "name": text, "at": maybe_instant,
    }));
    let mut root = object(json!({
        "record": { "enum": ["minutes", "statement"] },
        "record_version": { "const": VERSION },
        "reference": text,
        "nature": { "enum": ["complaint", "report"] },
        "channel": { "enum": ["online", "counter", "partner"] },
        "controller": text,
        "legal_regime": { "enum": ["authority", "mandated", "private"] },
        "unit": text,
        "language": { "enum": ["fr", "en"] },
        "form": object(json!({ "code": text, "version": { "type": "integer" }, "hash": text })),
        "form_label": text,
        "answers_version": { "type": "integer", "minimum": 1 },
        "begun_at": maybe_instant,
        "filed_at": instant,
        "recorded": maybe(object(json!({ "at": instant, "officer": text }))),
        "officers": all(officer),
        "presence": maybe(presence_schema()),
        "read_back": maybe(object(json!({
            "at": instant,
            "word": { "enum": ["confirmed", "refused_to_sign"] },
            "reason": { "type": ["string", "null"] },
        }))),
        "questions": all(question),
        "exhibits": all(exhibit_schema()),
    }));
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["title"] = "The record of a complaint".into();
    root
}

/// As papers list it: what is bound to its bytes or, of a file given before anything was bound to files, their digest.
fn exhibit_schema() -> Value {
    let marked = |mark: &str| {
        object(json!({
            "name": { "type": "string" },
            "bytes": { "type": "integer", "minimum": 0 },
            mark: { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        }))
    };
    json!({ "anyOf": [marked("commitment"), marked("sha256")] })
}

fn presence_schema() -> Value {
    let text = json!({ "type": "string" });
    let kinds = [
        "identity_card",
        "passport",
        "residence_permit",
        "driving_licence",
        "other",
    ];
    let seen = object(json!({
        "state": { "const": "seen" }, "kind": { "enum": kinds }, "number": text, "issued_by": text,
    }));
    let not_shown = object(json!({ "state": { "const": "not_shown" }, "reason": text }));
    let not_asked = object(json!({ "state": { "const": "not_asked" } }));
    let interpreter = object(json!({
        "name": text, "language": text,
        "oath": { "enum": ["listed", "taken_here", "none"] },
        "reach": { "enum": ["here", "telephone", "video"] },
    }));
    let other = object(json!({
        "part": { "enum": ["lawyer", "representative", "companion", "other"] },
        "name": text, "quality": text,
    }));
    object(json!({
        "language": text,
        "document": { "anyOf": [seen, not_shown, not_asked] },
        "interpreter": { "anyOf": [interpreter, { "type": "null" }] },
        "others": { "type": "array", "items": other },
    }))
}

/// An object that has all these and nothing else.
fn object(properties: Value) -> Value {
    let keys = properties.as_object().map(|all| all.keys().cloned());
    let required: Vec<String> = keys.into_iter().flatten().collect();
    json!({
        "type": "object", "properties": properties, "required": required,
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use super::exhibit_schema;
    use faisceau_domain::receipt::ListedExhibit;
    use serde_json::json;

    #[test]
    fn an_exhibit_bears_what_is_bound_to_it_or_else_its_digest() {
        let schema = jsonschema::options()
            .build(&exhibit_schema())
            .expect("a schema");
        let listed = |commitment: &str, sha256: &str| {
            let one = ListedExhibit {
                name: "capture.png".into(),
                bytes: 3,
                commitment: commitment.into(),
                sha256: sha256.into(),
            };
            json!(one)
        };
        let mark = "3f".repeat(32);
        assert!(schema.is_valid(&listed(&mark, "")));
        assert!(schema.is_valid(&listed("", &mark)));
        assert!(!schema.is_valid(&listed("", "")), "neither");
        assert!(!schema.is_valid(&listed("", "3f")), "no digest");
    }
}
