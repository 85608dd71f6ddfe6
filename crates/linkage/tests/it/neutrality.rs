//! Whatever the order of complaints, erasures and corrections, the stored state equals the batch.

use std::collections::BTreeSet;

use faisceau_linkage::{
    Correction, CorrectionId, Decision, Kind, Params, Record, RecordId, Role, Touched, Used,
    ValueKey, check_corrections, group,
};
use proptest::prelude::*;

use crate::store::Store;
use crate::world::{complaint, day};

/// One thing that happens.
#[derive(Clone, Debug)]
enum Deed {
    Arrive(Record),
    Amend(Record),
    Erase(RecordId),
    Decide(Correction),
    Withdraw(CorrectionId),
}

fn any_value() -> impl Strategy<Value = ValueKey> {
    let kinds = prop::sample::select(vec![
        Kind::Iban,
        Kind::Phone,
        Kind::Email,
        Kind::Url,
        Kind::Handle,
        Kind::Ip,
    ]);
    // Few keys, drawn unevenly, so that caps are crossed and chains form.
    let keys = prop_oneof![3 => 0_u8..2, 5 => 2_u8..12];
    (kinds, keys).prop_map(|(kind, key)| ValueKey::new(kind, &key.to_string()))
}

fn any_record(ids: u128) -> impl Strategy<Value = Record> {
    let role = prop_oneof![
        8 => Just(Role::Unknown),
        3 => Just(Role::Offender),
        1 => Just(Role::Victim),
        1 => Just(Role::Impersonated),
    ];
    let used = (any_value(), role).prop_map(|(value, role)| Used { value, role });
    let values = prop::collection::vec(used, 0..4);
    (0..ids, 0_i64..20, values).prop_map(|(id, received, values)| {
        let mut record = complaint(id, &[]);
        record.received_at = day(received);
        record.values = values;
        record
    })
}

fn some_ids(ids: u128) -> impl Strategy<Value = Vec<RecordId>> {
    prop::collection::vec((0..ids).prop_map(RecordId), 1..4)
}

fn any_decision(ids: u128) -> impl Strategy<Value = Decision> {
    prop_oneof![
        any_value().prop_map(Decision::Shared),
        any_value().prop_map(Decision::Owned),
        some_ids(ids).prop_map(Decision::MustLink),
        some_ids(ids).prop_map(Decision::Confirm),
        (some_ids(ids), some_ids(ids)).prop_map(|(a, b)| Decision::CannotLink(a, b)),
    ]
}

fn any_deed(ids: u128) -> impl Strategy<Value = Deed> {
    let id = || (0..12_u128).prop_map(CorrectionId);
    let decide = (id(), any_decision(ids))
        .prop_map(|(id, decision)| Deed::Decide(Correction { id, decision }));
    prop_oneof![
        12 => any_record(ids).prop_map(Deed::Arrive),
        1 => any_record(ids).prop_map(Deed::Amend),
        2 => (0..ids).prop_map(|id| Deed::Erase(RecordId(id))),
        5 => decide,
        2 => id().prop_map(Deed::Withdraw),
    ]
}

/// What a correction touches when it is added or withdrawn.
fn touched_by(decision: &Decision) -> Touched {
    let mut touched = Touched::default();
    match decision {
        Decision::Shared(value) | Decision::Owned(value) => touched.values.push(value.clone()),
        Decision::MustLink(ids) | Decision::Confirm(ids) => touched.records.clone_from(ids),
        Decision::CannotLink(one, other) => {
            touched.records = one.iter().chain(other).copied().collect();
        }
        other => panic!("unknown decision {other:?}"),
    }
    touched
}

fn happen(store: &mut Store, deed: Deed) {
    match deed {
        Deed::Arrive(record) if !store.records.contains_key(&record.id) => {
            store.add(record);
        }
        Deed::Amend(record) if store.records.contains_key(&record.id) => {
            let mut record = record;
            let old = store.records.remove(&record.id).unwrap();
            record.received_at = old.received_at;
            let touched = Touched {
                records: vec![record.id],
                values: old.linking().cloned().collect(),
            };
            store.records.insert(record.id, record);
            store.regroup(touched);
        }
        Deed::Erase(id) if store.records.contains_key(&id) => {
            store.erase(id);
        }
        Deed::Decide(correction) => {
            let mut all = store.corrections.clone();
            all.push(correction.clone());
            if check_corrections(&all).is_ok() {
                store.corrections = all;
                store.regroup(touched_by(&correction.decision));
            }
        }
        Deed::Withdraw(id) => {
            let place = store.corrections.iter().position(|c| c.id == id);
            if let Some(place) = place {
                let gone = store.corrections.remove(place);
                store.regroup(touched_by(&gone.decision));
            }
        }
        _ => {}
    }
}

/// The stored state is what the batch says of the same complaints and corrections.
fn assert_batch(store: &Store, params: &Params) {
    let records: Vec<Record> = store.records.values().rev().cloned().collect();
    let batch = group(&records, params, &store.corrections).unwrap();
    let series = batch.series().into_iter().map(|series| {
        let mut members = series.members;
        members.sort_unstable();
        members
    });
    assert_eq!(store.partition(), series.collect::<BTreeSet<_>>());
    let classed: Vec<_> = store.classed.values().cloned().collect();
    assert_eq!(classed, batch.values);
    let proposals: Vec<_> = store.proposals.values().cloned().collect();
    assert_eq!(proposals, batch.proposals);
}

fn params() -> Params {
    let mut params = Params::first().with_hard_cap(4);
    params.kinds.get_mut(Kind::Handle).cap = 3;
    params
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn after_every_deed_the_store_equals_the_batch(
        deeds in prop::collection::vec(any_deed(24), 1..60),
        offers: bool,
    ) {
        let params = params();
        let mut store = Store::new(params.clone());
        store.offers = offers;
        for deed in deeds {
            happen(&mut store, deed);
            assert_batch(&store, &params);
        }
    }

    #[test]
    fn any_order_of_arrival_gives_the_same_state(
        (records, shuffled) in prop::collection::vec(any_record(1_000), 1..40)
            .prop_flat_map(|records| {
                let mut seen = BTreeSet::new();
                let records: Vec<Record> =
                    records.into_iter().filter(|r| seen.insert(r.id)).collect();
                (Just(records.clone()), Just(records).prop_shuffle())
            }),
    ) {
        let (mut one, mut other) = (Store::new(params()), Store::new(params()));
        for (a, b) in records.into_iter().zip(shuffled) {
            one.add(a);
            other.add(b);
        }
        prop_assert_eq!(one.partition(), other.partition());
        prop_assert_eq!(one.classed, other.classed);
        prop_assert_eq!(one.proposals, other.proposals);
    }

    #[test]
    fn many_complaints_at_once_equal_one_by_one(
        records in prop::collection::vec(any_record(30), 1..40),
        offers: bool,
    ) {
        let params = params();
        let mut store = Store::new(params.clone());
        store.offers = offers;
        for chunk in records.chunks(7) {
            let records = chunk.iter().map(|record| record.id).collect();
            let mut values = Vec::new();
            for record in chunk {
                let old = store.records.insert(record.id, record.clone());
                values.extend(old.iter().flat_map(Record::linking).cloned());
            }
            store.regroup(Touched { records, values });
            assert_batch(&store, &params);
        }
    }
}
