//! The journey by block, as the counter shows it, and what is told of what a complaint lacks.

use super::pack;
use super::scenarios;
use faisceau_domain::form::screen::SHOWN;
use faisceau_domain::form::{Answer, Answers, Cause, Journey, Key, Pack, PageUse, Posted, Reading};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

fn reading() -> Reading {
    Reading {
        today: date(2026, 3, 20),
        zone: "Europe/Paris".to_owned(),
        exhibits: BTreeSet::new(),
    }
}

fn shop<'p>(pack: &'p Pack, answers: &'p Answers) -> Journey<'p> {
    Journey::of(pack, "fake_shop", answers).unwrap()
}

#[test]
fn every_question_of_every_type_is_on_one_screen_and_one_only() {
    let pack = pack();
    for kind in pack.kinds() {
        let answers = pack.blank(&kind.code).unwrap();
        let journey = Journey::of(&pack, &kind.code, &answers).unwrap();
        let screens = journey.screens();
        let slugs: BTreeSet<&str> = screens.iter().map(|s| s.slug.as_str()).collect();
        assert_eq!(slugs.len(), screens.len(), "{}", kind.code);
        let mut seen: BTreeMap<&Key, usize> = BTreeMap::new();
        for asked in screens.iter().flat_map(|screen| &screen.asked) {
            *seen.entry(&asked.key).or_default() += 1;
        }
        let pages = journey.pages().iter();
        let pages = pages.filter(|page| page.purpose == PageUse::Questions);
        for asked in pages.flat_map(|page| &page.asked) {
            assert_eq!(
                seen.get(&asked.key),
                Some(&1),
                "{}: {}",
                kind.code,
                asked.key
            );
        }
        for slug in &slugs {
            assert!(journey.screen(slug).is_some(), "{}: {slug}", kind.code);
        }
        let lacking: usize = screens.iter().map(|screen| screen.lacking).sum();
        assert_eq!(lacking, journey.missing().len(), "{}", kind.code);
    }
}

#[test]
fn the_narrative_comes_first_and_a_group_has_a_screen_per_item() {
    let pack = pack();
    let mut answers = pack.blank("fake_shop").unwrap();
    let slugs = |answers: &Answers| -> Vec<String> {
        let screens = shop(&pack, answers).screens();
        screens.into_iter().map(|screen| screen.slug).collect()
    };
    assert_eq!(
        slugs(&answers),
        [
            "story",
            "facts",
            "fake-shop",
            "payment-1",
            "site",
            "contact",
            "suspect",
            "data",
            "loss-steps",
            "evidence",
            "identity"
        ]
    );
    let another = faisceau_domain::form::Value::Flag(true);
    answers.set(
        "payment[0].another".parse().unwrap(),
        Answer::Value(another),
    );
    assert!(slugs(&answers).contains(&"payment-2".to_owned()));
}

#[test]
fn a_block_is_named_to_the_officer_and_not_to_the_person() {
    let pack = pack();
    let answers = pack.blank("fake_shop").unwrap();
    let screen = shop(&pack, &answers).screen("identity").unwrap();
    assert_eq!(screen.title.fr, "La personne");
    let spoken_to = ["vous", "votre", "vos", "you", "your"];
    for kind in pack.kinds() {
        let answers = pack.blank(&kind.code).unwrap();
        let journey = Journey::of(&pack, &kind.code, &answers).unwrap();
        // A task of the type bears the words of the list of tasks.
        let own = kind.code.replace('_', "-");
        let screens = journey.screens().into_iter();
        for screen in screens.filter(|screen| !screen.slug.starts_with(&own)) {
            let words = format!("{} {}", screen.title.fr, screen.title.en).to_lowercase();
            let mut words = words.split_whitespace();
            let said = words.find(|word| spoken_to.contains(word));
            assert_eq!(said, None, "{}: {:?}", kind.code, screen.title);
        }
    }
}

#[test]
fn a_list_of_tasks_has_a_screen_per_task_for_its_own_questions() {
    let pack = pack();
    let answers = pack.blank("ransomware").unwrap();
    let journey = Journey::of(&pack, "ransomware", &answers).unwrap();
    let screens = journey.screens();
    let own = screens
        .iter()
        .filter(|screen| screen.slug.starts_with("ransomware-"));
    let titles: Vec<&str> = own.map(|screen| screen.title.fr.as_str()).collect();
    assert!(titles.len() > 3, "{titles:?}");
    let most = screens.iter().map(|screen| screen.asked.len()).max();
    assert!(most < Some(25), "no screen is a whole form");
}

#[test]
fn a_half_filled_screen_is_kept_and_only_what_is_wrong_is_told() {
    let pack = pack();
    let mut answers = pack.blank("fake_shop").unwrap();
    let before = answers.clone();
    let journey = shop(&pack, &before);
    let screen = journey.screen("facts").unwrap();
    let posted = Posted::new([
        ("facts.place_victim", "Lyon"),
        ("facts.period:first-day", "31"),
        ("facts.period:first-month", "2"),
        ("facts.period:first-year", "2026"),
    ]);
    let read = screen.read(&posted, &reading());
    let refused = read.refused.clone().unwrap();
    assert_eq!(refused.errors.len(), 1);
    assert_eq!(refused.errors[0].cause, Cause::DateImpossible);
    answers.put_screen(&read);
    assert_eq!(answers.len(), 1, "what is good is kept");
    // Empty: nothing is refused, and the answer that was there goes.
    let read = screen.read(&Posted::default(), &reading());
    assert!(read.refused.is_none());
    answers.put_screen(&read);
    assert!(answers.is_empty());
}

#[test]
fn what_a_screen_did_not_show_stays_as_it_was() {
    let pack = pack();
    let mut answers = pack.blank("fake_shop").unwrap();
    let bank: Key = "payment[0].from_bank".parse().unwrap();
    let lanterne = faisceau_domain::form::Value::Text("Lanterne".to_owned());
    answers.set(bank.clone(), Answer::Value(lanterne));
    let before = answers.clone();
    let journey = shop(&pack, &before);
    let screen = journey.screen("payment-1").unwrap();
    let posted = Posted::new([
        (SHOWN, "payment[0].method"),
        ("payment[0].method", "transfer"),
    ]);
    answers.put_screen(&screen.read(&posted, &reading()));
    assert!(answers.get(&bank).is_some());
    let after = shop(&pack, &answers);
    let opened = after.screen("payment-1").unwrap();
    let to_iban: Key = "payment[0].to_iban".parse().unwrap();
    assert!(opened.asked.iter().any(|asked| asked.key == to_iban));
    assert!(screen.asked.iter().all(|asked| asked.key != to_iban));
    assert!(after.governing().contains("payment.method"));
    assert!(!after.governing().contains("payment.amount"));
}

#[test]
fn what_lacks_is_told_by_weight_and_blocks_nothing() {
    let pack = pack();
    let mut answers = pack.blank("fake_shop").unwrap();
    let before = answers.clone();
    let blank = shop(&pack, &before).exhaustive();
    let weights: Vec<u8> = blank.groups.iter().map(|group| group.weight).collect();
    assert_eq!(weights, [3, 2, 1]);
    let (had, whole) = blank.weighed();
    assert_eq!(had, 0);
    let counted: u32 = blank
        .groups
        .iter()
        .map(|g| g.whole * u32::from(g.weight))
        .sum();
    assert_eq!(whole, counted);
    let lacks = |group: usize, field: &str| {
        let held = shop(&pack, &before).exhaustive();
        let found = held.groups[group]
            .lacks
            .iter()
            .find(|lack| lack.field.key == field);
        found.map(|lack| lack.left)
    };
    assert_eq!(lacks(0, "site.url"), Some(None), "a pivot, not asked yet");
    assert_eq!(lacks(1, "shop.outcome"), Some(None));
    assert!(
        lacks(2, "payment.another").is_none(),
        "it only opens the next payment"
    );
    let url: Key = "site.url".parse().unwrap();
    answers.set(url.clone(), Answer::Unknown);
    let unknown = shop(&pack, &answers).exhaustive();
    assert_eq!(unknown.weighed().0, 0, "asked, and still without a value");
    assert_eq!(unknown.unasked() + 1, blank.unasked());
    let found = unknown.groups[0].lacks.iter().find(|lack| lack.key == url);
    assert_eq!(found.unwrap().left, Some("unknown"));
}

#[test]
fn a_whole_script_lacks_almost_nothing_that_links() {
    let pack = pack();
    let mut people = scenarios::answered(&pack).into_iter();
    let (_, answers) = people
        .find(|(name, _)| name == "fake_shop/answers.toml")
        .unwrap();
    let held = shop(&pack, &answers).exhaustive();
    let (had, whole) = held.weighed();
    assert!(had * 10 > whole * 6, "{had} of {whole}");
}
