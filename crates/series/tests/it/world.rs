//! Small worlds for the tests: complaints with identifiers, filed in a chosen order.

use crate::noise::shipped;
use crate::store;
use faisceau_domain::event::{Event, FoundValue, IdentifiersFound};
use faisceau_domain::noise::Complaints;
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::{Linker, Record, RecordId, Used, ValueKey, Weighed};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::testkit::Kit;
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use faisceau_series::noise::figures;
use faisceau_series::run::link_until_idle;
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A complaint of a test.
#[derive(Debug, Clone)]
pub(crate) struct Filed {
    pub(crate) id: Uuid,
    pub(crate) received_at: Timestamp,
    pub(crate) unit: String,
    pub(crate) heading: String,
    pub(crate) values: Vec<(Kind, String, Role)>,
}

impl Filed {
    /// The `n`th complaint, received on the `n`th day, with offenders' e-mail addresses.
    pub(crate) fn with_emails(n: u32, emails: &[&str]) -> Filed {
        let values = emails.iter().map(|mail| {
            let mail = format!("{mail}@exemple.fr");
            (Kind::Email, mail, Role::Offender)
        });
        Filed {
            id: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(n)),
            received_at: day(n),
            unit: String::new(),
            heading: "fake_shop".to_owned(),
            values: values.collect(),
        }
    }

    pub(crate) fn in_unit(mut self, unit: &str) -> Filed {
        self.unit = unit.to_owned();
        self
    }

    pub(crate) fn headed(mut self, heading: &str) -> Filed {
        self.heading = heading.to_owned();
        self
    }

    pub(crate) fn and(mut self, kind: Kind, raw: &str, role: Role) -> Filed {
        self.values.push((kind, raw.to_owned(), role));
        self
    }

    fn record(&self) -> Record {
        let mut record = Record::new(RecordId(self.id.as_u128()), self.received_at);
        record.heading = Some(self.heading.clone());
        for (kind, raw, role) in &self.values {
            record.values.push(Used {
                value: ValueKey::of(&parse(*kind, raw).unwrap()),
                role: *role,
            });
        }
        record
    }

    pub(crate) fn found(&self) -> IdentifiersFound {
        let values = self.values.iter().map(|(kind, raw, role)| FoundValue {
            identifier: parse(*kind, raw).unwrap(),
            raw: raw.clone(),
            role: *role,
            source: "import".to_owned(),
        });
        let values: Vec<FoundValue> = values.collect();
        IdentifiersFound {
            subject_kind: "complaint",
            subject: self.id,
            count: values.len(),
            values,
        }
    }
}

pub(crate) fn day(n: u32) -> Timestamp {
    let start: Timestamp = "2026-03-01T09:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_hours(24 * i64::from(n))
}

/// Registers a complaint and tells its identifiers, as intake does.
pub(crate) async fn file(kit: &Kit, filed: &Filed) {
    let cx = Cx::platform(&kit.world);
    let now = kit.world.clock.now();
    let mut tx = kit.world.db.write().await.unwrap();
    let reference = format!("FSC-{}", filed.id.simple());
    let mark = filed.id.as_bytes().to_vec();
    let row = binds![
        filed.id,
        reference,
        now,
        filed.received_at,
        &filed.unit,
        mark,
        &filed.heading,
    ];
    tx.execute(&store::INSERT_COMPLAINT, row).await.unwrap();
    let found = Event::IdentifiersFound(filed.found());
    cx.emit(&mut tx, &found).await.unwrap();
    tx.commit().await.unwrap();
}

/// Tells addresses found after the filing, and adds them to the complaint.
pub(crate) async fn found_later(kit: &Kit, tx: &mut Tx, filed: &mut Filed, email: &str) {
    let more = Filed::with_emails(0, &[email]).values;
    let told = Filed {
        values: more.clone(),
        ..filed.clone()
    };
    let found = Event::IdentifiersFound(told.found());
    let cx = Cx::platform(&kit.world);
    cx.emit(tx, &found).await.unwrap();
    filed.values.extend(more);
}

/// A turn of a linker: at most so many of the complaints that wait.
pub(crate) async fn turned(
    mut linking: Linking,
    cx: &Cx,
    held: &mut Held,
    limit: i64,
) -> Result<(Linking, usize), Fault> {
    let waiting = linking.waiting(cx, limit).await?;
    linking.turn(cx, held, waiting).await
}

/// Registers complaints and brings them together at once.
pub(crate) async fn linked(kit: &Kit, complaints: &[Filed]) {
    for filed in complaints {
        file(kit, filed).await;
    }
    link_until_idle(&kit.world).await.unwrap();
}

/// The stored series as sets of complaints.
pub(crate) async fn partition(kit: &Kit) -> BTreeSet<BTreeSet<Uuid>> {
    let mut tx = kit.world.db.read().await.unwrap();
    let mut series: std::collections::BTreeMap<Uuid, BTreeSet<Uuid>> = Default::default();
    for row in tx.all(&store::MEMBERS, binds![]).await.unwrap() {
        let id = row.get("series_id").unwrap();
        let complaint = row.get("complaint_id").unwrap();
        series.entry(id).or_default().insert(complaint);
    }
    for row in tx.all(&store::SERIES, binds![]).await.unwrap() {
        let id: Uuid = row.get("id").unwrap();
        let size: i64 = row.get("size").unwrap();
        let held = series.get(&id).map_or(0, BTreeSet::len);
        assert_eq!(
            size,
            i64::try_from(held).unwrap(),
            "the stored size is the number of members"
        );
        let ended: Option<i64> = row.get("ended_at").unwrap();
        assert_eq!(
            ended.is_some(),
            held == 0,
            "a series ends when it holds nobody"
        );
    }
    series.into_values().collect()
}

/// What linkage makes of all these complaints at once.
fn at_once(complaints: &[Filed]) -> Linker {
    let mut linker = Linker::new(figures().clone(), shipped(Complaints::Real));
    for filed in complaints {
        linker.insert(&filed.record());
    }
    linker.settle();
    linker
}

/// The same: every value that at least two complaints use.
pub(crate) fn values(complaints: &[Filed]) -> Vec<Weighed> {
    let linker = at_once(complaints);
    let records: Vec<Record> = complaints.iter().map(Filed::record).collect();
    let used: BTreeSet<&ValueKey> = records.iter().flat_map(Record::linking).collect();
    used.into_iter().filter_map(|v| linker.value(v)).collect()
}

/// The same, as sets of complaints.
pub(crate) fn expected(complaints: &[Filed]) -> BTreeSet<BTreeSet<Uuid>> {
    let linker = at_once(complaints);
    let series = complaints.iter().filter_map(|filed| {
        let members = linker.series_of(RecordId(filed.id.as_u128()))?;
        let ids = members.into_iter().map(|id| Uuid::from_u128(id.0));
        Some(ids.collect::<BTreeSet<Uuid>>())
    });
    series.filter(|members| members.len() > 1).collect()
}

/// A generator whose worlds come back with their seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
