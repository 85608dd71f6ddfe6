//! Small complaints written in one line, for tests.

use faisceau_linkage::{
    Correction, CorrectionId, Decision, Grouping, Kind, Record, RecordId, Role, Used, ValueKey,
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

/// Complaint `id`, received on day `on`, using these values with an unknown role.
pub(crate) fn complaint_on(id: u128, on: i64, values: Vec<ValueKey>) -> Record {
    let mut record = Record::new(RecordId(id), day(on));
    let role = Role::Unknown;
    record.values = values
        .into_iter()
        .map(|value| Used { value, role })
        .collect();
    record
}

pub(crate) fn with_role(mut record: Record, role: Role) -> Record {
    for used in &mut record.values {
        used.role = role;
    }
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

/// The series as lists of plain numbers.
pub(crate) fn series(grouping: &Grouping) -> Vec<Vec<u128>> {
    let members = |s: faisceau_linkage::Series| s.members.iter().map(|id| id.0).collect();
    grouping.series().into_iter().map(members).collect()
}
