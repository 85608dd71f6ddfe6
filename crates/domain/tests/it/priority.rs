//! The order of things, on the shipped weights and on others.

use faisceau_domain::priority::{OfSeries, Own, Priority, Reason, Weights};
use faisceau_domain::urgency::{Urgency, Urgent};
use proptest::prelude::*;
use std::path::Path;

fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join("figures/priority.toml")).unwrap()
}

fn shipped() -> Weights {
    Weights::read(&text()).unwrap()
}

fn urgency(mask: u8) -> Option<Urgency> {
    let reasons = Urgent::ALL.into_iter().rev().enumerate();
    let reasons = reasons.filter(|(n, _)| mask & (1 << n) != 0);
    let reasons: Vec<Urgent> = reasons.map(|(_, urgent)| urgent).collect();
    (!reasons.is_empty()).then_some(Urgency {
        reasons,
        until: None,
    })
}

fn points(weights: &Weights, mask: u8, loss: i64, complaints: u32, growing: bool) -> u32 {
    let urgency = urgency(mask);
    let own = Own {
        urgency: urgency.as_ref(),
        loss: Some((loss, "EUR")),
    };
    let series = OfSeries {
        complaints,
        growing,
    };
    weights.own(own).points() + weights.series(&series).points()
}

#[test]
fn every_point_has_its_reason_and_reads_back() {
    let weights = shipped();
    let urgency = urgency(0b1001).unwrap();
    let own = weights.own(Own {
        urgency: Some(&urgency),
        loss: Some((1_500_000, "EUR")),
    });
    let reasons: Vec<Reason> = own.0.iter().map(|weighed| weighed.reason).collect();
    assert_eq!(reasons, [Reason::Life, Reason::Recall, Reason::Loss]);
    assert_eq!(Priority::read(&own.written()), own);
    assert_eq!(own.points(), own.0.iter().map(|w| w.points).sum::<u32>());
    assert_eq!(Priority::read("gone:12|loss:60|x").points(), 60);
    assert_eq!(Priority::read(""), Priority::default());
    for reason in Reason::ALL {
        assert_eq!(Reason::from_code(reason.code()), Some(reason));
    }
}

#[test]
fn a_currency_without_weights_and_a_small_sum_weigh_nothing() {
    let weights = shipped();
    assert_eq!(weights.loss(Some((i64::MAX, "XOF"))), None);
    assert_eq!(weights.loss(Some((49_999, "EUR"))), None);
    assert_eq!(weights.loss(None), None);
}

#[test]
fn weights_that_break_the_order_are_refused_by_name() {
    let wrong = |from: &str, to: &str| {
        let text = text();
        assert!(text.contains(from), "{from}");
        Weights::read(&text.replace(from, to)).unwrap_err()
    };
    assert!(wrong("life = 10000", "life = 2000").contains("`life`"));
    assert!(wrong("life = 10000", "life = 2000000").contains("at most"));
    assert!(wrong("from = 200000, points = 60", "from = 200000, points = 6").contains("loss.EUR"));
    assert!(wrong("from = 5, points = 60", "from = 1, points = 60").contains("series.complaints"));
    assert!(wrong("minor =", "minors =").contains("minors"));
}

proptest! {
    /// More loss, more complaints, growth or one more reason never lower anything.
    #[test]
    fn more_never_weighs_less(
        mask in 0u8..16, more in 0u8..16, loss in 0i64..300_000_000, lost in 0i64..300_000_000,
        complaints in 0u32..2_000, joined in 0u32..2_000, growing: bool,
    ) {
        let weights = shipped();
        let before = points(&weights, mask, loss, complaints, growing);
        prop_assert!(points(&weights, mask, loss + lost, complaints, growing) >= before);
        prop_assert!(points(&weights, mask, loss, complaints + joined, growing) >= before);
        prop_assert!(points(&weights, mask, loss, complaints, true) >= before);
        prop_assert!(points(&weights, mask | more, loss, complaints, growing) >= before);
    }

    /// A threat to life comes before anything that is none.
    #[test]
    fn a_threat_to_life_comes_first(
        with in 0u8..16, without in 0u8..16, loss in 0i64..i64::MAX, complaints in 0u32..u32::MAX,
        growing: bool,
    ) {
        let weights = shipped();
        // The strongest reason is the first of `urgency`.
        let danger = points(&weights, with | 1, 0, 0, false);
        let none = points(&weights, without & !1, loss, complaints, growing);
        prop_assert!(danger > none);
    }
}
