//! What is left to people: series near enough to be joined, confirmed series that the evidence
//! would join or part, values that say too little.

use faisceau_linkage::{
    Correction, CorrectionId, Decision, Figures, Kind, Linker, Proposed, Record, RecordId,
};

use crate::world::{complaint, correction, ids, value};

fn linked(records: &[Record], corrections: &[Correction]) -> Linker {
    let mut linker = Linker::new(Figures::third(), Vec::new());
    linker.correct(corrections.to_vec()).unwrap();
    records.iter().for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

fn with(mut record: Record, heading: &str) -> Record {
    record.heading = Some(heading.into());
    record
}

/// Two complaints of one phone, that agree on nothing else.
fn near() -> Vec<Record> {
    let phone = (Kind::Phone, "+33611111111");
    vec![
        with(
            complaint(1, &[phone, (Kind::Email, "a@example.net")]),
            "rental",
        ),
        with(
            complaint(2, &[phone, (Kind::Email, "b@example.net")]),
            "romance",
        ),
    ]
}

/// Two series of complaints that one address each joins.
fn two_series() -> Vec<Record> {
    let of = |id: u128, mail: &str| complaint(id, &[(Kind::Email, mail)]);
    vec![
        of(1, "a@example.net"),
        of(2, "a@example.net"),
        of(3, "b@example.net"),
        of(4, "b@example.net"),
        of(5, "b@example.net"),
    ]
}

#[test]
fn what_falls_short_is_proposed_from_both_sides_alike() {
    let linker = linked(&near(), &[]);
    let found = linker.proposals(RecordId(1));
    assert_eq!(found, linker.proposals(RecordId(2)));
    let [proposal] = &found[..] else {
        panic!("one proposal: {found:?}")
    };
    assert_eq!(proposal.proposed, Proposed::JoinBelow);
    assert_eq!(proposal.sides, [RecordId(1), RecordId(2)]);
    assert_eq!(proposal.sizes, [1, 1]);
    // The same sum as the explanation of the pair gives: start, phone, headings that differ.
    assert_eq!((proposal.bits, proposal.threshold), (-610 + 750 + 50, 200));
    let phone = value(Kind::Phone, "+33611111111");
    let said = linker.proposed_value(&phone).unwrap();
    assert_eq!((said.users, said.series), (2, 2));
    assert_eq!(linker.value(&phone).unwrap().bits.unwrap().0, said.bits);
}

#[test]
fn what_was_decided_is_not_proposed_again() {
    for decision in [
        Decision::CannotLink(ids(&[1]), ids(&[2])),
        Decision::MustLink(ids(&[1, 2])),
    ] {
        let linker = linked(&near(), &[correction(1, decision.clone())]);
        assert_eq!(linker.proposals(RecordId(1)), [], "{decision:?}");
    }
    let shared = Decision::Shared(value(Kind::Phone, "+33611111111"));
    let linker = linked(&near(), &[correction(1, shared)]);
    assert_eq!(linker.proposals(RecordId(1)), []);
    let phone = value(Kind::Phone, "+33611111111");
    assert_eq!(linker.proposed_value(&phone), None);
}

#[test]
fn two_confirmed_series_that_a_value_would_join_are_proposed_to_be_one() {
    let mut records = two_series();
    records.push(complaint(
        6,
        &[
            (Kind::Email, "a@example.net"),
            (Kind::Email, "b@example.net"),
        ],
    ));
    let confirmed = [
        correction(1, Decision::Confirm(ids(&[1, 2]))),
        correction(2, Decision::Confirm(ids(&[3, 4, 5]))),
    ];
    let linker = linked(&records, &confirmed);
    let found = linker.proposals(RecordId(1));
    let [proposal] = &found[..] else {
        panic!("one proposal: {found:?}")
    };
    assert_eq!(proposal.proposed, Proposed::JoinConfirmed);
    assert_eq!(proposal.sides, [RecordId(1), RecordId(3)]);
    assert_eq!(proposal.sizes.iter().sum::<usize>(), 6);
    assert_eq!(found, linker.proposals(RecordId(4)));
}

#[test]
fn a_confirmed_series_in_two_pieces_is_proposed_to_be_parted_unless_it_was_merged() {
    let whole = ids(&[1, 2, 3, 4, 5]);
    let confirm = correction(7, Decision::Confirm(whole.clone()));
    let linker = linked(&two_series(), std::slice::from_ref(&confirm));
    let found = linker.proposals(RecordId(5));
    let [proposal] = &found[..] else {
        panic!("one proposal: {found:?}")
    };
    let confirmed = CorrectionId(7);
    assert_eq!(proposal.proposed, Proposed::Part { confirmed });
    assert_eq!(proposal.sides, [RecordId(1), RecordId(3)]);
    assert_eq!(proposal.sizes, [2, 3]);
    let merge = correction(8, Decision::MustLink(whole));
    let linker = linked(&two_series(), &[confirm, merge]);
    assert_eq!(linker.proposals(RecordId(5)), []);
}

#[test]
fn a_value_whose_users_are_together_is_not_proposed() {
    let linker = linked(&two_series(), &[]);
    let address = value(Kind::Email, "a@example.net");
    assert_eq!(linker.proposed_value(&address), None);
    assert_eq!(linker.proposals(RecordId(1)), []);
    assert_eq!(linker.proposals(RecordId(77)), [], "it is not held");
}
