//! Payments worth asking a bank for, on the shipped questionnaires.

use crate::form::pack;
use crate::form::walk::fill;
use faisceau_domain::form::value::Moment;
use faisceau_domain::form::{Answer, Journey, Key, Value};
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
    let pack = pack();
    let says = BTreeMap::from([("payment.method", method), ("payment.status", status)]);
    let (mut answers, _) = fill(&pack, "fake_shop", &says);
    let moment = Moment {
        date: date(2026, 11, day),
        time: hour.map(|hour| time(hour, 0, 0, 0)),
        zone: "Europe/Paris".to_owned(),
    };
    let key = Key::of("payment.date", Some(0)).unwrap();
    answers.set(key, Answer::Value(Value::Moment(moment)));
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
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
    assert_eq!(paid("card", "done", 20, None)[0].ask, Ask::Dispute);
    for method in ["cash", "crypto", "voucher", "other"] {
        assert_eq!(paid(method, "done", 20, None), [], "{method}");
    }
    for status in ["refused", "refunded"] {
        assert_eq!(paid("transfer", status, 20, None), [], "{status}");
    }
    assert_eq!(paid("transfer", "pending", 20, None).len(), 1);
}
