//! The language of conditions: what holds, of what is known and of what is not.

use std::collections::BTreeMap;

use faisceau_domain::form::{Condition, Fact, Facts};
use proptest::prelude::*;
use serde::Deserialize;

struct Known(BTreeMap<&'static str, Vec<Fact>>);

impl Facts for Known {
    fn about(&self, field: &str) -> Vec<Fact> {
        self.0.get(field).cloned().unwrap_or_default()
    }
}

fn known() -> Known {
    Known(BTreeMap::from([
        ("a.method", vec![Fact::Words(vec!["card".to_owned()])]),
        (
            "a.kinds",
            vec![Fact::Words(vec!["x".to_owned(), "y".to_owned()])],
        ),
        (
            "a.amount",
            vec![Fact::Number(5.into()), Fact::Number(50.into())],
        ),
        ("a.paid", vec![Fact::Flag(true)]),
        ("a.unknown", vec![Fact::Left("unknown")]),
        ("a.text", vec![Fact::Value]),
    ]))
}

fn read(text: &str) -> Condition {
    #[derive(Deserialize)]
    struct Holder {
        when: Condition,
    }
    toml::from_str::<Holder>(&format!("when = {text}"))
        .unwrap()
        .when
}

#[test]
fn each_shape_holds_as_it_says() {
    let facts = known();
    for (text, expected) in [
        ("{ eq = [\"a.method\", \"card\"] }", true),
        ("{ eq = [\"a.method\", \"cash\"] }", false),
        ("{ eq = [\"a.kinds\", \"y\"] }", true),
        ("{ eq = [\"a.paid\", true] }", true),
        ("{ eq = [\"a.paid\", false] }", false),
        ("{ eq = [\"a.unknown\", \"unknown\"] }", true),
        ("{ eq = [\"a.amount\", 5] }", true),
        ("{ eq = [\"a.nothing\", \"card\"] }", false),
        ("{ in = [\"a.method\", [\"cash\", \"card\"]] }", true),
        ("{ in = [\"a.method\", []] }", false),
        ("{ gt = [\"a.amount\", 49] }", true),
        ("{ gt = [\"a.amount\", 50] }", false),
        ("{ gt = [\"a.text\", 0] }", false),
        ("{ answered = \"a.text\" }", true),
        ("{ answered = \"a.unknown\" }", false),
        ("{ answered = \"a.nothing\" }", false),
        ("{ and = [] }", true),
        ("{ or = [] }", false),
        ("{ not = { answered = \"a.nothing\" } }", true),
        (
            "{ and = [{ answered = \"a.text\" }, { not = { eq = [\"a.method\", \"card\"] } }] }",
            false,
        ),
        (
            "{ or = [{ answered = \"a.nothing\" }, { gt = [\"a.amount\", 10] }] }",
            true,
        ),
    ] {
        assert_eq!(read(text).holds(&facts), expected, "{text}");
    }
}

#[test]
fn what_is_not_in_the_language_is_refused() {
    #[derive(Deserialize, Debug)]
    struct Holder {
        #[expect(dead_code, reason = "only read")]
        when: Condition,
    }
    for text in [
        "{ script = \"a\" }",
        "{ eq = \"a.method\" }",
        "{ gt = [\"a.amount\", \"much\"] }",
        "{}",
    ] {
        assert!(
            toml::from_str::<Holder>(&format!("when = {text}")).is_err(),
            "{text}"
        );
    }
}

fn conditions() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        "[a-c]\\.[a-z]{1,7}".prop_map(Condition::Answered),
        ("a\\.(method|kinds|amount)", -5_i64..60).prop_map(|(f, n)| Condition::Gt(f, n)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::And),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Or),
            inner.prop_map(|c| Condition::Not(Box::new(c))),
        ]
    })
}

proptest! {
    #[test]
    fn the_laws_of_not_and_or_hold(a in conditions(), b in conditions()) {
        let facts = known();
        let not = |c: &Condition| Condition::Not(Box::new(c.clone()));
        prop_assert_eq!(not(&not(&a)).holds(&facts), a.holds(&facts));
        let neither = not(&Condition::Or(vec![a.clone(), b.clone()]));
        let both_not = Condition::And(vec![not(&a), not(&b)]);
        prop_assert_eq!(neither.holds(&facts), both_not.holds(&facts));
    }
}
