//! The printed form: everything a page may ask has its box, conditions are said in words, and a sheet
//! filled in gives the answers that the pages would have kept.

use std::collections::BTreeSet;

use faisceau_domain::Lang;
use faisceau_domain::form::printed::{Shape, Told};
use faisceau_domain::form::{Answers, FieldKind, Journey, Key, Pack, PageUse, Printed};

use super::pack;
use super::scenarios::answered;
use super::walk::reading;

fn printed(pack: &Pack, code: &str) -> Printed {
    pack.printed(code, Lang::Fr).unwrap()
}

/// What was answered, in the boxes of a sheet: by the names of inputs, one box for each tick.
fn written(pack: &Pack, answers: &Answers) -> Vec<(String, String)> {
    let journey = Journey::of(pack, &answers.form().code, answers).unwrap();
    let mut boxes = Vec::new();
    for page in journey
        .pages()
        .iter()
        .filter(|page| page.purpose != PageUse::Check)
    {
        let posted = journey.fill(page);
        for asked in &page.asked {
            if answers.get(&asked.key).is_none() || asked.field.kind == FieldKind::File {
                continue;
            }
            let own = asked.key.to_string();
            for (name, values) in posted.iter() {
                let (of, part) = name.split_once(':').unwrap_or((name, ""));
                if of != own || part == "keep" {
                    continue;
                }
                if asked.field.kind == FieldKind::Multi {
                    boxes.extend(
                        values
                            .iter()
                            .map(|code| (format!("{name}={code}"), code.clone())),
                    );
                } else {
                    boxes.push((name.to_owned(), values.join("\n")));
                }
            }
        }
    }
    boxes
}

#[test]
fn every_question_of_every_type_has_its_boxes() {
    let pack = pack();
    for kind in pack.kinds() {
        for lang in Lang::ALL {
            let form = pack.printed(&kind.code, lang).unwrap();
            let asked: Vec<&Key> = form
                .pages
                .iter()
                .flat_map(|page| &page.questions)
                .map(|q| &q.key)
                .collect();
            let keys = pack.printed_keys(&kind.code);
            assert_eq!(asked, keys.iter().collect::<Vec<_>>(), "{}", kind.code);
            let numbers = form
                .pages
                .iter()
                .flat_map(|page| &page.questions)
                .map(|q| q.number);
            assert!(numbers.eq(1..=keys.len()), "{}", kind.code);
            // The pages of other programs list every question that a journey can reach.
            let published = pack.published(&kind.code).unwrap();
            let pages = published["pages"].as_array().unwrap();
            let questions = pages
                .iter()
                .flat_map(|page| page["questions"].as_array().unwrap());
            let all: BTreeSet<&str> = questions.map(|q| q["key"].as_str().unwrap()).collect();
            let there: BTreeSet<String> = keys.iter().map(Key::field).collect();
            assert_eq!(
                all,
                there.iter().map(String::as_str).collect(),
                "{}",
                kind.code
            );
            let mut names = BTreeSet::new();
            for question in form.pages.iter().flat_map(|page| &page.questions) {
                assert!(!question.inputs.is_empty(), "{}", question.key);
                let field = pack.field(&question.key.field()).unwrap();
                for input in &question.inputs {
                    let code = match &input.shape {
                        Shape::One(code) | Shape::Tick(code) => code.as_str(),
                        _ => "",
                    };
                    assert!(
                        names.insert((input.name.clone(), code.to_owned())),
                        "{input:?}"
                    );
                }
                let unknown = |shape: &Shape| matches!(shape, Shape::One(code) | Shape::Tick(code) if code == "unknown");
                let offered = question.inputs.iter().any(|input| unknown(&input.shape));
                assert_eq!(offered, field.offers("unknown"), "{}", question.key);
            }
        }
    }
}

#[test]
fn a_sheet_gives_the_answers_that_the_pages_would_have_kept() {
    let pack = pack();
    let mut read_whole = 0;
    for (name, answers) in answered(&pack) {
        let code = answers.form().code.clone();
        let sheet = pack
            .read_sheet(&code, written(&pack, &answers), &reading())
            .unwrap();
        let room: BTreeSet<Key> = pack.printed_keys(&code).into_iter().collect();
        let mut compared = 0;
        for (key, answer) in answers.iter() {
            let field = pack.field(&key.field());
            let file = field.is_some_and(|field| field.kind == FieldKind::File);
            if file || !room.contains(key) {
                continue;
            }
            assert_eq!(sheet.answers.get(key), Some(answer), "{name}: {key}");
            compared += 1;
        }
        let lost = |told: &Told| matches!(told, Told::Refused { .. } | Told::NotAsked { .. });
        let lost: Vec<&Told> = sheet.told.iter().filter(|told| lost(told)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        read_whole += usize::from(compared > 10);
    }
    assert!(read_whole >= 18, "{read_whole}");
}

#[test]
fn one_value_per_line_is_said_once_of_every_question_that_takes_several() {
    let pack = pack();
    for (lang, per_line) in [(Lang::Fr, "par ligne"), (Lang::En, "per line")] {
        for kind in pack.kinds() {
            let form = pack.printed(&kind.code, lang).unwrap();
            for question in form.pages.iter().flat_map(|page| &page.questions) {
                let field = pack.field(question.key.field().as_str()).unwrap();
                let hint = question.hint.as_deref().unwrap_or_default();
                if field.many {
                    assert_eq!(hint.matches(per_line).count(), 1, "{}: {hint}", field.key);
                }
            }
        }
    }
}

#[test]
fn conditions_are_said_by_the_numbers_of_the_sheet() {
    let pack = pack();
    let form = printed(&pack, "fake_shop");
    let question = |key: &str| {
        let mut all = form.pages.iter().flat_map(|page| &page.questions);
        all.find(|question| question.key.to_string() == key)
            .unwrap()
    };
    let method = question("payment[0].method").number;
    assert_eq!(
        question("payment[0].cash_handover").when.as_deref(),
        Some(format!("Seulement si vous avez coché « Espèces » à la question {method}").as_str())
            .map(|text| text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»"))
            .as_deref()
    );
    // The second item of a group looks at its own questions.
    let second = question("payment[1].method").number;
    let cash = question("payment[1].cash_handover").when.as_ref().unwrap();
    assert!(cash.ends_with(&second.to_string()), "{cash}");
    // What is denied is denied part by part.
    let minors = printed(&pack, "sextortion");
    let files = minors.pages.iter().flat_map(|page| &page.questions);
    let mut files = files.filter(|question| question.key.to_string() == "evidence.files");
    assert!(files.next().unwrap().when.is_some());
    assert!(minors.files_closed);
    let whens = minors.pages.iter().filter_map(|page| page.when.as_ref());
    assert!(
        whens.clone().any(|when| when.contains(" et (")),
        "{:?}",
        whens.collect::<Vec<_>>()
    );
}

#[test]
fn what_a_sheet_says_and_no_answer_holds_is_told() {
    let pack = pack();
    let boxes = [
        ("shop.product", "electronics"),
        ("shop.trusted=price", "price"),
        ("shop.trusted=ad", "Off"),
        ("shop.ordered_at:day", "31"),
        ("shop.ordered_at:month", "2"),
        ("shop.ordered_at:year", "2026"),
        ("payment[0].method", "transfer"),
        ("payment[0].to_iban", "FR76 0000"),
        ("payment[0].cheque_no", "123"),
        ("payment[1].method", "cash"),
        ("evidence.files:paper", "3 captures"),
        ("nothing.here", "x"),
    ];
    let boxes = boxes.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let read = pack.read_sheet("fake_shop", boxes, &reading()).unwrap();
    let key = |key: &str| key.parse::<Key>().unwrap();
    assert!(read.answers.get(&key("shop.trusted")).is_some());
    // A second payment filled in says that there was one more.
    assert!(read.answers.get(&key("payment[1].method")).is_some());
    assert!(read.answers.get(&key("shop.ordered_at")).is_none());
    // A doubtful value is kept as the pages keep it.
    assert!(read.answers.get(&key("payment[0].to_iban")).is_some());
    let told = |wanted: &dyn Fn(&Told) -> bool| read.told.iter().any(wanted);
    assert!(told(&|t| matches!(t, Told::Refused { error, written }
        if error.key == key("shop.ordered_at") && written == "31 2 2026")));
    assert!(told(
        &|t| matches!(t, Told::Doubt(error) if error.key == key("payment[0].to_iban"))
    ));
    assert!(told(
        &|t| matches!(t, Told::NotAsked { key: of, .. } if *of == key("payment[0].cheque_no"))
    ));
    assert!(told(
        &|t| matches!(t, Told::Joined { written, .. } if written == "3 captures")
    ));
    assert!(told(
        &|t| matches!(t, Told::Strange { name, .. } if name == "nothing.here")
    ));
    assert_eq!(pack.read_sheet("no_such_type", [], &reading()), None);
}
