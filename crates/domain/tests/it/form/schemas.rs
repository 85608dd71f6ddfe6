//! The published schemas, judged by a validator nobody here wrote: every form fits its schema, what
//! people answer fits that of its answers, and what does not is refused.

use faisceau_domain::form::{Answers, Journey, schema_of_forms};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::pack;
use super::scenarios::answered;
use super::walk::fill;

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema), "{schema}");
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

fn wrong(validator: &Validator, value: &Value) -> Vec<String> {
    let errors = validator.iter_errors(value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// What a person who answers everything would send.
fn sent(kind: &str) -> Value {
    let pack = pack();
    let (answers, _) = fill(&pack, kind, &BTreeMap::new());
    let journey = Journey::of(&pack, kind, &answers).unwrap();
    serde_json::to_value(journey.filed()).unwrap()
}

#[test]
fn every_form_fits_the_schema_of_forms() {
    let pack = pack();
    let forms = validator(&schema_of_forms());
    for kind in pack.kinds() {
        let published = pack.published(&kind.code).unwrap();
        assert_eq!(
            wrong(&forms, &published),
            Vec::<String>::new(),
            "{}",
            kind.code
        );
        assert_eq!(published["hash"], kind.hash);
        let keys: Vec<&str> = published["pages"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|page| page["questions"].as_array().unwrap())
            .map(|question| question["key"].as_str().unwrap())
            .collect();
        assert!(keys.contains(&"declare.truth"), "{}", kind.code);
    }
    let mut spoiled = pack.published("fake_shop").unwrap();
    spoiled["pages"][0]["questions"][0]["required"] = json!("perhaps");
    assert_ne!(wrong(&forms, &spoiled), Vec::<String>::new());
    let mut spoiled = pack.published("fake_shop").unwrap();
    spoiled["pages"][0]["questions"][0]["when"] = json!({ "eq": ["a"], "not": {} });
    assert_ne!(wrong(&forms, &spoiled), Vec::<String>::new());
    assert!(pack.published("fake_stall").is_none());
}

#[test]
fn what_people_answer_fits_the_schema_of_its_answers() {
    let pack = pack();
    for kind in pack.kinds() {
        let schema = pack.schema_of_answers(&kind.code).unwrap();
        let answers = validator(&schema);
        assert_eq!(
            wrong(&answers, &sent(&kind.code)),
            Vec::<String>::new(),
            "{}",
            kind.code
        );
    }
    // And what the scripted people say, who leave questions and answer "I don't know".
    let scripted = answered(&pack);
    assert!(scripted.len() > 8);
    for (name, given) in scripted {
        let code = given.form().code.clone();
        let journey = Journey::of(&pack, &code, &given).unwrap();
        let filed = serde_json::to_value(journey.filed()).unwrap();
        let schema = validator(&pack.schema_of_answers(&code).unwrap());
        assert_eq!(wrong(&schema, &filed), Vec::<String>::new(), "{name}");
    }
    assert!(pack.schema_of_answers("fake_stall").is_none());
}

#[test]
fn what_does_not_fit_is_refused_by_the_schema() {
    let pack = pack();
    let schema = validator(&pack.schema_of_answers("fake_shop").unwrap());
    let good = sent("fake_shop");
    let answers = "/answers";
    for (key, value) in [
        (
            "shop.outcome",
            json!({"state": "value", "value": {"type": "choice", "is": "teleported"}}),
        ),
        (
            "shop.outcome",
            json!({"state": "value", "value": {"type": "text", "is": "late"}}),
        ),
        ("shop.outcome", json!({"state": "lost"})),
        ("shop.outcome", json!("late")),
        ("declare.truth", json!({"state": "unknown"})),
        (
            "payment[0].amount",
            json!({"state": "value", "value": {"type": "money", "is": {"minor": -1, "currency": "EUR"}}}),
        ),
        ("payment[00].amount", json!({"state": "unknown"})),
        ("shop.unheard_of", json!({"state": "unknown"})),
        (
            "shop.ordered_at",
            json!({"state": "value", "value": {"type": "moment", "is": {"date": "14/03/2026", "zone": "Europe/Paris"}}}),
        ),
    ] {
        let mut spoiled = good.clone();
        let set = spoiled.pointer_mut(answers).unwrap();
        set[key] = value.clone();
        assert_ne!(
            wrong(&schema, &spoiled),
            Vec::<String>::new(),
            "{key}: {value}"
        );
    }
    let mut lacking = good.clone();
    let set = lacking
        .pointer_mut(answers)
        .unwrap()
        .as_object_mut()
        .unwrap();
    assert!(set.remove("shop.outcome").is_some());
    assert_ne!(
        wrong(&schema, &lacking),
        Vec::<String>::new(),
        "a question always asked"
    );
    let mut other = good;
    other["form"]["hash"] = json!("00");
    assert_ne!(
        wrong(&schema, &other),
        Vec::<String>::new(),
        "another version of the form"
    );
}

#[test]
fn a_set_of_answers_is_read_whole_as_its_pages_would() {
    use super::walk::reading;
    let pack = pack();
    for kind in pack.kinds() {
        let answers: Answers = serde_json::from_value(sent(&kind.code)).unwrap();
        let whole = pack.read_whole(&answers, &reading()).unwrap();
        assert_eq!(
            whole.answers, answers,
            "{}: read again, it is the same",
            kind.code
        );
    }
}

#[test]
fn a_need_that_no_question_captures_is_told() {
    let mut files = super::files();
    let need = "[need.\"shop.colour\"]\ntype = \"fake_shop\"\nwhy = \"essai\"\n";
    files.push(("more.toml".to_owned(), need.to_owned()));
    let pack = faisceau_domain::form::Pack::read(files).unwrap();
    assert!(pack.needs_unmet().contains(&"shop.colour".to_owned()));
    assert!(
        pack.completeness()
            .contains("| `shop.colour` | essai | **manque** |")
    );
    let mut files = super::files();
    let reason = "none = { fr = \"Sans usage.\", en = \"Of no use.\" }\n";
    files.push(("more.toml".to_owned(), format!("{need}{reason}")));
    let pack = faisceau_domain::form::Pack::read(files).unwrap();
    assert!(!pack.needs_unmet().contains(&"shop.colour".to_owned()));
    assert!(pack.completeness().contains("non demandé : Sans usage."));
}

/// With `FAISCEAU_WRITE` set, the page is made again instead of compared.
#[test]
fn the_page_of_what_is_captured_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/completeness.md");
    let made = pack().completeness();
    if std::env::var_os("FAISCEAU_WRITE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    assert!(
        written.trim_end() == made.trim_end(),
        "make it again: FAISCEAU_WRITE=1 cargo test -p faisceau-domain --test it schemas"
    );
}
