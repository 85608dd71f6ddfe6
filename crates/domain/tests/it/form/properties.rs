//! Whatever is answered: no panic, a journey that goes forward and back the same way, and hidden
//! answers that nothing sees.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use faisceau_domain::Lang;
use faisceau_domain::form::reading::parse_page;
use faisceau_domain::form::{
    Answers, FieldKind, Journey, Key, Pack, PageUse, Posted, Value, input_name,
};
use proptest::prelude::*;

use super::walk::{fill, post, reading};

static PACK: LazyLock<Pack> = LazyLock::new(super::pack);

const CODES: [&str; 4] = ["fake_shop", "payment_diversion", "sextortion", "other"];

/// Fills pages with choices drawn from `dice`, at most `most` pages.
fn wander(code: &str, dice: &[u8], most: usize) -> Answers {
    let mut answers = PACK.blank(code).unwrap();
    let mut slug = String::new();
    for step in 0..most {
        let journey = Journey::of(&PACK, code, &answers).unwrap();
        let page = match step {
            0 => journey.first(),
            _ => match journey.next_after(&slug) {
                Some(page) => page,
                None => break,
            },
        };
        slug.clone_from(&page.slug);
        let roll = |salt: usize| usize::from(dice[(step * 7 + salt) % dice.len()]);
        let mut says = BTreeMap::new();
        for (salt, asked) in page.asked.iter().enumerate() {
            let roll = roll(salt);
            let said = match asked.field.kind {
                FieldKind::Bool3 => ["yes", "no", "unknown"][roll % 3],
                FieldKind::Choice | FieldKind::Multi
                    if asked.field.offers("unknown") && roll % 5 == 0 =>
                {
                    "unknown"
                }
                FieldKind::Choice | FieldKind::Multi => {
                    let choices = &asked.field.choices;
                    choices[roll % choices.len()].code.as_str()
                }
                _ => continue,
            };
            says.insert(asked.field.key.as_str(), said);
        }
        let posted = post(page, &says);
        if page.purpose != PageUse::Check {
            let parsed = parse_page(page, &posted, &reading()).unwrap();
            answers.put(parsed);
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn forward_and_back_go_the_same_way(
        which in 0..CODES.len(), dice in prop::collection::vec(any::<u8>(), 8..40), most in 1..40_usize,
    ) {
        let code = CODES[which];
        let answers = wander(code, &dice, most);
        let journey = Journey::of(&PACK, code, &answers).unwrap();
        let slugs: Vec<&str> = journey.pages().iter().map(|page| page.slug.as_str()).collect();
        let unique: BTreeSet<&&str> = slugs.iter().collect();
        prop_assert_eq!(unique.len(), slugs.len());
        for pair in slugs.windows(2) {
            prop_assert_eq!(&journey.next_after(pair[0]).unwrap().slug, pair[1]);
            prop_assert_eq!(&journey.previous_before(pair[1]).unwrap().slug, pair[0]);
        }
        prop_assert!(journey.previous_before(slugs[0]).is_none());
        prop_assert!(journey.next_after(slugs[slugs.len() - 1]).is_none());
        prop_assert_eq!(journey.page(&journey.resume().slug).is_some(), true);
        prop_assert!(journey.progress().done <= journey.progress().total);
        for missing in journey.missing_to_file() {
            prop_assert!(journey.page(&missing.slug).is_some());
        }
    }

    #[test]
    fn what_is_shown_again_reads_back_the_same(
        which in 0..CODES.len(), dice in prop::collection::vec(any::<u8>(), 8..40),
    ) {
        let code = CODES[which];
        let answers = wander(code, &dice, 60);
        let journey = Journey::of(&PACK, code, &answers).unwrap();
        let mut again = answers.clone();
        for page in journey.pages() {
            let parsed = parse_page(page, &journey.fill(page), &reading());
            match parsed {
                Ok(mut parsed) if page.purpose == PageUse::Questions => {
                    // A total not answered yet is shown as a suggestion.
                    parsed.answers.retain(|(key, _)| answers.get(key).is_some());
                    again.put(parsed);
                }
                Ok(_) => {}
                // Only what was never answered is refused.
                Err(refused) => {
                    for error in &refused.errors {
                        prop_assert!(answers.get(&error.key).is_none(), "{error:?}");
                    }
                }
            }
        }
        prop_assert_eq!(again, answers.clone());
        let stored = serde_json::to_string(&answers).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), answers);
    }

    #[test]
    fn nothing_sees_a_hidden_answer(
        which in 0..CODES.len(), dice in prop::collection::vec(any::<u8>(), 8..40),
    ) {
        let code = CODES[which];
        let mut answers = wander(code, &dice, 60);
        let shown: BTreeSet<Key> = {
            let journey = Journey::of(&PACK, code, &answers).unwrap();
            journey.pages().iter().flat_map(|p| &p.asked).map(|a| a.key.clone()).collect()
        };
        // Every field of the pack, filled behind the person's back.
        let secret = "PIEGE-PIEGE-PIEGE";
        for field in PACK.fields() {
            for index in [None, Some(0), Some(7)] {
                let key = Key::of(&field.key, index).unwrap();
                if !shown.contains(&key) {
                    answers.set(key, faisceau_domain::form::Answer::Value(Value::Text(secret.to_owned())));
                }
            }
        }
        let journey = Journey::of(&PACK, code, &answers).unwrap();
        let now: BTreeSet<Key> =
            journey.pages().iter().flat_map(|p| &p.asked).map(|a| a.key.clone()).collect();
        prop_assert_eq!(&now, &shown, "a hidden answer changed the journey");
        let seen = format!("{:?} {:?}", journey.summary(Lang::Fr), journey.identifiers());
        prop_assert!(!seen.contains(secret));
        let filed = serde_json::to_string(&journey.filed()).unwrap();
        prop_assert!(!filed.contains(secret));
        let kept = serde_json::to_string(&answers).unwrap();
        prop_assert!(kept.contains(secret), "hidden answers are kept");
    }

    #[test]
    fn any_text_in_any_input_is_read_or_refused_and_never_lost(
        which in 0..CODES.len(), text in "\\PC{0,80}|[\u{0}-\u{2fff}]{0,40}|[\u{1f300}-\u{1faff}]{0,20}",
        parts in prop::collection::vec(
            prop::sample::select(vec!["", "day", "month", "year", "time", "zone", "currency", "state",
                "keep", "platform", "chain", "first6", "last4", "first-year", "birth_name", "lines"]), 1..6),
    ) {
        let code = CODES[which];
        let says = BTreeMap::from([("sext.age_bracket", "adult"), ("sext.paid", "yes"), ("other.paid", "yes")]);
        let (answers, _) = fill(&PACK, code, &says);
        let journey = Journey::of(&PACK, code, &answers).unwrap();
        for page in journey.pages() {
            let names = page.asked.iter().flat_map(|asked| {
                parts.iter().map(|part| (input_name(&asked.key, part), text.clone()))
            });
            let posted = Posted::new(names);
            match parse_page(page, &posted, &reading()) {
                Ok(parsed) => {
                    let mut answers = answers.clone();
                    answers.put(parsed);
                    let journey = Journey::of(&PACK, code, &answers).unwrap();
                    let _shown = (journey.summary(Lang::En), journey.identifiers(), journey.loss());
                }
                Err(refused) => {
                    prop_assert!(!refused.errors.is_empty());
                    for error in &refused.errors {
                        prop_assert!(!error.words(&PACK, Lang::Fr).is_empty());
                    }
                    let names = |posted: &Posted| posted.iter().count();
                    prop_assert_eq!(names(&refused.posted), names(&posted));
                }
            }
        }
    }
}
