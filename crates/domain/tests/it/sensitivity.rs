//! Which complaints are sensitive, on the shipped questionnaires; what no answer can meet is refused.

use crate::form::walk::fill;
use crate::form::{audit, pack};
use faisceau_domain::form::{Answer, Journey, Key, Value};
use faisceau_domain::sensitivity;
use std::collections::BTreeMap;

fn of(kind: &str, says: &[(&'static str, &'static str)]) -> bool {
    let pack = pack();
    let says: BTreeMap<&str, &str> = says.iter().copied().collect();
    let (answers, _) = fill(&pack, kind, &says);
    sensitivity::of(&Journey::of(&pack, kind, &answers).unwrap())
}

#[test]
fn blackmail_is_unless_it_was_sent_to_thousands() {
    let adult = ("sext.age_bracket", "adult");
    assert!(of("sextortion", &[adult, ("sext.kind", "real_images")]));
    assert!(!of("sextortion", &[adult, ("sext.kind", "mass_email")]));
    assert!(of("sextortion", &[("sext.age_bracket", "15_17")]));
}

#[test]
fn harassment_is_with_intimate_images_or_of_a_minor() {
    let adult = ("har.age", "adult");
    assert!(!of("cyberharassment", &[adult, ("har.kinds", "insults")]));
    assert!(of("cyberharassment", &[adult, ("har.kinds", "intimate")]));
    assert!(of("cyberharassment", &[adult, ("har.kinds", "montage")]));
    let child = ("har.age", "under_15");
    assert!(of("cyberharassment", &[child, ("har.kinds", "insults")]));
}

#[test]
fn content_is_where_a_minor_is_seen() {
    let kind = |code| ("content.kind", code);
    let seen = |code| ("content.minor_seen", code);
    assert!(of("illegal_content", &[kind("children")]));
    assert!(of("illegal_content", &[kind("violence"), seen("yes")]));
    assert!(!of("illegal_content", &[kind("violence"), seen("no")]));
}

#[test]
fn any_type_is_when_a_parent_files_for_a_child() {
    assert!(!of("fake_shop", &[("filer.role", "victim")]));
    assert!(of("fake_shop", &[("filer.role", "parent")]));
    assert!(of("phishing", &[("filer.role", "parent")]));
}

#[test]
fn what_nobody_answered_counts_as_it_stands() {
    let pack = pack();
    for (kind, sensitive) in [
        ("sextortion", true),
        ("cyberharassment", true),
        ("illegal_content", false),
        ("fake_shop", false),
        ("other", false),
        ("unheard_of", false),
    ] {
        assert_eq!(sensitivity::unanswered(&pack, kind), sensitive, "{kind}");
    }
    // An age that is not told is not that of an adult.
    let mut answers = pack.blank("cyberharassment").unwrap();
    let kinds = Value::Many(vec![Value::Choice("insults".to_owned())]);
    answers.set(Key::of("har.kinds", None).unwrap(), Answer::Value(kinds));
    answers.set(Key::of("har.age", None).unwrap(), Answer::Declined);
    let journey = Journey::of(&pack, "cyberharassment", &answers).unwrap();
    assert!(sensitivity::of(&journey));
}

#[test]
fn a_rule_that_no_answer_can_meet_is_refused_with_its_place() {
    for (file, from, to, key) in [
        ("first.toml", "\"parent\"", "\"uncle\"", "sensitive.child"),
        (
            "types/sextortion.toml",
            "sensitive = { not = { eq = [\"sext.kind\", \"mass_email\"]",
            "sensitive = { not = { eq = [\"sext.kind\", \"letter\"]",
            "type.sextortion",
        ),
    ] {
        let mistakes = audit::spoiled(file, from, to);
        let told = mistakes
            .iter()
            .any(|mistake| mistake.key == key && mistake.what.contains("can never be"));
        assert!(told, "{to}: {mistakes:?}");
    }
}
