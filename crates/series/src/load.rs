//! Answers the linker's questions from the database: a few set-based statements a round, all in
//! the caller's reading transaction. Decides nothing and writes nothing.

use crate::dialect::{self, list};
use faisceau_domain::ValueIds;
use faisceau_identifiers::Role;
use faisceau_linkage::{
    Class, ClosedSet, Closure, Correction, Kind, Params, Previous, Record, RecordId, SeriesId,
    Standing, Tally, Touched, Used, ValueKey, Want,
};
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Users from which a value already classed as shared is not counted again at each arrival: it
/// stays shared whatever comes, and pages count it when they show it. Far above every cap.
const HUB_USERS: u64 = 200;

/// A closed set with what was stored of its values.
pub(crate) struct Loaded {
    pub(crate) set: ClosedSet,
    pub(crate) stored: BTreeMap<ValueKey, StoredClass>,
}

/// A row of `value_classes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredClass {
    pub(crate) class: Class,
    pub(crate) reason: String,
    pub(crate) list: Option<String>,
    pub(crate) tally: Tally,
    pub(crate) parameters: String,
}

/// The id of a value's key, as `identifier_uses.key_id` holds it.
pub(crate) fn key_id(ids: ValueIds, value: &ValueKey) -> Uuid {
    ids.of(typed_code(value.kind), &value.key)
}

/// The code of the type a person chooses: linkage tells short codes and labels apart, tables not.
pub(crate) const fn typed_code(kind: Kind) -> &'static str {
    match kind {
        Kind::ShortCode => "phone",
        Kind::Label => "payref",
        other => other.code(),
    }
}

pub(crate) fn uuid(record: RecordId) -> Uuid {
    Uuid::from_u128(record.0)
}

fn record_id(row: &Row, column: &str) -> Result<RecordId, Fault> {
    Ok(RecordId(row.get::<Uuid>(column)?.as_u128()))
}

/// Loads what must be regrouped with these complaints.
pub(crate) async fn closed(
    tx: &mut Tx,
    ids: ValueIds,
    params: &Params,
    corrections: &[Correction],
    records: Vec<RecordId>,
) -> Result<Loaded, Fault> {
    let values = Vec::new();
    let mut closure = Closure::new(params, corrections, Touched { records, values })?;
    let mut stored = BTreeMap::new();
    loop {
        let asked = Asked::of(closure.wants());
        if asked.is_empty() {
            break;
        }
        answer_records(tx, &mut closure, asked.records).await?;
        answer_standings(tx, ids, &mut closure, asked.standings, &mut stored).await?;
        answer_users(tx, ids, &mut closure, asked.users).await?;
    }
    let set = closure
        .close()
        .expect("the loop above ends when no question is open");
    Ok(Loaded { set, stored })
}

/// One round of questions, by kind.
#[derive(Default)]
struct Asked {
    records: Vec<RecordId>,
    standings: Vec<ValueKey>,
    users: Vec<ValueKey>,
}

impl Asked {
    fn of(wants: Vec<Want>) -> Asked {
        let mut asked = Asked::default();
        for want in wants {
            match want {
                Want::Record(id) => asked.records.push(id),
                Want::Standing(value) => asked.standings.push(value),
                Want::Users(value) => asked.users.push(value),
            }
        }
        asked
    }

    fn is_empty(&self) -> bool {
        self.records.is_empty() && self.standings.is_empty() && self.users.is_empty()
    }
}

async fn answer_records(
    tx: &mut Tx,
    closure: &mut Closure<'_>,
    ids: Vec<RecordId>,
) -> Result<(), Fault> {
    if ids.is_empty() {
        return Ok(());
    }
    let wanted = || list(ids.iter().map(|id| uuid(*id)));
    let mut found: HashMap<RecordId, Record> = HashMap::new();
    for row in tx.all(&dialect::RECORDS, vec![wanted()]).await? {
        let id = record_id(&row, "id")?;
        found.insert(id, Record::new(id, row.get::<Timestamp>("received_at")?));
    }
    for row in tx.all(&dialect::VALUES_OF, vec![wanted()]).await? {
        let (kind, key): (String, String) = (row.get("kind")?, row.get("link_key")?);
        let role = row.word("role", Role::from_code)?;
        let record = found.get_mut(&record_id(&row, "subject")?);
        if let (Some(record), Some(value)) = (record, ValueKey::of_stored(&kind, &key)) {
            record.values.push(Used { value, role });
        }
    }
    for id in ids {
        closure.record(id, found.remove(&id));
    }
    Ok(())
}

async fn answer_standings(
    tx: &mut Tx,
    ids: ValueIds,
    closure: &mut Closure<'_>,
    values: Vec<ValueKey>,
    stored: &mut BTreeMap<ValueKey, StoredClass>,
) -> Result<(), Fault> {
    if values.is_empty() {
        return Ok(());
    }
    let by_id: HashMap<Uuid, &ValueKey> = values.iter().map(|v| (key_id(ids, v), v)).collect();
    let known = list(by_id.keys().copied());
    for row in tx.all(&dialect::CLASSES, vec![known]).await? {
        let value = by_id[&row.get::<Uuid>("key_id")?];
        stored.insert(value.clone(), stored_class(&row)?);
    }
    let hub = |value: &ValueKey| {
        let known = stored.get(value)?;
        (known.class == Class::Shared && known.tally.users > HUB_USERS).then_some(known.tally)
    };
    let counted = by_id.iter().filter(|(_, value)| hub(value).is_none());
    let counted = list(counted.map(|(id, _)| *id));
    let mut tallies: HashMap<Uuid, Tally> = HashMap::new();
    for row in tx.all(&dialect::TALLIES, vec![counted]).await? {
        tallies.insert(row.get("key_id")?, tally(&row)?);
    }
    for (id, value) in by_id {
        let standing = Standing {
            tally: hub(value).or_else(|| tallies.get(&id).copied()),
            stored: stored.get(value).map(|known| known.class),
        };
        closure.standing(value.clone(), standing);
    }
    Ok(())
}

async fn answer_users(
    tx: &mut Tx,
    ids: ValueIds,
    closure: &mut Closure<'_>,
    values: Vec<ValueKey>,
) -> Result<(), Fault> {
    if values.is_empty() {
        return Ok(());
    }
    let keys: Vec<Uuid> = values.iter().map(|v| key_id(ids, v)).collect();
    let asked = list(keys.iter().copied());
    let mut users: HashMap<Uuid, Vec<RecordId>> = HashMap::new();
    for row in tx.all(&dialect::USERS, vec![asked]).await? {
        let user = record_id(&row, "subject")?;
        users.entry(row.get("key_id")?).or_default().push(user);
    }
    // The stored series of the users come whole: a long chain then costs a few rounds.
    let every: BTreeSet<RecordId> = users.values().flatten().copied().collect();
    let stored = stored_series(tx, every).await?;
    closure.also(stored.into_iter().flat_map(|series| series.members));
    for (value, id) in values.into_iter().zip(keys) {
        closure.users(value, users.remove(&id).unwrap_or_default());
    }
    Ok(())
}

/// The stored series that hold any of these complaints, whole.
pub(crate) async fn stored_series(
    tx: &mut Tx,
    records: impl IntoIterator<Item = RecordId>,
) -> Result<Vec<Previous>, Fault> {
    let asked = list(records.into_iter().map(uuid));
    let mut found: BTreeMap<SeriesId, Previous> = BTreeMap::new();
    for row in tx.all(&dialect::STORED_SERIES, vec![asked]).await? {
        let id = SeriesId(row.get::<Uuid>("id")?.as_u128());
        let formed_at = row.get("formed_at")?;
        let series = found.entry(id).or_insert_with(|| Previous {
            id,
            formed_at,
            members: Vec::new(),
        });
        series.members.push(record_id(&row, "complaint_id")?);
    }
    Ok(found.into_values().collect())
}

fn stored_class(row: &Row) -> Result<StoredClass, Fault> {
    Ok(StoredClass {
        class: row.word("class", Class::from_code)?,
        reason: row.get("reason")?,
        list: row.get("list")?,
        tally: tally(row)?,
        parameters: row.get("parameters")?,
    })
}

fn tally(row: &Row) -> Result<Tally, Fault> {
    Ok(Tally {
        users: u64::try_from(row.get::<i64>("users")?)?,
        first: row.get("first_at")?,
        last: row.get("last_at")?,
    })
}
