//! Each field by itself: what its type needs, what its rules allow.

use std::collections::BTreeSet;

use super::Audit;
use crate::form::answers::Answer;
use crate::form::field::{Field, FieldKind, Required};
use crate::form::key::Key;

/// Where a value may be required without "I don't know": the declaration, who files, and the
/// identity of a complaint.
const MAY_REQUIRE: [&str; 4] = ["declare.", "filer.", "victim.", "org."];

/// The parts a person or an address may have.
const PERSON: [&str; 9] = [
    "birth_name",
    "usual_name",
    "first_names",
    "alias",
    "sex",
    "born_on",
    "born_in",
    "nationality",
    "description",
];
const ADDRESS: [&str; 4] = ["lines", "postcode", "town", "country"];

pub(super) fn check(audit: &mut Audit<'_>) {
    for field in audit.pack.fields.values() {
        let key = format!("field.{}", field.key);
        if Key::of(&field.key, None).is_err() {
            audit.report(
                &key,
                "write it block.name, in lower case, digits and underscores",
            );
        }
        choices(audit, &key, field);
        parts(audit, &key, field);
        pivots(audit, &key, field);
        let excepted = MAY_REQUIRE.iter().any(|start| field.key.starts_with(start));
        if field.required == Required::Value && !field.unknown && !excepted {
            audit.report(
                &key,
                "required = \"value\" without unknown = true: no one may be blocked",
            );
        }
        if field.many && !field.kind.may_be_many() {
            audit.report(&key, "many is not possible for this type");
        }
        if field.loss.is_some() && field.kind != FieldKind::Money {
            audit.report(&key, "loss is for money only");
        }
        if !(1..=3).contains(&field.weight) {
            audit.report(&key, "weight is 1, 2 or 3");
        }
    }
}

fn choices(audit: &mut Audit<'_>, key: &str, field: &Field) {
    let (needs, has) = (field.kind.has_choices(), !field.choices.is_empty());
    if needs && !has || has && !field.kind.may_have_choices() {
        audit.report(
            key,
            "choices or list: needed by choices and by chains of crypto; else for the zones of a moment",
        );
    }
    let mut seen = BTreeSet::new();
    for choice in &field.choices {
        if Answer::from_left(&choice.code).is_some() {
            let what = format!(
                "{} is not a choice: set {} = true",
                choice.code, choice.code
            );
            audit.report(key, what);
        }
        if !seen.insert(&choice.code) {
            audit.report(key, format!("the choice {} is written twice", choice.code));
        }
    }
}

fn parts(audit: &mut Audit<'_>, key: &str, field: &Field) {
    let known: &[&str] = match field.kind {
        FieldKind::Person => &PERSON,
        FieldKind::Address => &ADDRESS,
        _ => &[],
    };
    let named = field.parts.iter().chain(&field.needs);
    for part in named {
        if !known.contains(&part.as_str()) {
            audit.report(key, format!("the part {part} does not exist for this type"));
        } else if audit.pack.word(&format!("part-{part}")).is_none() {
            audit.report(
                &format!("say.part-{part}"),
                "this word is missing: write it",
            );
        }
    }
    if field.kind == FieldKind::Person {
        if field.parts.is_empty() {
            audit.report(
                key,
                "say which parts of the person are asked: parts = [...]",
            );
        }
        if field.needs.iter().any(|part| !field.parts.contains(part)) {
            audit.report(key, "needs a part that parts does not ask");
        }
    }
}

fn pivots(audit: &mut Audit<'_>, key: &str, field: &Field) {
    if field.quoted && field.kind != FieldKind::Textarea {
        audit.report(key, "only a textarea holds words that are quoted");
    }
    match (field.pivot, field.role) {
        (Some(_), None) => audit.report(key, "a pivot needs a role: whose value is it?"),
        (None, Some(_)) => audit.report(key, "a role without a pivot: remove it"),
        (Some(pivot), Some(_)) if !pivot.fits(field.kind) => {
            let what = format!("the pivot {} does not fit this type", pivot.code());
            audit.report(key, what);
        }
        _ => {}
    }
}
