//! How close labels are to the truth beside the file: pairs and B-cubed.

use faisceau::linking::Name;
use faisceau_linkage::{Near, RecordId, Slip};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::path::{Path, PathBuf};

type Labels = [(RecordId, RecordId)];

/// Precision, recall and F1, where `FILE.truth` or `truth.csv` (`id,series_id`) is beside.
pub(crate) fn told(file: &Path, labels: &Labels) -> String {
    let largest = format!("largest series {}", largest(labels));
    match truth_of(file) {
        Some(path) => format!("{}; {largest}", scored(&path, labels)),
        None => format!("no truth beside; {largest}"),
    }
}

/// The truth beside a file, if any.
pub(crate) fn truth_of(file: &Path) -> Option<PathBuf> {
    let beside = [
        file.with_extension("truth"),
        file.with_file_name("truth.csv"),
    ];
    beside.into_iter().find(|path| path.exists())
}

pub(crate) fn largest(labels: &Labels) -> usize {
    counted(labels.iter().map(|(_, label)| label))
        .into_values()
        .max()
        .unwrap_or(0)
}

fn counted<T: Eq + Hash>(of: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for one in of {
        *counts.entry(one).or_insert(0) += 1;
    }
    counts
}

/// How often what was proposed as another value is of the same true series, by kind and by how it
/// differs, where the truth is beside.
pub(crate) fn proposed(file: &Path, near: &[(RecordId, Near)]) -> String {
    let Some(truth) = truth_of(file).map(|path| truth(&path)) else {
        return format!("no truth beside; {} proposed", near.len());
    };
    let mut right: BTreeMap<(&str, &str), [usize; 2]> = BTreeMap::new();
    for (id, near) in near {
        let how = match near.slip {
            Slip::LooksSame => "looks the same",
            Slip::Resembles { .. } => "resembles",
            _ => "one sign",
        };
        let of = right.entry((near.value.kind.code(), how)).or_default();
        of[0] += usize::from(truth[id] == truth[&near.first]);
        of[1] += 1;
    }
    let told = right
        .iter()
        .map(|((kind, how), [right, all])| format!("{kind}, {how}: {right} of {all}"));
    told.collect::<Vec<_>>().join("; ")
}

fn truth(path: &Path) -> HashMap<RecordId, String> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let rows = rows.records().map(|row| {
        let row = row.unwrap();
        (Name::text(&row[0]).id, row[1].to_owned())
    });
    rows.collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn scored(path: &Path, labels: &Labels) -> String {
    let truth = truth(path);
    assert_eq!(truth.len(), labels.len(), "the truth is of another file");
    let both = || {
        labels
            .iter()
            .map(|(id, label)| (truth[id].as_str(), *label))
    };
    let real = counted(both().map(|pair| pair.0));
    let said = counted(both().map(|pair| pair.1));
    let both = counted(both());
    let pairs = |counts: &mut dyn Iterator<Item = &usize>| -> f64 {
        counts.map(|&c| (c * (c - 1) / 2) as f64).sum()
    };
    let hit = pairs(&mut both.values());
    let (p, r) = (
        hit / pairs(&mut said.values()).max(1.0),
        hit / pairs(&mut real.values()).max(1.0),
    );
    let (mut bp, mut br) = (0.0, 0.0);
    for ((a, b), &c) in &both {
        bp += (c * c) as f64 / said[b] as f64;
        br += (c * c) as f64 / real[a] as f64;
    }
    let (bp, br) = (bp / labels.len() as f64, br / labels.len() as f64);
    let f1 = |p: f64, r: f64| {
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    };
    format!(
        "pairs P {p:.3} R {r:.3} F1 {:.3}, B-cubed P {bp:.3} R {br:.3} F1 {:.3}",
        f1(p, r),
        f1(bp, br)
    )
}
