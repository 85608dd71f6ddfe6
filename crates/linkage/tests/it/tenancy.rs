//! A number, a site or a pseudonym that nobody used for long may have changed hands: what is used
//! after has nothing to do with what was used before.

use faisceau_linkage::{Class, Decision, Figures, Kind, Linker, Record, RecordId, WhyNot};

use crate::world::{complaint, correction, day, value};

const PHONE: (Kind, &str) = (Kind::Phone, "+33639980001");

/// Complaints of one heading that use one number, received on these days.
fn used_on(days: impl Iterator<Item = i64>) -> Vec<Record> {
    let numbered = (0_u128..).zip(days).map(|(id, received)| {
        let mut record = complaint(id, &[PHONE]);
        record.received_at = day(received);
        record.heading = Some("parcel".to_owned());
        record
    });
    numbered.collect()
}

fn linked(records: &[Record]) -> Linker {
    let mut linker = Linker::new(Figures::third(), Vec::new());
    records.iter().for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

/// The number of complaints of the series of each complaint.
fn sizes(linker: &Linker, records: &[Record]) -> Vec<usize> {
    let size = |record: &Record| linker.series_of(record.id).unwrap().len();
    records.iter().map(size).collect()
}

#[test]
fn two_tenants_of_one_number_years_apart_are_two_series() {
    let two = |gap: i64| used_on((0..12).chain(11 + gap..23 + gap));
    assert_eq!(sizes(&linked(&two(270)), &two(270)), [24; 24]);
    assert_eq!(sizes(&linked(&two(900)), &two(900)), [12; 24]);
    // As many as make no established group, and one alone.
    let few = used_on([0, 1, 2, 800, 801, 1_700].into_iter());
    assert_eq!(sizes(&linked(&few), &few), [3, 3, 3, 2, 2, 1]);
}

#[test]
fn who_uses_it_in_between_shows_that_it_never_changed_hands() {
    let mut records = used_on((0..6).chain(400..406));
    let mut linker = linked(&records);
    assert_eq!(sizes(&linker, &records), [6; 12]);
    let mut between = used_on([200].into_iter());
    between[0].id = RecordId(100);
    linker.insert(&between[0]);
    linker.settle();
    records.push(between[0].clone());
    assert_eq!(sizes(&linker, &records), [13; 13]);
    linker.remove(RecordId(100));
    linker.settle();
    records.pop();
    assert_eq!(sizes(&linker, &records), [6; 12]);
}

#[test]
fn the_credit_of_one_tenant_is_not_the_next_ones() {
    let mut records = used_on((0..12).chain([900, 901]));
    for (at, heading) in [(12, "romance"), (13, "rental")] {
        let own = format!("{heading}@example.net");
        records[at].heading = Some(heading.to_owned());
        let mail = complaint(0, &[(Kind::Email, &own)]).values.remove(0);
        records[at].values.push(mail);
    }
    let linker = linked(&records);
    assert_eq!(sizes(&linker, &records)[11..], [12, 1, 1]);
    let said = linker.explain(&[RecordId(13)]).unwrap();
    let apart = |because: &WhyNot| matches!(because, WhyNot::Apart(_));
    assert!(said.not_used.iter().any(|left| apart(&left.because)));
}

#[test]
fn a_complaint_alone_in_a_tenancy_is_told_so_and_a_decision_stands_above() {
    let records = used_on((0..3).chain([900]));
    let mut linker = linked(&records);
    let said = linker.explain(&[RecordId(3)]).unwrap();
    let [left] = &said.not_used[..] else {
        panic!("one value: {:?}", said.not_used)
    };
    let WhyNot::Anew { weighed, days } = &left.because else {
        panic!("it begins anew: {left:?}")
    };
    assert_eq!(
        (weighed.class, weighed.tally.users, *days),
        (Class::Link, 4, 270)
    );
    let owned = Decision::Owned(value(PHONE.0, PHONE.1));
    linker.correct(vec![correction(1, owned)]).unwrap();
    linker.settle();
    assert_eq!(sizes(&linker, &records), [4; 4]);
    linker.correct(Vec::new()).unwrap();
    linker.settle();
    assert_eq!(sizes(&linker, &records), [3, 3, 3, 1]);
}

#[test]
fn an_account_is_never_given_to_somebody_else() {
    let mut records = used_on((0..3).chain([2_000]));
    for record in &mut records {
        record.values = complaint(0, &[(Kind::Email, "a@example.net")]).values;
    }
    assert_eq!(sizes(&linked(&records), &records), [4; 4]);
}
