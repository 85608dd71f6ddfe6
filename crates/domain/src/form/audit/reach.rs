//! Every page can be reached: for each condition, answers that make it hold are built and the
//! journey is walked. A page that no answers reach would never be seen.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Audit;
use super::kinds::pages_of;
use crate::form::answers::{Answer, Answers};
use crate::form::condition::{Condition, Literal};
use crate::form::field::{Field, FieldKind};
use crate::form::journey::Journey;
use crate::form::key::Key;
use crate::form::kind::{Kind, Step};
use crate::form::pack::Pack;
use crate::form::value::{Money, Value};

/// How many ways to satisfy conditions are tried for one field.
const MOST_WAYS: usize = 200;

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for kind in pack.kinds.values() {
        // Most questions depend on nothing: one journey without an answer reaches them all.
        let open = asked(pack, kind, &answers(pack, kind, &Vec::new()));
        for (step, page) in pages_of(pack, kind) {
            for field in &page.page {
                let reached = key(step, field).is_some_and(|key| open.contains(&key));
                if !reached && !is_reached(pack, kind, step, field) {
                    let key = format!("type.{}", kind.code);
                    audit.report(&key, format!("no answers ever reach {field}"));
                }
            }
        }
    }
}

/// What a way needs said: a field and what it says (`None`: any value).
type Way = Vec<(String, Option<Literal>)>;

fn is_reached(pack: &Pack, kind: &Kind, step: &Step, field: &str) -> bool {
    let mut pending = conditions(pack, kind, field);
    if let Some(uploads) = &kind.uploads_when
        && pack.field(field).is_some_and(|f| f.kind == FieldKind::File)
    {
        pending.push(uploads);
    }
    let key = key(step, field);
    ways(pack, kind, pending).into_iter().any(|way| {
        let asked = asked(pack, kind, &answers(pack, kind, &way));
        key.as_ref().is_some_and(|key| asked.contains(key))
    })
}

/// The key of a field asked by a step: in its first item, for a group.
fn key(step: &Step, field: &str) -> Option<Key> {
    let index = match step {
        Step::Block(block) if block.repeat.is_some() => Some(0),
        _ => None,
    };
    Key::of(field, index).ok()
}

/// Every question asked for these answers.
fn asked(pack: &Pack, kind: &Kind, answers: &Answers) -> BTreeSet<Key> {
    let journey = Journey::of(pack, &kind.code, answers);
    let pages = journey.iter().flat_map(|journey| journey.pages());
    let asked = pages.flat_map(|page| &page.asked);
    asked.map(|asked| asked.key.clone()).collect()
}

/// The conditions on the way to a field: its step, its page, its own.
fn conditions<'p>(pack: &'p Pack, kind: &'p Kind, field: &str) -> Vec<&'p Condition> {
    let mut found = Vec::new();
    for (step, page) in pages_of(pack, kind) {
        if page.page.iter().any(|f| f == field) {
            found.extend(step.when());
            found.extend(page.when.as_ref());
        }
    }
    found.extend(pack.field(field).and_then(|field| field.when.as_ref()));
    found
}

/// The ways to make conditions hold, with what is needed to ask the fields they look at.
fn ways(pack: &Pack, kind: &Kind, conditions: Vec<&Condition>) -> Vec<Way> {
    let mut ways: Vec<Way> = vec![Vec::new()];
    let mut pending = conditions;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(condition) = pending.pop() {
        for (field, _) in condition.mentions() {
            if seen.insert(field.to_owned()) {
                pending.extend(self::conditions(pack, kind, field));
            }
        }
        let choices = disjuncts(condition);
        ways = ways
            .iter()
            .flat_map(|way| {
                choices
                    .iter()
                    .map(move |more| [way.as_slice(), more].concat())
            })
            .take(MOST_WAYS)
            .collect();
    }
    ways
}

/// The ways of one condition. Of a negation: say nothing, which makes most of them hold.
fn disjuncts(condition: &Condition) -> Vec<Way> {
    let say = |field: &String, literal: Option<&Literal>| vec![(field.clone(), literal.cloned())];
    match condition {
        Condition::Eq(field, literal) => vec![say(field, Some(literal))],
        Condition::In(field, literals) => literals
            .iter()
            .map(|literal| say(field, Some(literal)))
            .collect(),
        Condition::Gt(field, least) => {
            vec![say(field, Some(&Literal::Number(least.saturating_add(1))))]
        }
        Condition::Answered(field) => vec![say(field, None)],
        Condition::And(all) => all.iter().fold(vec![Vec::new()], |ways, condition| {
            let more = disjuncts(condition);
            ways.iter()
                .flat_map(|way: &Way| more.iter().map(move |m| [way.as_slice(), m].concat()))
                .take(MOST_WAYS)
                .collect()
        }),
        Condition::Or(any) => any.iter().flat_map(disjuncts).collect(),
        Condition::Not(_) => vec![Vec::new()],
    }
}

fn answers(pack: &Pack, kind: &Kind, way: &Way) -> Answers {
    let form = pack.form_ref(&kind.code);
    let mut answers = Answers::new(form.expect("a type of the pack has a reference"));
    for (name, literal) in way {
        let Some(field) = pack.field(name) else {
            continue;
        };
        let answer = saying(field, literal.as_ref());
        for index in [None, Some(0)] {
            if let Ok(key) = Key::of(name, index) {
                answers.set(key, answer.clone());
            }
        }
    }
    answers
}

fn saying(field: &Field, literal: Option<&Literal>) -> Answer {
    let value = match literal {
        Some(Literal::Word(word)) => match Answer::from_left(word) {
            Some(left) => return left,
            None if field.kind == FieldKind::Multi => Value::Multi(vec![word.clone()]),
            None => Value::Choice(word.clone()),
        },
        Some(Literal::Flag(flag)) => Value::Flag(*flag),
        Some(Literal::Number(number)) => match field.kind {
            FieldKind::Money => Value::Money(Money {
                minor: number.saturating_mul(100),
                currency: "EUR".to_owned(),
            }),
            FieldKind::Quantity => Value::Quantity(Decimal::from(*number)),
            _ => Value::Int(*number),
        },
        None => match field.choices.first() {
            Some(choice) => Value::Choice(choice.code.clone()),
            None => Value::Text("x".to_owned()),
        },
    };
    Answer::Value(value)
}
