//! The orientation as shipped, walked through every answer, and each way of writing it wrong.

use std::collections::BTreeSet;

use faisceau_domain::form::{Answers, Crossing, Journey, Mode, Next, Pack};

use super::{files, pack};

/// Every complete path, as questions and answers.
fn paths(pack: &Pack) -> Vec<Vec<(&Crossing, String)>> {
    let mut done = Vec::new();
    let start = pack.orientation_start().unwrap();
    let mut todo: Vec<(Vec<(&Crossing, String)>, &Crossing)> = vec![(Vec::new(), start)];
    while let Some((path, at)) = todo.pop() {
        for way in &at.ways {
            let mut path = path.clone();
            path.push((at, way.code.clone()));
            match &way.ask {
                Some(ask) => todo.push((path, pack.crossing(ask).unwrap())),
                None => done.push(path),
            }
        }
    }
    done
}

fn walked(pack: &Pack, path: &[(&Crossing, String)]) -> Answers {
    let mut answers = pack.blank("other").unwrap();
    for (crossing, code) in path {
        answers.orient(crossing, crossing.way(code).unwrap());
    }
    answers
}

/// Answers by the places of questions: `o1=self o2=lost_money`.
fn said(pack: &Pack, text: &str) -> Answers {
    let mut answers = pack.blank("other").unwrap();
    for pair in text.split(' ') {
        let (key, code) = pair.split_once('=').unwrap();
        let crossing = pack.crossing(key).unwrap();
        answers.orient(crossing, crossing.way(code).unwrap());
    }
    answers
}

fn led_to<'p>(pack: &'p Pack, text: &str) -> &'p str {
    match pack.standing(&said(pack, text)).unwrap().next {
        Next::Type(kind) => &kind.code,
        Next::Ask(at) => panic!("{text} still asks {}", at.key),
    }
}

#[test]
fn every_path_of_answers_ends_with_a_type_in_few_questions() {
    let pack = pack();
    let paths = paths(&pack);
    assert!(paths.len() > 200, "{} paths", paths.len());
    for path in &paths {
        let codes: Vec<String> = path.iter().map(|(c, a)| format!("{}={a}", c.key)).collect();
        assert!(path.len() <= 9, "{codes:?}");
        let answers = walked(&pack, path);
        let standing = pack.standing(&answers).unwrap();
        assert!(matches!(standing.next, Next::Type(_)), "{codes:?}");
        assert_eq!(standing.trail.len(), path.len(), "{codes:?}");
    }
}

#[test]
fn every_type_of_the_pack_is_found_by_questions() {
    let pack = pack();
    let ways = pack.crossings().flat_map(|crossing| &crossing.ways);
    let found: BTreeSet<&str> = ways.filter_map(|way| way.kind.as_deref()).collect();
    for kind in pack.kinds() {
        assert!(found.contains(kind.code.as_str()), "{}", kind.code);
    }
}

#[test]
fn what_happened_leads_to_its_type() {
    let pack = pack();
    for (answers, code) in [
        ("o0=no o1=self o2=lost_money o3=i_paid o4=shop", "fake_shop"),
        (
            "o0=no o1=self o2=lost_money o3=diverted",
            "payment_diversion",
        ),
        (
            "o0=no o1=organisation o2=attack o6=organisation o6o=invoice",
            "payment_diversion",
        ),
        ("o0=yes o1=self o2=money_asked o5=intimate", "sextortion"),
        (
            "o0=unknown o1=child o2=people o5=published o5b=yes",
            "sextortion",
        ),
        (
            "o0=no o1=self o2=unknown o7a=unknown o7b=unknown o7c=unknown",
            "other",
        ),
        ("o0=no o1=self o2=lost_money o3=i_paid o4=other", "other"),
    ] {
        assert_eq!(led_to(&pack, answers), code, "{answers}");
    }
}

#[test]
fn going_back_changes_the_way_and_what_it_had_given() {
    let pack = pack();
    let role = |answers: &Answers| {
        let given = answers.get(&"filer.role".parse().unwrap());
        given.map(|given| format!("{given:?}")).unwrap_or_default()
    };
    let mut answers = said(&pack, "o0=no o1=minor_self o2=lost_money o3=i_paid o4=shop");
    assert!(answers.orienting() && role(&answers).contains("victim"));
    assert!(answers.get(&"declare.mode".parse().unwrap()).is_some());
    let kind = pack.kind("fake_shop").unwrap();
    answers.end_orientation(kind);
    assert!(!answers.orienting());
    let who = pack.crossing("o1").unwrap();
    answers.orient(who, who.way("child").unwrap());
    assert!(answers.orienting() && role(&answers).contains("parent"));
    assert!(answers.get(&"declare.mode".parse().unwrap()).is_none());
    // The questions after it keep their answers.
    assert_eq!(pack.standing(&answers).unwrap().trail.len(), 5);
    let what = pack.crossing("o2").unwrap();
    answers.orient(what, what.way("people").unwrap());
    let standing = pack.standing(&answers).unwrap();
    assert!(matches!(standing.next, Next::Ask(at) if at.key == "o5"));
}

#[test]
fn a_minor_alone_and_a_witness_inform_and_the_others_may_complain() {
    let pack = pack();
    for (who, mode) in [
        ("self", Mode::OnlineFull),
        ("child", Mode::OnlineFull),
        ("minor_self", Mode::ReportOnly),
        ("witness", Mode::ReportOnly),
    ] {
        let answers = said(&pack, &format!("o0=no o1={who}"));
        let answers = answers.carried_to(pack.form_ref("fake_shop").unwrap());
        let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
        assert_eq!(journey.mode("fr-default"), mode, "{who}");
        let because = journey.mode_because("fr-default");
        assert_eq!(because.is_empty(), mode == Mode::OnlineFull, "{who}");
        // What rules were decided on is filed with the rest, and decides the same again.
        let filed = journey.filed();
        let again = Journey::of(&pack, "fake_shop", &filed).unwrap();
        assert_eq!(again.mode("fr-default"), mode, "{who}");
    }
}

#[test]
fn what_was_told_first_can_be_read_again_with_the_rest() {
    let pack = pack();
    let answers = said(&pack, "o0=no o1=relative");
    let answers = answers.carried_to(pack.form_ref("fake_shop").unwrap());
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let sections = journey.summary(faisceau_domain::Lang::Fr);
    assert_eq!(sections[0].title, "Vos premières réponses");
    assert_eq!(sections[0].rows[1].value, "Pour un proche que j’aide");
    assert_eq!(sections[0].rows[1].slug, "o1");
}

/// The mistakes of the shipped files after one change of the orientation.
fn spoiled(from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let name = "orientation.toml";
    let (_, text) = files.iter_mut().find(|(n, _)| n == name).unwrap();
    assert!(text.contains(from), "no {from}");
    *text = text.replacen(from, to, 1);
    let mistakes = Pack::read(files).unwrap_err();
    mistakes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_tree_written_wrong_is_refused_with_what_to_do() {
    for (from, to, told) in [
        ("first = true\n", "", "`first`"),
        ("name = \"who\"", "name = \"danger\"", "used twice"),
        ("name = \"who\"", "name = \"Who?\"", "no name"),
        (
            "name = \"who\"\ncertain = true",
            "name = \"who\"",
            "`unknown`",
        ),
        ("code = \"child\"", "code = \"self\"", "two answers"),
        ("ask = \"o3\"", "ask = \"o99\"", "o99 does not exist"),
        ("type = \"fake_buyer\"", "see = []", "say one"),
        (
            "see = [\"emergency\"]",
            "see = [\"nowhere\"]",
            "route nowhere",
        ),
        ("type = \"fake_shop\"", "ask = \"o1\"", "back to itself"),
        ("ask = \"o6s\"", "type = \"other\"", "no answer leads here"),
        (
            "\"filer.role\" = \"parent\"",
            "\"filer.role\" = \"king\"",
            "cannot be set",
        ),
        (
            "fr = \"Pour moi\"",
            "fr = \"Vous auriez dû\"",
            "must not be said",
        ),
        ("oriented = {", "other-word = {", "say.oriented"),
    ] {
        let mistakes = spoiled(from, to);
        assert!(
            mistakes.iter().any(|m| m.contains(told)),
            "{told}: {mistakes:?}"
        );
    }
}

#[test]
fn a_rule_may_only_ask_the_orientation_what_it_can_answer() {
    for (to, told) in [
        ("orient.what\", \"cake", "can never be"),
        ("orient.moon\", \"x", "does not exist"),
    ] {
        let mut files = files();
        let (_, text) = files
            .iter_mut()
            .find(|(n, _)| n == "profiles.toml")
            .unwrap();
        *text = text.replacen("orient.who\", \"minor_self", to, 1);
        let mistakes = Pack::read(files).unwrap_err();
        assert!(
            mistakes.iter().any(|m| m.to_string().contains(told)),
            "{mistakes:?}"
        );
    }
}

#[test]
fn every_profile_says_what_each_mode_means() {
    let mut files = files();
    let (_, text) = files
        .iter_mut()
        .find(|(n, _)| n == "profiles.toml")
        .unwrap();
    *text = text.replacen("modes.reroute]", "modes.online_fool]", 1);
    assert!(Pack::read(files).is_err());
    let pack = pack();
    for mode in Mode::ALL {
        assert_eq!(Mode::from_code(mode.code()), Some(mode));
        assert!(pack.mode_words("fr-default", mode).is_some(), "{mode:?}");
    }
    assert!(pack.mode_words("nowhere", Mode::OnlineFull).is_none());
}

#[test]
fn words_lead_to_types_without_accents_and_with_slips() {
    let pack = pack();
    for (typed, code) in [
        ("faux site", "fake_shop"),
        ("commande non recue", "fake_shop"),
        ("COMANDE JAMAIS LIVRÉE", "fake_shop"),
        ("j'ai acheté des pelets sur une boutique", "fake_shop"),
        ("chantage web cam", "sextortion"),
        ("on me fait du chantge avec une video intime", "sextortion"),
        ("sextortion", "sextortion"),
        ("faux RIB du fournisseur", "payment_diversion"),
        ("virment détourné", "payment_diversion"),
        ("my supplier's invoice was changed", "payment_diversion"),
    ] {
        let found = pack.search(typed);
        let best = found.first().map(|kind| kind.code.as_str());
        assert_eq!(
            best,
            Some(code),
            "{typed}: {:?}",
            found.iter().map(|k| &k.code).collect::<Vec<_>>()
        );
        assert!(found.len() <= 5);
    }
    for nothing in [
        "",
        "zzz",
        "le la de un",
        "🎂",
        "12345",
        "'; drop table drafts",
    ] {
        assert!(pack.search(nothing).is_empty(), "{nothing}");
    }
    // A whole novel is read no further than its first lines.
    let long = "chantage ".repeat(100_000);
    assert_eq!(pack.search(&long)[0].code, "sextortion");
    assert_eq!(pack.searched_words(&long).len(), 1);
}

#[test]
fn every_type_is_found_by_each_of_its_own_phrases() {
    let pack = pack();
    let (_, text) = files()
        .into_iter()
        .find(|(n, _)| n == "search.toml")
        .unwrap();
    let table: toml::Table = text.parse().unwrap();
    let words = table["search"].as_table().unwrap();
    for kind in pack.kinds().filter(|kind| kind.code != "other") {
        for lang in ["fr", "en"] {
            let phrases = words[&kind.code][lang].as_array().unwrap();
            assert!(phrases.len() >= 5, "{}", kind.code);
            for phrase in phrases.iter().filter_map(|phrase| phrase.as_str()) {
                let found = pack.search(phrase);
                let among = found.iter().any(|found| found.code == kind.code);
                assert!(among, "{} is not found by « {phrase} »", kind.code);
            }
        }
    }
}
