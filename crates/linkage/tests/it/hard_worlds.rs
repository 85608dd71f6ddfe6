//! Worlds made to join everything: one address under hundreds of shops, one complaint with
//! thousands of identifiers. What is many must stay many.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{Class, Figures, Kind, Linker, Record, RecordId};

use crate::deeds::{Deed, Lived, whole};
use crate::world::{complaint, value};

/// Draws that are the same at every run (xorshift, Marsaglia 2003).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn linked(records: &[Record]) -> Linker {
    let mut linker = Linker::new(Figures::third(), Vec::new());
    records.iter().for_each(|record| linker.insert(record));
    linker.settle();
    linker
}

/// The sizes of the series, largest first, and the share of linked pairs that are of one truth.
fn judged(linker: &Linker, truth: &BTreeMap<RecordId, u64>) -> (Vec<usize>, f64) {
    let mut series: BTreeMap<RecordId, Vec<u64>> = BTreeMap::new();
    for (id, label) in linker.labels() {
        series.entry(label).or_default().push(truth[&id]);
    }
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let (mut right, mut all) = (0, 0);
    let mut sizes: Vec<usize> = Vec::new();
    for members in series.values() {
        sizes.push(members.len());
        all += pairs(members.len());
        let kinds: BTreeSet<&u64> = members.iter().collect();
        for kind in kinds {
            right += pairs(members.iter().filter(|m| *m == kind).count());
        }
    }
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    (sizes, right as f64 / all.max(1) as f64)
}

/// A drainer's address on 492 shops of 40 true groups, each with up to three identifiers of its
/// group's few.
#[test]
fn an_address_lent_to_hundreds_of_shops_joins_none() {
    for seed in 1..=5 {
        let mut draw = Draw(0x9e37_79b9 * seed);
        let mut truth = BTreeMap::new();
        let mut records = Vec::new();
        for id in 0..492_u128 {
            let group = draw.below(40);
            let mut values = vec![
                (Kind::Crypto, "evm:0xdrainer".to_owned()),
                (Kind::Url, format!("shop{id}.example")),
            ];
            for _ in 0..draw.below(4) {
                let which = draw.below(6);
                let kind = [Kind::Email, Kind::Phone, Kind::Handle][(which % 3) as usize];
                values.push((kind, format!("own{group}-{which}")));
            }
            let values: Vec<(Kind, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
            truth.insert(RecordId(id), group);
            records.push(complaint(id, &values));
        }
        let linker = linked(&records);
        let standing = linker.value(&value(Kind::Crypto, "evm:0xdrainer")).unwrap();
        assert_eq!(standing.class, Class::Shared, "seed {seed}: {standing:?}");
        let (sizes, precision) = judged(&linker, &truth);
        assert!(sizes[0] <= 492 / 20, "seed {seed}: {sizes:?}");
        assert!(precision >= 0.95, "seed {seed}: {precision}");
        assert!(
            sizes.iter().filter(|size| **size > 2).count() > 20,
            "seed {seed}: {sizes:?}"
        );
    }
}

#[test]
fn a_complaint_with_thousands_of_identifiers_is_one_complaint() {
    let mut records: Vec<Record> = (0..200)
        .map(|id| complaint(id, &[(Kind::Email, &format!("own{id}@example.net"))]))
        .collect();
    let every: Vec<String> = (0..5_000).map(|n| format!("own{n}@example.net")).collect();
    let every: Vec<(Kind, &str)> = every.iter().map(|v| (Kind::Email, v.as_str())).collect();
    records.push(complaint(200, &every));
    let linker = linked(&records);
    assert_eq!(linker.len(), 201);
    assert!(
        linker
            .series_of(RecordId(200))
            .unwrap()
            .contains(&RecordId(200))
    );
}

/// Complaint `id` of a shape that grows without end.
fn endless(shape: &str, id: u128) -> Record {
    let (ten, place) = (id / 10, id % 10);
    let mut values = match shape {
        "chain" => vec![
            (Kind::Phone, format!("{id}")),
            (Kind::Phone, format!("{}", id + 1)),
        ],
        "star" => vec![(Kind::Crypto, "one".into())],
        "by twos" => vec![
            (Kind::Crypto, "one".into()),
            (Kind::Email, format!("{}", id / 2)),
        ],
        _ => vec![
            (Kind::Email, format!("{ten}")),
            (Kind::Phone, format!("{ten}")),
        ],
    };
    if shape == "groups" && place == 4 {
        values.push((Kind::Iban, format!("{ten}")));
    }
    if shape == "groups" && place == 7 {
        values.push((Kind::Iban, format!("{}", ten + 1)));
    }
    let values: Vec<(Kind, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let mut record = complaint(id, &values);
    record.heading = Some("shop".into());
    record
}

#[test]
fn a_series_without_end_is_told_by_those_who_come() {
    for shape in ["chain", "star", "by twos", "groups"] {
        let records: Vec<Record> = (0..120).map(|id| endless(shape, id)).collect();
        let mut lived = Lived::new();
        for record in &records {
            lived.live(&Deed::Arrive(record.clone()));
            lived.live(&Deed::Settle);
        }
        assert_eq!(lived.misread(), None, "{shape}");
        let at_once = whole(&records, &[]);
        assert_eq!(lived.linker.labels(), at_once.labels(), "{shape}");
        // Nearly all who come are told alone.
        assert!(lived.reader.grown >= 80, "{shape}: {}", lived.reader.grown);
    }
}
