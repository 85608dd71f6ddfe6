//! Complaints grouped a second by the linkage crate in one batch, against a plain union by equal
//! accounts on the same values.

use crate::table::{Table, rate};
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::{Batch, Params, Record, RecordId, Used, ValueKey};
use std::collections::HashMap;
use std::time::Instant;

pub(crate) fn measure(table: &mut Table, smoke: bool) {
    let count = if smoke { 2_000 } else { 200_000 };
    let at = jiff::Timestamp::UNIX_EPOCH;
    let texts: Vec<[String; 2]> = (0..count)
        .map(|i: usize| {
            let shop = (i.wrapping_mul(2_654_435_761)) % (count / 8);
            [
                format!("boutique-{shop}.example"),
                format!("contact{}@mail{}.example", i % 97, shop),
            ]
        })
        .collect();
    let records: Vec<Record> = texts
        .iter()
        .enumerate()
        .map(|(i, [url, email])| {
            let mut record = Record::new(RecordId(i as u128), at);
            for (kind, raw) in [(Kind::Url, url), (Kind::Email, email)] {
                let value = ValueKey::of(&parse(kind, raw).unwrap());
                record.values.push(Used {
                    value,
                    role: Role::Unknown,
                });
            }
            record
        })
        .collect();
    let started = Instant::now();
    let mut batch = Batch::default();
    for record in &records {
        batch.push(record).unwrap();
    }
    let grouping = batch.group(&Params::first(), &[]).unwrap();
    let figure = rate(count, started.elapsed().as_secs_f64());
    let started = Instant::now();
    let mut by_value: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, values) in texts.iter().enumerate() {
        for value in values {
            by_value.entry(value).or_default().push(i);
        }
    }
    let floor = rate(count, started.elapsed().as_secs_f64());
    std::hint::black_box(&by_value);
    table.against(
        "linkage, batch",
        format!(
            "{figure:.0} complaints/s, {} series",
            grouping.series().len()
        ),
        format!("{floor:.0}/s put in a hash table"),
        figure / floor,
    );
}
