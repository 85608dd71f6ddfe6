//! Small complaints written in one line, for tests.

use faisceau_linkage::{
    Correction, CorrectionId, Decision, Kind, Record, RecordId, Role, Used, ValueKey,
};
use jiff::Timestamp;

/// The instant of day `day` of the tests' time.
pub(crate) fn day(day: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + day * 86_400).unwrap()
}

pub(crate) fn value(kind: Kind, key: &str) -> ValueKey {
    ValueKey::new(kind, key)
}

/// Complaint `id`, received on day `id`, using these values with an unknown role.
pub(crate) fn complaint(id: u128, values: &[(Kind, &str)]) -> Record {
    let mut record = Record::new(RecordId(id), day(i64::try_from(id).unwrap()));
    record.values = values
        .iter()
        .map(|(kind, key)| Used {
            value: value(*kind, key),
            role: Role::Unknown,
        })
        .collect();
    record
}

pub(crate) fn correction(id: u128, decision: Decision) -> Correction {
    Correction {
        id: CorrectionId(id),
        decision,
    }
}

pub(crate) fn ids(numbers: &[u128]) -> Vec<RecordId> {
    numbers.iter().copied().map(RecordId).collect()
}
