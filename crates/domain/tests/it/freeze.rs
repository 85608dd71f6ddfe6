//! Payments worth asking a bank for, on the shipped questionnaires.

use crate::form::walk::fill;
use crate::form::{audit, files, pack};
use faisceau_domain::form::value::Moment;
use faisceau_domain::form::{Answer, Journey, Key, Mistake, Pack, Value};
use faisceau_domain::freeze::{Ask, Clock, Payment, QUESTIONS, payments};
use faisceau_domain::twice;
use jiff::Timestamp;
use jiff::civil::{date, time};
use std::collections::BTreeMap;

/// 22 November 2026, 11:00 in Paris.
fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn paid(method: &'static str, status: &'static str, day: i8, hour: Option<i8>) -> Vec<Payment> {
    paid_under(&pack(), method, status, (day, hour))
}

fn paid_under(
    pack: &Pack,
    method: &'static str,
    status: &'static str,
    (day, hour): (i8, Option<i8>),
) -> Vec<Payment> {
    let says = BTreeMap::from([("payment.method", method), ("payment.status", status)]);
    let (mut answers, _) = fill(pack, "fake_shop", &says);
    let moment = Moment {
        date: date(2026, 11, day),
        time: hour.map(|hour| time(hour, 0, 0, 0)),
        zone: "Europe/Paris".to_owned(),
    };
    let key = Key::of("payment.date", Some(0)).unwrap();
    answers.set(key, Answer::Value(Value::Moment(moment)));
    let journey = Journey::of(pack, "fake_shop", &answers).unwrap();
    payments(&journey, now())
}

#[test]
fn every_question_looked_at_is_asked_by_a_shipped_form() {
    let pack = pack();
    for question in QUESTIONS.into_iter().chain(twice::QUESTIONS) {
        assert!(pack.field(question).is_some(), "{question}");
    }
}

#[test]
fn a_recent_payment_is_asked_for_until_ten_days_have_gone() {
    let found = paid("transfer", "done", 20, Some(9));
    let [payment] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((payment.ask, payment.place), (Ask::Recall, 0));
    assert_eq!(payment.paid_at.to_string(), "2026-11-20T08:00:00Z");
    assert_eq!(payment.until.to_string(), "2026-11-30T08:00:00Z");
    assert!(payment.to_the_minute && payment.amount.is_some());
    let left = Clock::between(now(), payment.until);
    assert_eq!((left.days, left.hours, left.minutes), (7, 22, 0));
    // A day without an hour counts from its beginning: nothing is promised.
    assert_eq!(paid("transfer", "done", 12, None), []);
    assert!(!paid("transfer", "done", 13, None).is_empty());
    assert!(!paid("transfer", "done", 13, None)[0].to_the_minute);
    assert_eq!(paid("transfer", "done", 11, Some(10)), []);
}

#[test]
fn what_a_bank_cannot_stop_is_not_asked() {
    let asked = |method| paid(method, "done", 20, None).first().map(|one| one.ask);
    for method in ["transfer", "instant_transfer", "transfer_abroad"] {
        assert_eq!(asked(method), Some(Ask::Recall), "{method}");
    }
    for method in ["card", "direct_debit", "wallet", "peer", "cheque"] {
        assert_eq!(asked(method), Some(Ask::Dispute), "{method}");
    }
    for method in ["cash", "crypto", "voucher", "gift_card", "loan", "other"] {
        assert_eq!(asked(method), None, "{method}");
    }
    for status in ["refused", "refunded"] {
        assert_eq!(paid("transfer", status, 20, None), [], "{status}");
    }
    assert_eq!(paid("transfer", "pending", 20, None).len(), 1);
}

/// Which payments are asked for is data, in the language of every other condition of the forms.
#[test]
fn which_payments_are_asked_for_follows_the_conditions_of_the_pack() {
    let recalled = "\"transfer\", \"instant_transfer\", \"transfer_abroad\"";
    let with = |from: &str, to: &str| {
        let mut files = files();
        let (_, rules) = files
            .iter_mut()
            .find(|(name, _)| name == "first.toml")
            .unwrap();
        assert!(rules.contains(from), "{from}");
        *rules = rules.replace(from, to);
        Pack::read(files).unwrap()
    };
    let on = (20, None);
    let crypto = with(recalled, "\"crypto\"");
    assert_eq!(
        paid_under(&crypto, "crypto", "done", on)[0].ask,
        Ask::Recall
    );
    assert_eq!(paid_under(&crypto, "transfer", "done", on), []);
    let partly = with("\"refused\", \"refunded\"", "\"refused\", \"partial\"");
    assert_eq!(paid_under(&partly, "transfer", "partial", on), []);
    assert_eq!(paid_under(&partly, "transfer", "refunded", on).len(), 1);
}

/// A refund of one payment says nothing of the others.
#[test]
fn each_payment_is_judged_by_its_own_answers() {
    let pack = pack();
    let says = BTreeMap::from([("payment.method", "transfer"), ("payment.another", "yes")]);
    let (mut answers, _) = fill(&pack, "fake_shop", &says);
    let moment = Moment {
        date: date(2026, 11, 20),
        time: None,
        zone: "Europe/Paris".to_owned(),
    };
    for (place, status) in ["refunded", "done"].into_iter().enumerate() {
        let at = |field| Key::of(field, u16::try_from(place).ok()).unwrap();
        let value = Value::Choice(status.to_owned());
        answers.set(at("payment.status"), Answer::Value(value));
        let paid_at = Answer::Value(Value::Moment(moment.clone()));
        answers.set(at("payment.date"), paid_at);
    }
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let found = payments(&journey, now());
    let places: Vec<u16> = found.iter().map(|payment| payment.place).collect();
    assert!(places.contains(&1) && !places.contains(&0), "{places:?}");
}

#[test]
fn a_rule_that_no_answer_can_meet_is_refused_with_its_place() {
    for (from, to, key, what) in [
        (
            "\"instant_transfer\"",
            "\"pigeon\"",
            "freeze.recall",
            "can never be",
        ),
        (
            "[freeze.recall]",
            "[freeze.back]",
            "freeze.back",
            "only recall and dispute",
        ),
        (
            "\"mass_email\"",
            "\"letter\"",
            "presses.threat",
            "can never be",
        ),
        (
            "[presses.minor]",
            "[presses.recall]",
            "presses.recall",
            "only danger, minor",
        ),
    ] {
        let mistakes = audit::spoiled("first.toml", from, to);
        let told = |m: &Mistake| m.file == "first.toml" && m.key == key && m.what.contains(what);
        assert!(mistakes.iter().any(told), "{to}: {mistakes:?}");
    }
}
