//! The classifications: what the shipped types and options carry, what a retired term gives way to,
//! and each mistake told with its place.

use std::collections::BTreeMap;

use faisceau_domain::form::{GivenCode, Journey, Pack};
use jiff::civil::date;

use super::audit::spoiled;
use super::walk::fill;
use super::{files, pack};

const TAXONOMY: &str = "taxonomy.toml";

fn codes(pack: &Pack, kind: &str, says: &[(&str, &str)]) -> Vec<GivenCode> {
    let says: BTreeMap<&str, &str> = says.iter().copied().collect();
    let (answers, _) = fill(pack, kind, &says);
    let journey = Journey::of(pack, kind, &answers).unwrap();
    journey.codes(date(2026, 11, 22))
}

fn of<'c>(codes: &'c [GivenCode], scheme: &str) -> Vec<&'c str> {
    let own = codes.iter().filter(|code| code.scheme == scheme);
    own.map(|code| code.code.as_str()).collect()
}

#[test]
fn a_complaint_carries_the_codes_of_its_type_and_of_what_is_answered() {
    let pack = pack();
    let shop = codes(&pack, "fake_shop", &[("shop.outcome", "nothing")]);
    assert_eq!(of(&shop, "iccs"), ["0701", "Cy"]);
    assert_eq!(of(&shop, "xarf"), ["content/fraud/shopping"]);
    assert_eq!(of(&shop, "tech_role"), ["instrument"]);
    assert_eq!(of(&shop, "le_csirt"), ["fraud=\"false-representation\""]);
    assert!(shop.iter().all(|code| code.because == "type"));
    let versions: Vec<&str> = shop.iter().map(|code| code.version.as_str()).collect();
    assert!(versions.contains(&"4.2.0") && versions.contains(&"1.0"));

    let counterfeit = codes(&pack, "fake_shop", &[("shop.outcome", "counterfeit")]);
    assert_eq!(of(&counterfeit, "iccs"), ["0701", "Cy", "07022"]);
    let last = counterfeit.last().unwrap();
    assert_eq!(last.because, "shop.outcome=counterfeit");
}

#[test]
fn a_question_no_longer_asked_gives_no_code() {
    let pack = pack();
    let minor = codes(
        &pack,
        "sextortion",
        &[("sext.age_bracket", "15_17"), ("sext.kind", "mass_email")],
    );
    assert!(of(&minor, "iccs").contains(&"03022"));
    assert_eq!(
        of(&minor, "fr_scams"),
        ["chantage"],
        "the kind is not asked"
    );
    let adult = codes(
        &pack,
        "sextortion",
        &[("sext.age_bracket", "adult"), ("sext.kind", "mass_email")],
    );
    assert_eq!(of(&adult, "xarf"), ["messaging/spam"]);
    assert!(!of(&adult, "iccs").contains(&"03022"));
}

#[test]
fn what_comes_without_answers_has_the_codes_of_its_type() {
    let pack = pack();
    let codes = pack.codes_of("ransomware", date(2026, 11, 22));
    assert_eq!(of(&codes, "iccs"), ["02051", "09032", "Cy"]);
    let other = pack.codes_of("other", date(2026, 11, 22));
    assert_eq!(of(&other, "le_csirt"), ["other=\"undetermined-incident\""]);
    assert_eq!(other.len(), 1, "an officer gives the others");
}

#[test]
fn a_code_not_read_in_its_source_says_so() {
    let pack = pack();
    assert!(pack.term("iccs", "0701").unwrap().confirmed);
    assert!(!pack.term("iccs", "02051").unwrap().confirmed);
}

/// The shipped files with one term of the scams ended at the end of the year.
fn ended(successors: &str) -> Vec<(String, String)> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(n, _)| n == TAXONOMY).unwrap();
    let from = "\"faux-vendeur\" = { label";
    assert!(text.contains(from));
    let to = format!("\"faux-vendeur\" = {{ until = 2026-12-31, {successors}label");
    *text = text.replacen(from, &to, 1);
    files
}

#[test]
fn a_retired_term_gives_way_to_its_successors_on_its_day() {
    let pack = Pack::read(ended(
        "successors = [\"faux-site-de-vente\", \"fausse-location\"], ",
    ));
    let pack = pack.unwrap();
    let on = |day| {
        let codes = pack.codes_of("fake_seller", day);
        let codes: Vec<String> = of(&codes, "fr_scams").iter().map(|c| (*c).into()).collect();
        codes
    };
    assert_eq!(on(date(2026, 12, 31)), ["faux-vendeur"]);
    assert_eq!(
        on(date(2027, 1, 1)),
        ["faux-site-de-vente", "fausse-location"]
    );
}

#[test]
fn a_retired_term_without_successor_or_in_a_circle_is_refused() {
    for (successors, said) in [
        ("", "name what takes its place"),
        ("successors = [\"nothing\"], ", "nothing, which takes"),
        ("successors = [\"faux-vendeur\"], ", "circle"),
    ] {
        let mistakes = Pack::read(ended(successors)).unwrap_err();
        let hit = mistakes.iter().find(|m| m.what.contains(said));
        let hit = hit.unwrap_or_else(|| panic!("{said}: {mistakes:?}"));
        assert_eq!(
            (hit.key.as_str(), hit.file.as_str()),
            ("term.fr_scams", TAXONOMY)
        );
    }
}

#[test]
fn every_mistake_of_the_classifications_is_told_with_its_place() {
    for (from, to, key, said) in [
        (
            "[codes.fake_shop]\n",
            "[codes.fake_stall]\n",
            "type.fake_shop",
            "write [codes.fake_shop]",
        ),
        (
            "[codes.fake_shop]\ntech_role = [\"instrument\"]\n",
            "[codes.fake_shop]\n",
            "codes.fake_shop",
            "no code in tech_role",
        ),
        (
            "[codes.fake_shop]\n",
            "[codes.fake_shop]\nnone.iccs = { fr = \"Rien\", en = \"None\" }\n",
            "codes.fake_shop",
            "keep one",
        ),
        (
            "[codes.fake_shop]\n",
            "[codes.fake_shop]\nnone.nace = { fr = \"Rien\", en = \"None\" }\n",
            "codes.fake_shop",
            "the scheme nace does not exist",
        ),
        (
            "[codes.fake_shop]\ntech_role = [\"instrument\"]",
            "[codes.fake_shop]\ntech_role = [\"tool\"]",
            "codes.fake_shop",
            "tool is no term of tech_role",
        ),
        (
            "counterfeit = { iccs",
            "fake = { iccs",
            "option_codes.shop.outcome",
            "fake is no choice",
        ),
        (
            "[option_codes.\"shop.outcome\"]",
            "[option_codes.\"shop.end\"]",
            "option_codes.shop.end",
            "does not exist",
        ),
        (
            "counterfeit = { iccs = [\"07022\"]",
            "counterfeit = { icss = [\"07022\"]",
            "option_codes.shop.outcome",
            "the scheme icss does not exist",
        ),
        (
            "version = \"4.2.0\"",
            "version = \" \"",
            "scheme.xarf",
            "version",
        ),
        (
            "source = \"Kept here, with the types of the pack\"",
            "source = \"\"",
            "scheme.fr_scams",
            "source",
        ),
        (
            "[term.xarf]",
            "[term.xaf]",
            "term.xaf",
            "the scheme xaf does not exist",
        ),
    ] {
        let mistakes = spoiled(TAXONOMY, from, to);
        let hit = mistakes
            .iter()
            .find(|m| m.key == key && m.what.contains(said));
        let hit = hit.unwrap_or_else(|| panic!("{key}: {said}: {mistakes:?}"));
        assert!(!hit.file.is_empty(), "{hit}");
    }
}
