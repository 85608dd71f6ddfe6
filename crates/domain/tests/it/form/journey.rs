//! Ways through the questionnaire: repeats, changed answers, sums, modes, summaries.

use std::collections::BTreeMap;

use faisceau_domain::Lang;
use faisceau_domain::form::{Answer, Journey, Key, Mode, Pack, Proposed, Value};

use super::walk::fill;
use super::{files, pack};

#[test]
fn payments_repeat_as_long_as_one_more_is_wanted() {
    let pack = pack();
    let says = BTreeMap::from([
        ("payment[0].method", "transfer"),
        ("payment[1].method", "card"),
        ("payment[0].another", "yes"),
        ("payment[1].another", "yes"),
        ("payment[2].method", "voucher"),
        ("payment[2].voucher_codes", "1234 5678"),
    ]);
    let (mut answers, seen) = fill(&pack, "fake_shop", &says);
    let pages: Vec<&str> = seen
        .iter()
        .filter(|slug| slug.starts_with("payment"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        pages,
        [
            "payment-1",
            "payment-trace-1",
            "payment-2",
            "payment-trace-2",
            "payment-3",
            "payment-trace-3"
        ]
    );
    let asked = |answers: &_| -> Vec<String> {
        let journey = Journey::of(&pack, "fake_shop", answers).unwrap();
        let all = journey.pages().iter().flat_map(|page| &page.asked);
        all.map(|asked| asked.key.to_string()).collect()
    };
    let keys = asked(&answers);
    for (key, expected) in [
        ("payment[0].to_iban", true),
        ("payment[1].to_iban", false),
        ("payment[1].card_ref", true),
        ("payment[2].voucher_codes", true),
        ("payment[0].voucher_codes", false),
        ("payment[3].method", false),
    ] {
        assert_eq!(keys.iter().any(|k| k == key), expected, "{key}");
    }
    answers.remove_item("payment", 1);
    let keys = asked(&answers);
    assert!(keys.contains(&"payment[1].voucher_codes".to_owned()));
    assert!(!keys.contains(&"payment[2].method".to_owned()));
}

#[test]
fn refused_and_refunded_payments_are_no_loss() {
    let pack = pack();
    let says = BTreeMap::from([
        ("payment[0].another", "yes"),
        ("payment[1].status", "refunded"),
        ("payment[1].another", "yes"),
        ("payment[2].status", "done"),
        ("payment[2].amount", "100"),
        ("loss.total", ""),
    ]);
    let (mut answers, _) = fill(&pack, "fake_shop", &BTreeMap::from([("loss.total", "999")]));
    let total = |answers: &_| {
        let journey = Journey::of(&pack, "fake_shop", answers).unwrap();
        journey.loss().map(|money| money.minor)
    };
    assert_eq!(total(&answers), Some(99_900), "what the victim says wins");
    answers.set("loss.total".parse().unwrap(), Answer::Unknown);
    assert_eq!(total(&answers), Some(125_050));
    let without_total: BTreeMap<&str, &str> = says
        .into_iter()
        .filter(|(key, _)| *key != "loss.total")
        .collect();
    let (mut answers, _) = fill(&pack, "fake_shop", &without_total);
    answers.set("loss.total".parse().unwrap(), Answer::Unknown);
    assert_eq!(total(&answers), Some(125_050 + 10_000));
}

#[test]
fn a_changed_answer_hides_its_pages_and_keeps_their_answers() {
    let pack = pack();
    let (mut answers, _) = fill(
        &pack,
        "fake_shop",
        &BTreeMap::from([("payment.method", "transfer")]),
    );
    let iban: Key = "payment[0].to_iban".parse().unwrap();
    let method: Key = "payment[0].method".parse().unwrap();
    let seen = |answers: &_| {
        let journey = Journey::of(&pack, "fake_shop", answers).unwrap();
        let found = journey
            .identifiers()
            .iter()
            .any(|found| found.field == iban);
        let shown = journey
            .summary(Lang::Fr)
            .iter()
            .flat_map(|s| &s.rows)
            .any(|row| row.key == iban);
        (found, shown, journey.filed().get(&iban).is_some())
    };
    assert_eq!(seen(&answers), (true, true, true));
    answers.set(
        method.clone(),
        Answer::Value(Value::Choice("cash".to_owned())),
    );
    assert_eq!(seen(&answers), (false, false, false));
    assert!(answers.get(&iban).is_some());
    answers.set(method, Answer::Value(Value::Choice("transfer".to_owned())));
    assert_eq!(seen(&answers), (true, true, true));
}

#[test]
fn an_adult_who_becomes_a_minor_leaves_no_trace_of_the_rest() {
    let pack = pack();
    let says = BTreeMap::from([("sext.age_bracket", "adult"), ("sext.paid", "yes")]);
    let (mut answers, _) = fill(&pack, "sextortion", &says);
    let exhibits = |answers: &_| {
        let journey = Journey::of(&pack, "sextortion", answers).unwrap();
        journey.exhibits().len()
    };
    assert_eq!(exhibits(&answers), 3);
    let young = Answer::Value(Value::Choice("15_17".to_owned()));
    answers.set("sext.age_bracket".parse().unwrap(), young);
    let journey = Journey::of(&pack, "sextortion", &answers).unwrap();
    assert!(!journey.uploads_allowed());
    assert_eq!(exhibits(&answers), 0);
    let filed: Vec<String> = journey
        .filed()
        .iter()
        .map(|(key, _)| key.to_string())
        .collect();
    assert_eq!(filed, ["declare.truth", "sext.age_bracket"]);
}

#[test]
fn modes_get_stricter_with_the_answers() {
    let pack = pack();
    let mode = |code: &str, says: &[(&'static str, &'static str)]| {
        let (answers, _) = fill(&pack, code, &says.iter().copied().collect());
        let journey = Journey::of(&pack, code, &answers).unwrap();
        assert_eq!(journey.mode("nowhere"), Mode::Reroute);
        journey.mode("fr-default")
    };
    assert_eq!(mode("fake_shop", &[]), Mode::OnlineFull);
    assert_eq!(
        mode("fake_shop", &[("suspect.known", "yes")]),
        Mode::OnlinePrepared
    );
    assert_eq!(
        mode("fake_shop", &[("declare.mode", "report")]),
        Mode::ReportOnly
    );
    assert_eq!(
        mode("payment_diversion", &[("filer.role", "organisation")]),
        Mode::OnlinePrepared
    );
    let adult = ("sext.age_bracket", "adult");
    assert_eq!(
        mode("sextortion", &[adult, ("sext.demand", "images")]),
        Mode::OnlinePrepared
    );
    assert_eq!(
        mode("sextortion", &[adult, ("sext.kind", "mass_email")]),
        Mode::ReportOnly
    );
}

#[test]
fn a_report_may_stay_without_a_name() {
    let pack = pack();
    let says = BTreeMap::from([("declare.mode", "report"), ("suspect.known", "no")]);
    let (answers, seen) = fill(&pack, "fake_shop", &says);
    assert!(!seen.iter().any(|slug| slug == "identity"));
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    assert_eq!(journey.missing_to_file(), []);
}

#[test]
fn a_determined_person_is_named_by_a_name_and_not_by_a_description() {
    let pack = pack();
    let (mut answers, _) = fill(&pack, "fake_shop", &BTreeMap::new());
    let identity: Key = "suspect.identity".parse().unwrap();
    let named = |answers: &_| {
        Journey::of(&pack, "fake_shop", answers)
            .unwrap()
            .named_suspect()
    };
    assert!(named(&answers));
    answers.set(identity.clone(), Answer::Unknown);
    assert!(!named(&answers));
    let described = faisceau_domain::form::value::Person {
        parts: vec![("description".to_owned(), "voix grave".to_owned())],
        born_on: None,
    };
    answers.set(identity, Answer::Value(Value::Person(described)));
    assert!(!named(&answers));
    answers.set(
        "suspect.known".parse().unwrap(),
        Answer::Value(Value::Flag(true)),
    );
    assert!(named(&answers));
}

#[test]
fn the_check_page_says_values_in_words_and_masks_for_others() {
    let pack = pack();
    let says = BTreeMap::from([("payment.method", "transfer"), ("data.kinds", "unknown")]);
    let (answers, _) = fill(&pack, "fake_shop", &says);
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let row = |lang: Lang, key: &str| {
        let sections = journey.summary(lang);
        let mut rows = sections.into_iter().flat_map(|section| section.rows);
        rows.find(|row| row.key.to_string() == key).unwrap()
    };
    let iban = row(Lang::Fr, "payment[0].to_iban");
    assert_eq!(iban.value, "FR76 3000 6000 0112 3456 7890 189");
    assert_eq!(iban.masked, "FR76 •••• 0189");
    assert_eq!(iban.slug, "payment-trace-1");
    assert_eq!(
        row(Lang::Fr, "payment[0].amount").value,
        "1\u{202f}250,50\u{a0}€"
    );
    assert_eq!(row(Lang::En, "payment[0].amount").value, "€\u{a0}1,250.50");
    assert_eq!(
        row(Lang::Fr, "payment[0].date").value,
        "14 mars 2026 (Europe/Paris)"
    );
    assert_eq!(
        row(Lang::Fr, "facts.period").value,
        "depuis\u{a0}: mars 2026"
    );
    let kinds = row(Lang::Fr, "data.kinds");
    assert_eq!(
        (kinds.value.as_str(), kinds.left),
        ("Je ne sais pas", Some("unknown"))
    );
    assert_eq!(
        journey.unknowns(),
        [("data.kinds".parse().unwrap(), Answer::Unknown)]
    );
    let titles: Vec<String> = journey
        .summary(Lang::Fr)
        .into_iter()
        .map(|s| s.title)
        .collect();
    assert!(titles.contains(&"Paiement 1".to_owned()), "{titles:?}");
}

#[test]
fn the_total_loss_is_suggested_until_it_is_answered() {
    let pack = pack();
    let (mut answers, _) = fill(&pack, "fake_shop", &BTreeMap::from([("loss.total", "999")]));
    let total: Key = "loss.total".parse().unwrap();
    let shown = |answers: &_| {
        let journey = Journey::of(&pack, "fake_shop", answers).unwrap();
        let page = journey.page("loss-steps").unwrap();
        journey.fill(page).first("loss.total").to_owned()
    };
    assert_eq!(shown(&answers), "999,00");
    answers.clear(&total);
    assert_eq!(shown(&answers), "1250,50");
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    assert_eq!(
        journey.missing()[0].key,
        total,
        "a suggestion is not an answer"
    );
}

#[test]
fn routes_and_urgent_lines_follow_their_conditions() {
    let edited = files().into_iter().map(|(name, text)| {
        let text = text.replace(
            "{ to = \"card\", when",
            "{ to = \"T08\", as = \"secondary\", when",
        );
        let line =
            "{ key = \"capture_now\", when = { eq = [\"site.still_online\", true] } }, \"never";
        (name, text.replace("\"capture_now\", \"never", line))
    });
    let pack = Pack::read(edited).unwrap();
    for (method, online, kinds, urgent) in [("card", "yes", 1, 4), ("cash", "no", 0, 3)] {
        let says = BTreeMap::from([("payment.method", method), ("site.still_online", online)]);
        let (answers, _) = fill(&pack, "fake_shop", &says);
        let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
        let proposed = journey.routes();
        let secondary = proposed.iter().filter(|p| {
            matches!(p, Proposed::Kind { kind, secondary: true } if kind.code == "payment_diversion")
        });
        assert_eq!(secondary.count(), kinds, "{method}");
        assert_eq!(journey.urgent().len(), urgent, "{online}");
    }
}

#[test]
fn what_is_told_around_the_questions_has_its_words() {
    let pack = pack();
    let told = pack.told(
        Lang::Fr,
        "file_too_big",
        &[("name", "a.zip"), ("size", "301 Mo"), ("limit", "300 Mo")],
    );
    assert!(
        told.unwrap()
            .contains("a.zip fait 301 Mo. La limite est 300 Mo. ")
    );
    assert_eq!(pack.told(Lang::En, "nothing_like_it", &[]), None);
}

#[test]
fn answers_follow_a_complaint_that_changes_type() {
    let pack = pack();
    let (answers, _) = fill(
        &pack,
        "fake_shop",
        &BTreeMap::from([("payment.method", "transfer")]),
    );
    let form = pack.form_ref("payment_diversion").unwrap();
    let carried = answers.clone().carried_to(form);
    let journey = Journey::of(&pack, "payment_diversion", &carried).unwrap();
    let fields: Vec<String> = journey
        .identifiers()
        .iter()
        .map(|f| f.field.to_string())
        .collect();
    assert!(fields.contains(&"payment[0].to_iban".to_owned()));
    assert!(
        !fields.contains(&"site.url".to_owned()),
        "not asked by this type"
    );
    let back = carried.carried_to(pack.form_ref("fake_shop").unwrap());
    assert_eq!(back, answers, "nothing was lost on the way");
}

#[test]
fn keys_have_one_spelling() {
    for good in ["facts.period", "payment[0].to_iban", "payment[199].method"] {
        assert_eq!(good.parse::<Key>().unwrap().to_string(), good);
    }
    for bad in [
        "",
        "facts",
        "facts.",
        ".a",
        "A.b",
        "p[00].a",
        "p[-1].a",
        "p[70000].a",
        "p[1.a",
        "a.b.c",
        "é.a",
    ] {
        assert!(bad.parse::<Key>().is_err(), "{bad}");
    }
}
