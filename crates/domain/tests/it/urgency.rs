//! What cannot wait, on the shipped questionnaires: each reason, its clock, and what is none.

use crate::form::walk::fill;
use crate::form::{files, pack};
use faisceau_domain::form::value::Moment;
use faisceau_domain::form::{Answer, Answers, Journey, Key, Pack, Value};
use faisceau_domain::urgency::{self, QUESTIONS, RECALL_HOURS, Urgency, Urgent};
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// 22 November 2026, 11:00 in Paris.
const FILED: &str = "2026-11-22T10:00:00Z";

fn filed() -> Timestamp {
    FILED.parse().unwrap()
}

fn of(
    kind: &str,
    says: &[(&'static str, &'static str)],
    more: &[(&str, Answer)],
) -> Option<Urgency> {
    of_under(&pack(), kind, says, more)
}

fn of_under(
    pack: &Pack,
    kind: &str,
    says: &[(&'static str, &'static str)],
    more: &[(&str, Answer)],
) -> Option<Urgency> {
    let says: BTreeMap<&str, &str> = says.iter().copied().collect();
    let (mut answers, _) = fill(pack, kind, &says);
    for (field, answer) in more {
        set(&mut answers, field, answer);
    }
    let journey = Journey::of(pack, kind, &answers).unwrap();
    urgency::of(&journey, filed())
}

fn set(answers: &mut Answers, field: &str, answer: &Answer) {
    let item = field.starts_with("payment.").then_some(0);
    answers.set(Key::of(field, item).unwrap(), answer.clone());
}

fn moment(day: i8, hour: Option<i8>) -> Answer {
    Answer::Value(Value::Moment(Moment {
        date: date(2026, 11, day),
        time: hour.map(|hour| time(hour, 0, 0, 0)),
        zone: "Europe/Paris".to_owned(),
    }))
}

fn paid(means: &'static str, status: &'static str, when: Answer) -> Option<Urgency> {
    let says = [("payment.method", means), ("payment.status", status)];
    of("fake_shop", &says, &[("payment.date", when)])
}

fn reasons(urgency: Option<Urgency>) -> Vec<Urgent> {
    urgency.map(|urgency| urgency.reasons).unwrap_or_default()
}

#[test]
fn every_question_looked_at_is_asked_by_a_shipped_form() {
    let pack = pack();
    for question in QUESTIONS {
        assert!(pack.field(question).is_some(), "{question}");
    }
}

#[test]
fn people_come_before_money_and_codes_read_back() {
    let mut last = 0;
    for urgent in Urgent::ALL {
        assert_eq!(Urgent::from_code(urgent.code()), Some(urgent));
        assert!(urgent.rank() > last, "{urgent:?}");
        last = urgent.rank();
    }
    assert_eq!(Urgent::ALL[0], Urgent::Recall);
    assert_eq!(Urgent::from_code("fast"), None);
}

#[test]
fn what_a_form_calls_a_danger_comes_first() {
    let says = |word| [("harm.safety", word), ("romance.paid", "no")];
    let danger = of("romance", &says("yes"), &[]);
    assert_eq!(reasons(danger).first(), Some(&Urgent::Danger));
    assert!(!reasons(of("romance", &says("no"), &[])).contains(&Urgent::Danger));
}

#[test]
fn a_recent_transfer_counts_until_its_hours_are_over() {
    let urgency = paid("transfer", "done", moment(21, Some(11))).unwrap();
    assert_eq!(urgency.reasons, [Urgent::Recall]);
    let until = filed() + SignedDuration::from_hours(RECALL_HOURS - 24);
    assert_eq!(urgency.until, Some(until));
    let just_before = until - SignedDuration::from_secs(1);
    assert_eq!(urgency.clone().at(just_before), Some(urgency.clone()));
    assert_eq!(urgency.at(until), None);
    // A day without its time counts from its beginning.
    let day = paid("instant_transfer", "pending", moment(22, None)).unwrap();
    let midnight: Timestamp = "2026-11-21T23:00:00Z".parse().unwrap();
    let until = midnight + SignedDuration::from_hours(RECALL_HOURS);
    assert_eq!(day.until, Some(until));
}

#[test]
fn an_old_a_settled_or_another_payment_can_wait() {
    assert_eq!(paid("transfer", "done", moment(18, Some(11))), None);
    assert_eq!(paid("transfer", "refunded", moment(21, Some(11))), None);
    assert_eq!(paid("transfer", "refused", moment(21, Some(11))), None);
    assert_eq!(paid("card", "done", moment(21, Some(11))), None);
    assert_eq!(paid("transfer", "done", Answer::Unknown), None);
}

#[test]
fn a_date_to_come_counts_from_the_filing() {
    let urgency = paid("transfer", "pending", moment(29, None)).unwrap();
    let until = filed() + SignedDuration::from_hours(RECALL_HOURS);
    assert_eq!(urgency.until, Some(until));
}

#[test]
fn a_threat_counts_and_a_message_sent_to_thousands_does_not() {
    let adult = ("sext.age_bracket", "adult");
    let threat = of("sextortion", &[adult, ("sext.kind", "real_images")], &[]);
    assert_eq!(threat.as_ref().unwrap().until, None);
    assert_eq!(threat.as_ref().unwrap().rank(), Urgent::Threat.rank());
    assert_eq!(reasons(threat), [Urgent::Threat]);
    let mass = of("sextortion", &[adult, ("sext.kind", "mass_email")], &[]);
    assert_eq!(reasons(mass), []);
}

#[test]
fn danger_comes_first_and_holds_when_the_clock_has_run_out() {
    let says = [
        ("sext.age_bracket", "adult"),
        ("sext.kind", "real_images"),
        ("sext.paid", "yes"),
        ("payment.method", "transfer"),
        ("payment.status", "done"),
    ];
    let danger = Answer::Value(Value::Flag(true));
    let more = [
        ("sext.safety", danger),
        ("payment.date", moment(22, Some(10))),
    ];
    let urgency = of("sextortion", &says, &more).unwrap();
    assert_eq!(
        urgency.reasons,
        [Urgent::Danger, Urgent::Threat, Urgent::Recall]
    );
    assert_eq!(urgency.rank(), Urgent::Danger.rank());
    let later = urgency
        .at(filed() + SignedDuration::from_hours(200))
        .unwrap();
    assert_eq!(later.reasons, [Urgent::Danger, Urgent::Threat]);
    assert_eq!(later.until, None);
}

#[test]
fn a_minor_counts_and_so_does_who_did_not_say() {
    let minor = of("sextortion", &[("sext.age_bracket", "15_17")], &[]);
    assert_eq!(reasons(minor), [Urgent::Minor]);
    let untold = [("sext.age_bracket", Answer::Declined)];
    let untold = of("sextortion", &[("sext.age_bracket", "15_17")], &untold);
    assert_eq!(reasons(untold), [Urgent::Minor]);
    assert_eq!(reasons(of("payment_diversion", &[], &[])), []);
}

/// What cannot wait is data, in the language of every other condition of the forms.
#[test]
fn what_cannot_wait_follows_the_conditions_of_the_pack() {
    let mut files = files();
    let (_, rules) = files
        .iter_mut()
        .find(|(name, _)| name == "first.toml")
        .unwrap();
    let shipped = "[presses.threat]\nwhen = { and = [\n  { answered = \"sext.kind\" },";
    assert!(rules.contains(shipped));
    let other = shipped.replace(
        "answered = \"sext.kind\"",
        "eq = [\"sext.kind\", \"secret\"]",
    );
    *rules = rules.replace(shipped, &other);
    let pack = Pack::read(files).unwrap();
    let threat = |kind| {
        let says = [("sext.age_bracket", "adult"), ("sext.kind", kind)];
        reasons(of_under(&pack, "sextortion", &says, &[]))
    };
    assert_eq!(threat("secret"), [Urgent::Threat]);
    assert_eq!(threat("real_images"), []);
}
