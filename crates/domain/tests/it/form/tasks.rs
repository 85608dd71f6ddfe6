//! Long forms as lists of tasks, answers that say someone is in danger, and the paths that take no
//! file, on the shipped types that have them.

use std::collections::BTreeMap;

use faisceau_domain::Lang;
use faisceau_domain::form::{
    Answer, Answers, FieldKind, Journey, Key, Mode, Pack, TaskState, Value, takes_files,
};

use super::walk::{Says, fill};
use super::{files, pack};

const LISTS: [&str; 3] = ["ransomware", "cyberharassment", "system_intrusion"];

fn said(pack: &Pack, code: &str, says: &[(&str, Value)]) -> Answers {
    let mut answers = pack.blank(code).unwrap();
    for (key, value) in says {
        answers.set(key.parse().unwrap(), Answer::Value(value.clone()));
    }
    answers
}

fn choice(code: &str) -> Value {
    Value::Choice(code.to_owned())
}

fn multi(codes: &[&str]) -> Value {
    Value::Multi(codes.iter().map(|code| (*code).to_owned()).collect())
}

fn states(pack: &Pack, code: &str, answers: &Answers) -> Vec<TaskState> {
    let journey = Journey::of(pack, code, answers).unwrap();
    journey.tasks().iter().map(|task| task.state).collect()
}

#[test]
fn long_types_are_lists_of_seven_to_nine_tasks_that_hold_every_question() {
    let pack = pack();
    for code in LISTS {
        let (answers, _) = fill(&pack, code, &Says::new());
        let journey = Journey::of(&pack, code, &answers).unwrap();
        let tasks = journey.tasks();
        assert!((7..=9).contains(&tasks.len()), "{code}: {}", tasks.len());
        let in_tasks: Vec<&str> = tasks.iter().flat_map(|task| task.pages.clone()).collect();
        let slugs: Vec<&str> = journey
            .pages()
            .iter()
            .map(|page| page.slug.as_str())
            .filter(|slug| !["check", "declaration"].contains(slug))
            .collect();
        assert_eq!(in_tasks, slugs, "{code}");
        assert!(
            tasks.iter().all(|task| task.state != TaskState::ToDo),
            "{code}"
        );
    }
    for kind in pack.kinds() {
        let blank = pack.blank(&kind.code).unwrap();
        let journey = Journey::of(&pack, &kind.code, &blank).unwrap();
        assert_eq!(kind.has_tasks(), LISTS.contains(&kind.code.as_str()));
        assert_eq!(
            journey.tasks().is_empty(),
            !kind.has_tasks(),
            "{}",
            kind.code
        );
    }
}

#[test]
fn a_task_is_to_do_then_started_then_done_and_opens_where_something_is_left() {
    let pack = pack();
    let code = "ransomware";
    let blank = pack.blank(code).unwrap();
    assert_eq!(states(&pack, code, &blank)[0], TaskState::ToDo);
    let mut answers = said(&pack, code, &[("ransom.victim_kind", choice("person"))]);
    assert_eq!(states(&pack, code, &answers)[0], TaskState::Started);
    answers.set("ransom.known_at".parse().unwrap(), Answer::Unknown);
    assert_eq!(states(&pack, code, &answers)[0], TaskState::Done);
    let journey = Journey::of(&pack, code, &answers).unwrap();
    let task = journey.task_of("contact").unwrap();
    assert_eq!(task.pages, ["note", "contact", "demand"]);
    assert_eq!(task.opens, "note");
    answers.set("ransom.note".parse().unwrap(), Answer::Later);
    let journey = Journey::of(&pack, code, &answers).unwrap();
    let task = journey.task_of("contact").unwrap();
    assert_eq!((task.opens, task.state), ("contact", TaskState::Started));
    assert!(journey.task_of("check").is_none());
}

#[test]
fn a_task_left_out_by_the_answers_does_not_swallow_the_next() {
    let pack = pack();
    let of = |kind: &str| {
        let answers = said(&pack, "ransomware", &[("ransom.victim_kind", choice(kind))]);
        let journey = Journey::of(&pack, "ransomware", &answers).unwrap();
        let names = journey.tasks();
        names
            .iter()
            .map(|task| task.label.en.clone())
            .collect::<Vec<_>>()
    };
    let (person, organisation) = (of("person"), of("organisation"));
    assert_eq!(organisation.len(), person.len() + 1);
    assert!(organisation.contains(&"The people to reach".to_owned()));
    assert!(person.contains(&"The place and the losses".to_owned()));
}

#[test]
fn a_list_of_tasks_files_with_who_one_is_and_nothing_else() {
    let pack = pack();
    for code in LISTS {
        let (whole, _) = fill(&pack, code, &Says::new());
        let mut answers = pack.blank(code).unwrap();
        let lacking = |answers: &Answers| -> Vec<String> {
            let journey = Journey::of(&pack, code, answers).unwrap();
            let missing = journey.missing_to_file();
            missing
                .iter()
                .map(|missing| missing.key.to_string())
                .collect()
        };
        assert_eq!(
            lacking(&answers).first().map(String::as_str),
            Some("declare.mode"),
            "{code}: who one is comes first among what lacks"
        );
        for (key, answer) in whole.iter() {
            if ["declare", "filer", "victim", "org"].contains(&key.block()) {
                answers.set(key.clone(), answer.clone());
            }
        }
        assert!(
            lacking(&answers).is_empty(),
            "{code}: {:?}",
            lacking(&answers)
        );
        let name: Key = "victim.civil".parse().unwrap();
        answers.clear(&name);
        assert_eq!(lacking(&answers), ["victim.civil"], "{code}");
    }
}

#[test]
fn a_list_without_its_first_task_or_with_too_many_is_refused() {
    let told = |from: &str, to: &str| -> String {
        let mut files = files();
        let file = files
            .iter_mut()
            .find(|(name, _)| name == "types/ransomware.toml");
        let text = &mut file.unwrap().1;
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
        let mistakes = Pack::read(files).unwrap_err();
        let words: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        words.join("\n")
    };
    let first = ", task = { fr = \"Qui est touché, et quand\", en = \"Who is hit, and when\" }";
    assert!(told(first, "").contains("give the first step its task"));
    let more = "{ block = \"story\", task = { fr = \"Récit\", en = \"Account\" } }";
    assert!(told("{ block = \"story\" }", more).contains("keep 9 at most"));
    let empty = "task = { fr = \"\", en = \"You\" }";
    assert!(told("task = { fr = \"Vous\", en = \"You\" }", empty).contains("is empty"));
}

#[test]
fn answers_that_say_danger_are_known_and_silence_is_not_danger() {
    let pack = pack();
    let in_danger = |code: &str, says: &[(&str, Value)]| {
        let answers = said(&pack, code, says);
        let journey = Journey::of(&pack, code, &answers).unwrap();
        let numbers: Vec<String> = journey
            .contacts()
            .iter()
            .filter_map(|contact| contact.number.clone())
            .collect();
        (journey.in_danger(), numbers)
    };
    let adult = ("har.age", choice("adult"));
    let (danger, numbers) = in_danger(
        "cyberharassment",
        &[adult.clone(), ("harm.safety", Value::Flag(true))],
    );
    assert!(danger && numbers[0] == "17" && numbers.contains(&"3114".to_owned()));
    let (danger, numbers) = in_danger(
        "cyberharassment",
        &[adult.clone(), ("har.threats_real", Value::Flag(true))],
    );
    assert!(danger && numbers[0] == "17");
    let (danger, _) = in_danger("cyberharassment", &[adult]);
    assert!(!danger);
    let (danger, numbers) = in_danger("illegal_content", &[("content.kind", choice("suicide"))]);
    assert!(
        danger && numbers.contains(&"3114".to_owned()),
        "{numbers:?}"
    );
    assert!(!in_danger("illegal_content", &[("content.kind", choice("scam"))]).0);
    assert!(!in_danger("fake_shop", &[]).0);
}

#[test]
fn no_file_is_taken_where_a_child_may_be_in_the_images_of_a_content() {
    let pack = pack();
    let takes = |says: &[(&str, Value)]| {
        let answers = said(&pack, "illegal_content", says);
        let journey = Journey::of(&pack, "illegal_content", &answers).unwrap();
        let mut asked = journey.pages().iter().flat_map(|page| &page.asked);
        let takes = takes_files(&pack, "illegal_content", &answers);
        assert_eq!(asked.any(|a| a.field.kind == FieldKind::File), takes);
        takes
    };
    assert!(!takes(&[]), "before anything is said");
    assert!(!takes(&[("content.kind", choice("children"))]));
    // An answer left from before the kind was changed opens nothing.
    assert!(!takes(&[
        ("content.kind", choice("children")),
        ("content.minor_seen", choice("no"))
    ]));
    for kind in pack.field("content.kind").unwrap().choices.iter() {
        let kind = ("content.kind", choice(&kind.code));
        assert!(!takes(std::slice::from_ref(&kind)), "{kind:?}");
        assert!(!takes(&[
            kind.clone(),
            ("content.minor_seen", choice("yes"))
        ]));
        let seen = takes(&[kind.clone(), ("content.minor_seen", choice("no"))]);
        assert_eq!(seen, kind.1 != choice("children"), "{kind:?}");
    }
    let mut unknown = said(
        &pack,
        "illegal_content",
        &[("content.kind", choice("violence"))],
    );
    unknown.set("content.minor_seen".parse().unwrap(), Answer::Unknown);
    assert!(!takes_files(&pack, "illegal_content", &unknown));
    unknown.set("content.kind".parse().unwrap(), Answer::Unknown);
    assert!(!takes_files(&pack, "illegal_content", &unknown));
}

#[test]
fn harassment_takes_no_file_where_images_of_a_minor_may_be_at_stake() {
    let pack = pack();
    let takes = |age: Option<&str>, kinds: &[&str]| {
        let mut says = Vec::new();
        says.extend(age.map(|age| ("har.age", choice(age))));
        if !kinds.is_empty() {
            says.push(("har.kinds", multi(kinds)));
        }
        takes_files(
            &pack,
            "cyberharassment",
            &said(&pack, "cyberharassment", &says),
        )
    };
    assert!(!takes(None, &[]), "before anything is said");
    for age in [None, Some("under_15"), Some("15_17")] {
        assert!(!takes(age, &[]), "{age:?}: what happens is not said yet");
        assert!(!takes(age, &["insults", "intimate"]), "{age:?}");
        assert!(!takes(age, &["montage"]), "{age:?}");
        assert!(takes(age, &["insults"]), "{age:?}");
    }
    assert!(takes(Some("adult"), &["intimate"]));
    let mut unknown = said(&pack, "cyberharassment", &[("har.age", choice("15_17"))]);
    unknown.set("har.kinds".parse().unwrap(), Answer::Unknown);
    assert!(!takes_files(&pack, "cyberharassment", &unknown));
    let (filled, _) = fill(
        &pack,
        "cyberharassment",
        &BTreeMap::from([("har.kinds", "intimate"), ("har.age", "15_17")]),
    );
    let journey = Journey::of(&pack, "cyberharassment", &filled).unwrap();
    assert!(journey.exhibits().is_empty());
    assert!(
        !journey
            .filed()
            .iter()
            .any(|(_, answer)| matches!(answer.value(), Some(Value::Files(_))))
    );
}

#[test]
fn the_hour_of_an_address_keeps_its_seconds_and_its_zone() {
    let pack = pack();
    let says = BTreeMap::from([("intr.has_ips", "yes")]);
    let (mut answers, _) = fill(&pack, "system_intrusion", &says);
    let key: Key = "intr_ips[0].at".parse().unwrap();
    let moment = faisceau_domain::form::value::Moment {
        date: jiff::civil::date(2026, 3, 14),
        time: Some(jiff::civil::time(2, 5, 33, 0)),
        zone: "UTC".to_owned(),
    };
    answers.set(key.clone(), Answer::Value(Value::Moment(moment)));
    let journey = Journey::of(&pack, "system_intrusion", &answers).unwrap();
    let rows = |lang| {
        let sections = journey.summary(lang).into_iter();
        let mut rows = sections.flat_map(|section| section.rows);
        rows.find(|row| row.key == key).unwrap().value
    };
    assert!(
        rows(Lang::Fr).contains("33\u{a0}s (Temps universel (UTC))"),
        "{}",
        rows(Lang::Fr)
    );
    assert!(
        rows(Lang::En).contains("2:05:33 (Universal time (UTC))"),
        "{}",
        rows(Lang::En)
    );
    let page = journey.page("ip-1").unwrap();
    let filled = journey.fill(page);
    assert_eq!(filled.part(&key, "time"), "02:05:33");
    assert_eq!(filled.part(&key, "zone"), "UTC");
    let address = journey
        .identifiers()
        .into_iter()
        .find(|found| found.field.field() == "intr_ips.address");
    assert_eq!(address.unwrap().raw, "203.0.113.7");
}

#[test]
fn a_card_still_held_goes_to_perceval_first_and_comes_back_afterwards() {
    let pack = pack();
    let mode = |says: &[(&'static str, &'static str)]| {
        let mut all = BTreeMap::from([
            ("card.in_hand", "yes"),
            ("card.blocked", "yes"),
            ("card_ops.how", "online"),
            ("card.perceval", "no"),
        ]);
        all.extend(says.iter().copied());
        let (answers, _) = fill(&pack, "card_fraud", &all);
        Journey::of(&pack, "card_fraud", &answers)
            .unwrap()
            .mode("fr-default")
    };
    assert_eq!(mode(&[]), Mode::Reroute);
    for (key, word) in [
        ("card.perceval", "done"),
        ("card.perceval", "refused"),
        ("card.perceval", "cannot"),
        ("card.perceval", "unknown"),
        ("card.in_hand", "no"),
        ("card.blocked", "no"),
        ("card_ops.how", "shop"),
        ("card_ops.how", "unknown"),
    ] {
        assert_eq!(mode(&[(key, word)]), Mode::OnlineFull, "{key} {word}");
    }
}

#[test]
fn modes_of_the_other_types_follow_what_happened() {
    let pack = pack();
    let mode = |code: &str, says: &[(&str, Value)]| {
        let answers = said(&pack, code, says);
        Journey::of(&pack, code, &answers)
            .unwrap()
            .mode("fr-default")
    };
    let taken = "account_takeover";
    assert_eq!(mode(taken, &[]), Mode::OnlinePrepared);
    assert_eq!(
        mode(taken, &[("acct.signs", multi(&["money"]))]),
        Mode::OnlineFull
    );
    assert_eq!(
        mode(taken, &[("acct.used_for", multi(&["blackmail"]))]),
        Mode::OnlineFull
    );
    let stolen = "identity_theft";
    assert_eq!(mode(stolen, &[]), Mode::OnlinePrepared);
    assert_eq!(
        mode(stolen, &[("idt_uses[0].kind", choice("credit"))]),
        Mode::OnlineFull
    );
    assert_eq!(
        mode(stolen, &[("idt_uses[0].kind", choice("ad"))]),
        Mode::OnlinePrepared
    );
    let ransom = |kind| mode("ransomware", &[("ransom.victim_kind", choice(kind))]);
    assert_eq!(ransom("person"), Mode::OnlineFull);
    assert_eq!(ransom("organisation"), Mode::OnlinePrepared);
    assert_eq!(mode("cyberharassment", &[]), Mode::OnlinePrepared);
    assert_eq!(mode("system_intrusion", &[]), Mode::OnlinePrepared);
    assert_eq!(mode("illegal_content", &[]), Mode::ReportOnly);
}
