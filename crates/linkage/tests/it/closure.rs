//! What is loaded for a change: whole components, and nothing for hubs.

use faisceau_linkage::{
    Closure, Kind, Params, RecordId, Refused, SeriesId, Standing, Tally, Touched, Want, regroup,
};

use crate::store::Store;
use crate::world::{complaint, day, ids, value};

const MAIL: (Kind, &str) = (Kind::Email, "vente@exemple.fr");
const HUB: (Kind, &str) = (Kind::Phone, "+33639980003");

#[test]
fn a_value_crossing_its_cap_splits_its_series_and_comes_back() {
    let mut store = Store::new(Params::first().with_hard_cap(3));
    for id in 1..=3 {
        store.add(complaint(id, &[HUB]));
    }
    assert_eq!(store.partition().len(), 1);
    let crossed = store.add(complaint(4, &[HUB]));
    assert!(store.partition().is_empty());
    assert_eq!(crossed.changes.ended, [SeriesId(1)]);
    store.erase(RecordId(2));
    assert_eq!(store.partition().first(), Some(&ids(&[1, 3, 4])));
}

#[test]
fn a_hub_costs_nothing_once_it_is_shared() {
    let mut store = Store::new(Params::first().with_hard_cap(3));
    for id in 1..=50 {
        store.add(complaint(id, &[HUB]));
    }
    store.add(complaint(90, &[HUB, MAIL]));
    store.add(complaint(91, &[MAIL]));
    assert_eq!(store.loaded, 2);
    assert_eq!(store.partition().first(), Some(&ids(&[90, 91])));
}

#[test]
fn the_questions_come_once_and_an_early_end_is_refused() {
    let params = Params::first();
    let touched = Touched {
        records: ids(&[1]),
        values: Vec::new(),
    };
    let mut closure = Closure::new(&params, &[], touched).unwrap();
    assert_eq!(closure.wants(), [Want::Record(RecordId(1))]);
    closure.record(RecordId(9), Some(complaint(9, &[MAIL])));
    closure.record(RecordId(1), Some(complaint(1, &[MAIL, MAIL])));
    let mail = value(MAIL.0, MAIL.1);
    assert_eq!(closure.wants(), [Want::Standing(mail.clone())]);
    let open = closure.close().unwrap_err();
    assert_eq!(open, [Want::Standing(mail)]);
}

#[test]
fn a_set_that_lacks_a_user_is_refused() {
    let params = Params::first();
    let touched = Touched {
        records: ids(&[1]),
        values: Vec::new(),
    };
    let mut closure = Closure::new(&params, &[], touched).unwrap();
    closure.record(RecordId(1), Some(complaint(1, &[MAIL])));
    let mail = value(MAIL.0, MAIL.1);
    let tally = Tally {
        users: 2,
        first: day(1),
        last: day(2),
    };
    let standing = Standing {
        tally: Some(tally),
        stored: None,
    };
    closure.standing(mail.clone(), standing);
    closure.users(mail.clone(), ids(&[1]));
    let set = closure.close().unwrap();
    let refused = regroup(&set, &params, &[], &[], &mut || SeriesId(1)).unwrap_err();
    assert_eq!(refused, Refused::NotClosed(mail));
    assert_eq!(refused.code(), "linkage.not_closed");
}

#[test]
fn a_long_chain_costs_few_rounds_when_series_are_offered() {
    let mut store = Store::new(Params::first());
    store.offers = true;
    for id in 1..=60_u128 {
        let (left, right) = (
            format!("m{id}@exemple.fr"),
            format!("m{}@exemple.fr", id + 1),
        );
        store.add(complaint(
            id,
            &[(Kind::Email, &left), (Kind::Email, &right)],
        ));
    }
    assert_eq!((store.loaded, store.partition().len()), (60, 1));
    assert!(store.rounds.get() <= 8, "{} rounds", store.rounds.get());
    // Cut in the middle: both halves are found, the longer keeps the identity.
    let cut = store.erase(RecordId(20));
    assert_eq!(store.partition().len(), 2);
    assert_eq!(cut.changes.outcomes.len(), 2);
    let kept = cut
        .changes
        .outcomes
        .iter()
        .find(|o| o.id == SeriesId(1))
        .unwrap();
    assert_eq!(kept.members.len(), 40);
}
