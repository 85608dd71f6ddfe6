//! What people decide is obeyed, and what contradicts itself is refused with the proof.

use std::collections::BTreeMap;

use faisceau_linkage::{
    Class, Contradiction, CorrectionId, Decision, Figures, Kind, Linker, Reason, Record, RecordId,
    check_corrections,
};

use crate::world::{complaint, correction, ids, value};

const MAIL: (Kind, &str) = (Kind::Email, "vente@exemple.fr");
const PHONE: (Kind, &str) = (Kind::Phone, "+33639980002");
const SITE: (Kind, &str) = (Kind::Url, "boutique.exemple");

fn linked(records: &[Record], decisions: &[Decision]) -> Linker {
    let corrections = (1..).zip(decisions);
    let corrections = corrections.map(|(id, decision)| correction(id, decision.clone()));
    let mut linker = Linker::new(Figures::third(), Vec::new());
    linker.correct(corrections.collect()).unwrap();
    records.iter().for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

/// The series of two and more, as plain numbers.
fn series(linker: &Linker) -> Vec<Vec<u128>> {
    let mut series: BTreeMap<RecordId, Vec<u128>> = BTreeMap::new();
    for (id, label) in linker.labels() {
        series.entry(label).or_default().push(id.0);
    }
    series
        .into_values()
        .filter(|members| members.len() > 1)
        .collect()
}

#[test]
fn a_mark_overrides_the_class_of_a_value() {
    let records: Vec<Record> = (1..=9).map(|id| complaint(id, &[MAIL])).collect();
    let mail = value(MAIL.0, MAIL.1);
    let by = CorrectionId(1);
    let shared = linked(&records, &[Decision::Shared(mail.clone())]);
    assert!(series(&shared).is_empty());
    let standing = shared.value(&mail).unwrap();
    assert_eq!(standing.reason, Reason::MarkedShared(by));
    let owned = linked(&records, &[Decision::Owned(mail.clone())]);
    assert_eq!(series(&owned)[0].len(), 9);
    let standing = owned.value(&mail).unwrap();
    assert_eq!(standing.class, Class::Link);
    assert_eq!(standing.reason, Reason::MarkedOwned(by));
}

#[test]
fn a_must_link_joins_those_still_here() {
    let records = [complaint(1, &[]), complaint(2, &[]), complaint(4, &[])];
    let must = Decision::MustLink(ids(&[4, 3, 1]));
    assert_eq!(series(&linked(&records, &[must])), [[1, 4]]);
}

#[test]
fn a_cannot_link_splits_along_the_least_trusted_value() {
    // 1 and 2 share an e-mail, 2 and 3 a site, less trusted: the site gives way.
    let records = [
        complaint(1, &[MAIL]),
        complaint(2, &[MAIL, SITE]),
        complaint(3, &[SITE]),
    ];
    assert_eq!(series(&linked(&records, &[])), [[1, 2, 3]]);
    let apart = Decision::CannotLink(ids(&[1]), ids(&[3]));
    assert_eq!(series(&linked(&records, &[apart])), [[1, 2]]);
}

#[test]
fn a_refused_value_still_joins_its_users_on_each_side() {
    let records = [1, 2, 3].map(|id| complaint(id, &[MAIL]));
    let decisions = [
        Decision::CannotLink(ids(&[1]), ids(&[2, 3])),
        Decision::MustLink(ids(&[9])),
    ];
    assert_eq!(series(&linked(&records, &decisions)), [[2, 3]]);
}

#[test]
fn two_confirmed_series_merge_only_by_decision() {
    let records = [
        complaint(1, &[MAIL]),
        complaint(2, &[MAIL]),
        complaint(3, &[PHONE]),
        complaint(4, &[PHONE]),
        complaint(5, &[MAIL, PHONE]),
    ];
    let confirm = [
        Decision::Confirm(ids(&[1, 2])),
        Decision::Confirm(ids(&[3, 4])),
    ];
    let kept = series(&linked(&records, &confirm));
    assert_eq!(kept, [vec![1, 2, 5], vec![3, 4]]);
    let merge = [
        confirm[0].clone(),
        confirm[1].clone(),
        Decision::MustLink(ids(&[1, 3])),
    ];
    assert_eq!(series(&linked(&records, &merge)), [[1, 2, 3, 4, 5]]);
}

#[test]
fn a_cannot_link_against_must_links_is_refused_with_the_path() {
    let corrections = [
        correction(30, Decision::CannotLink(ids(&[1]), ids(&[8, 4]))),
        correction(10, Decision::MustLink(ids(&[1, 2, 3]))),
        correction(20, Decision::Confirm(ids(&[3, 4]))),
    ];
    let Err(Contradiction::ApartButTied { apart, path }) = check_corrections(&corrections) else {
        panic!("must be refused");
    };
    assert_eq!(apart, CorrectionId(30));
    let steps: Vec<_> = path.iter().map(|t| (t.from.0, t.to.0, t.by.0)).collect();
    assert_eq!(steps, [(1, 3, 10), (3, 4, 20)]);
    let mut linker = Linker::new(Figures::third(), Vec::new());
    let refused = linker.correct(corrections.to_vec()).unwrap_err();
    assert_eq!(refused.code(), "corrections.apart_but_tied");
    assert!(check_corrections(&corrections[..2]).is_ok());
    let both_sides = [correction(1, Decision::CannotLink(ids(&[1, 2]), ids(&[2])))];
    assert!(check_corrections(&both_sides).is_err());
}

#[test]
fn shared_and_owned_and_one_identity_twice_are_refused() {
    let mail = value(MAIL.0, MAIL.1);
    let marks = [
        correction(2, Decision::Owned(mail.clone())),
        correction(1, Decision::Shared(mail.clone())),
    ];
    assert_eq!(
        check_corrections(&marks),
        Err(Contradiction::SharedAndOwned {
            value: mail.clone(),
            shared: CorrectionId(1),
            owned: CorrectionId(2),
        })
    );
    let twice = [
        correction(5, Decision::Owned(mail.clone())),
        correction(5, Decision::Owned(mail)),
    ];
    let refused = check_corrections(&twice).unwrap_err();
    assert_eq!(refused.code(), "corrections.repeated");
}
