//! The shipped pack: no mistake, page budgets, the rules of each type, on pages filled in order.

use std::collections::BTreeMap;

use faisceau_domain::form::directory::Clock;
use faisceau_domain::form::{Answer, FieldKind, Journey, Key, Mode, Pivot, Proposed, Value};
use faisceau_identifiers as identifiers;
use jiff::civil::date;

use super::walk::{Says, fill, plain};
use super::{files, pack};

/// The types that are shipped.
const IDS: [&str; 19] = [
    "T01", "T02a", "T02b", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12",
    "T13", "T14", "T15", "T16", "T17", "T18",
];

fn adult() -> Says<'static> {
    BTreeMap::from([("sext.age_bracket", "adult"), ("sext.kind", "real_images")])
}

#[test]
fn the_shipped_pack_has_no_mistake() {
    let pack = pack();
    let written = files()
        .iter()
        .filter(|(name, _)| name.starts_with("types/"))
        .count();
    assert_eq!(pack.kinds().count(), written, "one type a file");
    let mut ids: Vec<&str> = pack.kinds().map(|kind| kind.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, IDS);
    assert_eq!(pack.hash().len(), 64);
}

#[test]
fn page_budgets_hold_for_a_simple_case() {
    let pack = pack();
    let by_transfer = BTreeMap::from([("payment.method", "transfer")]);
    let organisation = BTreeMap::from([
        ("filer.role", "organisation"),
        ("payment.method", "transfer"),
    ]);
    let with_device = BTreeMap::from([("call.asked_to", "install_app")]);
    let no_loss = BTreeMap::from([("phish.after", "nothing"), ("declare.mode", "report")]);
    // Two more pages for a payment in crypto: its traces, and where it came from.
    let by_crypto = BTreeMap::from([("payment.method", "crypto"), ("invest.remote", "yes")]);
    for (code, says, most) in [
        ("fake_shop", by_transfer.clone(), 18),
        ("payment_diversion", organisation, 21),
        ("payment_diversion", by_transfer.clone(), 21),
        ("sextortion", adult(), 14),
        ("fake_seller", by_transfer.clone(), 18),
        ("fake_buyer", BTreeMap::from([("buyer.paid", "yes")]), 18),
        ("fake_rental", by_transfer.clone(), 18),
        ("fake_bank_adviser", by_transfer.clone(), 21),
        ("fake_bank_adviser", with_device, 21),
        ("phishing", no_loss, 8),
        ("phishing", BTreeMap::from([("phish.given", "yes")]), 18),
        ("romance", by_transfer.clone(), 22),
        ("investment", by_crypto, 22 + 2),
        ("investment", by_transfer, 22),
        (
            "tech_support",
            BTreeMap::from([("sup.remote", "yes"), ("sup.paid", "yes")]),
            21,
        ),
        ("account_takeover", Says::new(), 19),
        ("identity_theft", Says::new(), 19),
        ("card_fraud", Says::new(), 18),
        ("illegal_content", Says::new(), 9),
    ] {
        let (answers, seen) = fill(&pack, code, &says);
        assert!(seen.len() <= most, "{code}: {} pages: {seen:?}", seen.len());
        let journey = Journey::of(&pack, code, &answers).unwrap();
        assert_eq!(journey.missing_to_file(), [], "{code}");
        assert_eq!(journey.progress().done, journey.progress().total, "{code}");
    }
}

#[test]
fn facts_come_before_identity_and_the_declaration_last() {
    let pack = pack();
    // A witness who reports content may stay without a name, and tells no story.
    for kind in pack.kinds().filter(|kind| kind.code != "illegal_content") {
        let (_, seen) = fill(&pack, &kind.code, &adult());
        let place = |slug: &str| seen.iter().position(|s| s == slug).unwrap();
        assert!(place("identity") > place("story"), "{}", kind.code);
        assert_eq!(seen[seen.len() - 2..], ["check", "declaration"]);
    }
}

#[test]
fn a_fake_shop_gives_its_identifiers_with_their_roles() {
    let pack = pack();
    let says = BTreeMap::from([
        ("payment.method", "transfer"),
        ("shop.confirmation_from", "06 39 98 00 02"),
    ]);
    let (answers, _) = fill(&pack, "fake_shop", &says);
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let found = journey.identifiers();
    let of = |field: &str| found.iter().find(|f| f.field.field() == field).unwrap();
    let iban = of("payment.to_iban");
    assert_eq!(iban.kind, Some(identifiers::Kind::Iban));
    assert_eq!(iban.role, identifiers::Role::Offender);
    assert_eq!(iban.raw, "FR76 3000 6000 0112 3456 7890 189");
    assert_eq!(of("shop.confirmation_from").pivot, Pivot::Phone);
    assert_eq!(of("victim.email").role, identifiers::Role::Victim);
    assert_eq!(of("site.name").role, identifiers::Role::Impersonated);
    assert_eq!(journey.loss().unwrap().minor, 125_050);
    assert_eq!(journey.occurred().unwrap().from.unwrap().year, 2026);
    assert!(journey.named_suspect());
    assert_eq!(journey.mode("fr-default"), Mode::OnlineFull);
}

#[test]
fn nothing_is_uploaded_and_only_addresses_are_asked_unless_the_person_is_an_adult() {
    let pack = pack();
    for age in ["under_15", "15_17", "unknown", "declined"] {
        let says = BTreeMap::from([("sext.age_bracket", age)]);
        let (answers, seen) = fill(&pack, "sextortion", &says);
        assert_eq!(seen, ["age", "addresses", "check", "declaration"], "{age}");
        let journey = Journey::of(&pack, "sextortion", &answers).unwrap();
        assert!(!journey.uploads_allowed(), "{age}");
        assert_eq!(journey.mode("fr-default"), Mode::ReportOnly, "{age}");
        let numbers: Vec<&str> = journey
            .contacts()
            .iter()
            .filter_map(|contact| contact.number.as_deref())
            .collect();
        for number in ["3018", "119", "17"] {
            assert!(numbers.contains(&number), "{age}: {number} in {numbers:?}");
        }
        let counter = |p: &Proposed<'_>| matches!(p, Proposed::Route(r) if r.key == "counter");
        assert!(journey.routes().iter().any(counter), "{age}");
        let asked = journey.pages().iter().flat_map(|page| &page.asked);
        assert!(asked.clone().all(|a| a.field.kind != FieldKind::File));
        let keys: Vec<String> = asked.map(|a| a.field.key.clone()).collect();
        assert_eq!(
            keys,
            ["sext.age_bracket", "sext.addresses", "declare.truth"]
        );
    }
    let blank = pack.blank("sextortion").unwrap();
    assert!(
        !Journey::of(&pack, "sextortion", &blank)
            .unwrap()
            .uploads_allowed()
    );
    let (answers, _) = fill(&pack, "sextortion", &adult());
    let journey = Journey::of(&pack, "sextortion", &answers).unwrap();
    assert!(journey.uploads_allowed());
    assert_eq!(journey.mode("fr-default"), Mode::OnlineFull);
}

#[test]
fn sextortion_never_asks_for_the_intimate_image() {
    let pack = pack();
    let (answers, _) = fill(&pack, "sextortion", &adult());
    let journey = Journey::of(&pack, "sextortion", &answers).unwrap();
    assert_eq!(journey.first().slug, "age");
    assert!(journey.kind().exit_button);
    let evidence: Vec<&str> = journey
        .pages()
        .iter()
        .flat_map(|page| &page.evidence)
        .map(|words| words.fr.as_str())
        .collect();
    assert!(
        evidence
            .iter()
            .any(|words| words.contains("sans aucune image intime"))
    );
}

#[test]
fn urgent_lines_are_known_before_the_first_answer() {
    let pack = pack();
    for kind in pack.kinds() {
        let blank = pack.blank(&kind.code).unwrap();
        let urgent = Journey::of(&pack, &kind.code, &blank).unwrap().urgent();
        assert!((1..=4).contains(&urgent.len()), "{}", kind.code);
    }
    let blank = pack.blank("payment_diversion").unwrap();
    let journey = Journey::of(&pack, "payment_diversion", &blank).unwrap();
    assert_eq!(journey.urgent()[0].clock, Clock::Hours);
}

#[test]
fn every_pivot_that_links_has_a_normaliser_and_a_vector() {
    let pack = pack();
    let mut seen = 0;
    for field in pack.fields() {
        let Some(kind) = field.pivot.and_then(Pivot::identifier) else {
            continue;
        };
        let raw = match kind {
            identifiers::Kind::Handle => "insta:exemple",
            identifiers::Kind::PaymentReference => "FAC-2026-0042",
            _ => plain(field.kind),
        };
        let parsed = identifiers::parse(kind, raw).unwrap();
        let again = identifiers::parse(kind, parsed.canonical()).unwrap();
        assert_eq!(again, parsed, "{}", field.key);
        seen += 1;
    }
    assert!(seen > 20);
}

#[test]
fn types_open_on_their_day_in_the_order_of_ids() {
    let pack = pack();
    assert!(pack.open_on(date(2026, 10, 31)).is_empty());
    let open = pack.open_on(date(2026, 11, 1));
    let ids: Vec<&str> = open.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(ids, IDS);
}

#[test]
fn two_hundred_payments_are_a_complaint_like_another() {
    let pack = pack();
    let (mut answers, seen) = fill(&pack, "other", &BTreeMap::from([("other.paid", "no")]));
    let few = seen.len();
    answers.set(
        "other.paid".parse().unwrap(),
        Answer::Value(Value::Flag(true)),
    );
    for item in 0..300 {
        let method = Key::of("payment.method", Some(item)).unwrap();
        answers.set(method, Answer::Value(Value::Choice("transfer".to_owned())));
        let more = Key::of("payment.another", Some(item)).unwrap();
        answers.set(more, Answer::Value(Value::Flag(true)));
    }
    let journey = Journey::of(&pack, "other", &answers).unwrap();
    assert_eq!(
        journey.pages().len(),
        few + 2 * 200,
        "never more than the file allows"
    );
}

#[test]
fn words_of_other_systems_find_their_type() {
    let pack = pack();
    let code = |word: &str| pack.kind_of_word(word).code.clone();
    assert_eq!(code("faux_ordre_de_virement"), "payment_diversion");
    assert_eq!(code("Faux ordre de virement"), "payment_diversion");
    assert_eq!(code("sextorsion"), "sextortion");
    assert_eq!(code("T01"), "fake_shop");
    assert_eq!(code("fake_shop"), "fake_shop");
    assert_eq!(code("petite_annonce"), "fake_seller");
    assert_eq!(code("Hameçonnage"), "phishing");
    assert_eq!(code("brocante"), "other");
    assert_eq!(code(""), "other");
}
