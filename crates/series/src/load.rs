//! Reads what the linker holds from the database: complaints with their values, series and
//! classes as they are stored. Set-based statements; decides nothing and writes nothing.

use crate::catalogue::Standing;
use crate::dialect::{self, list};
use crate::store;
use crate::sweep::Span;
use faisceau_domain::ValueIds;
use faisceau_identifiers::Role;
use faisceau_linkage::{
    Class, Kind, Prepared, Previous, Record, RecordId, SeriesId, Tally, Used, ValueKey,
};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Complaints, series members or classes read at once.
const PAGE: i64 = 2_000;

/// A page of a span being read, with the last id of it: `None` at the end.
type Page<'a, T> = BoxFuture<'a, Result<(T, Option<Uuid>), Fault>>;

/// A row of `value_classes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredClass {
    pub(crate) class: Class,
    pub(crate) reason: String,
    pub(crate) list: Option<String>,
    pub(crate) tally: Tally,
    pub(crate) worth: Worth,
    pub(crate) parameters: String,
}

/// What the sentence of a value needs besides its class; nothing where a list or a person decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Worth {
    /// In hundredths of a bit.
    pub(crate) bits: Option<i64>,
    /// How many users after the first also agreed with an earlier one on something firm.
    pub(crate) corroborated: Option<i64>,
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

/// The complaints that wait with their marks, the longest first.
pub(crate) async fn marks(tx: &mut Tx, limit: i64) -> Result<Vec<(Uuid, i64)>, Fault> {
    let rows = tx.all(&store::PENDING, binds![limit]).await?;
    let mark = |row: &Row| Ok((row.get("complaint_id")?, row.get("turn")?));
    rows.iter().map(mark).collect()
}

/// These complaints as linkage reads them; one that is no longer there is left out.
pub(crate) async fn records(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Record>, Fault> {
    let wanted = || list(ids.iter().copied());
    let complaints = tx.all(&dialect::RECORDS, vec![wanted()]).await?;
    let values = tx.all(&dialect::VALUES_OF, vec![wanted()]).await?;
    assembled(&complaints, &values)
}

/// The first complaints of a span, made ready on a thread of their own.
pub(crate) fn next_records(tx: &mut Tx, span: Span) -> Page<'_, Vec<Prepared>> {
    Box::pin(async move {
        let asked = binds![span.above, span.to, PAGE];
        let complaints = tx.all(&store::NEXT_RECORDS, asked).await?;
        let last: Option<Uuid> = complaints.last().map(|row| row.get("id")).transpose()?;
        let Some(last) = last else {
            return Ok((Vec::new(), None));
        };
        let asked = binds![span.above, last];
        let values = tx.all(&store::NEXT_VALUES, asked).await?;
        let ready = tokio::task::spawn_blocking(move || {
            let records = assembled(&complaints, &values)?;
            Ok::<_, Fault>(records.into_iter().map(Prepared::of).collect())
        });
        Ok((ready.await??, Some(last)))
    })
}

fn assembled(complaints: &[Row], values: &[Row]) -> Result<Vec<Record>, Fault> {
    let mut records: Vec<Record> = Vec::with_capacity(complaints.len());
    let mut places: HashMap<RecordId, usize> = HashMap::with_capacity(complaints.len());
    for row in complaints {
        let id = record_id(row, "id")?;
        let mut record = Record::new(id, row.get::<Timestamp>("received_at")?);
        record.occurred_at = row.get("occurred_at")?;
        let heading: String = row.get("heading")?;
        record.heading = Some(heading).filter(|heading| !heading.is_empty());
        record.text = row.get("script")?;
        if let Some(line) = row.get::<Option<String>>("line")? {
            let line: Line = serde_json::from_str(&line).unwrap_or_default();
            record.text = line.text.or(record.text);
            record.image = line.image.and_then(|hash| hex_bytes(&hash));
        }
        places.insert(id, records.len());
        records.push(record);
    }
    for row in values {
        let (kind, key): (String, String) = (row.get("kind")?, row.get("link_key")?);
        let role = row.word("role", Role::from_code)?;
        let place = places.get(&record_id(row, "subject")?);
        if let (Some(place), Some(value)) = (place, ValueKey::of_stored(&kind, &key)) {
            records[*place].values.push(Used { value, role });
        }
    }
    Ok(records)
}

/// What an imported line says besides its identifiers.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Line {
    text: Option<String>,
    image: Option<String>,
}

fn hex_bytes(hash: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hash, &mut bytes).ok()?;
    Some(bytes)
}

/// Series as they are stored, whole, with the complaints that do not stand in theirs as candidates.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    pub(crate) series: BTreeMap<SeriesId, Previous>,
    pub(crate) standings: HashMap<RecordId, Standing>,
}

/// A stored series and one of its members.
pub(crate) struct Member {
    series: SeriesId,
    formed_at: Timestamp,
    complaint: RecordId,
    standing: Standing,
}

impl Member {
    fn read(row: &Row) -> Result<Member, Fault> {
        Ok(Member {
            series: SeriesId(row.get::<Uuid>("id")?.as_u128()),
            formed_at: row.get("formed_at")?,
            complaint: record_id(row, "complaint_id")?,
            standing: row.word("standing", Standing::from_code)?,
        })
    }

    /// Puts it among the series found so far.
    pub(crate) fn put(self, found: &mut Stored) {
        if self.standing != Standing::Candidate {
            found.standings.insert(self.complaint, self.standing);
        }
        let series = found.series.entry(self.series).or_insert_with(|| Previous {
            id: self.series,
            formed_at: self.formed_at,
            members: Vec::new(),
        });
        series.members.push(self.complaint);
    }
}

/// The first stored members of a span of complaints.
pub(crate) fn next_members(tx: &mut Tx, span: Span) -> Page<'_, Vec<Member>> {
    Box::pin(async move {
        let asked = binds![span.above, span.to, PAGE];
        let rows = tx.all(&store::NEXT_MEMBERS, asked).await?;
        let members: Vec<Member> = rows
            .iter()
            .map(Member::read)
            .collect::<Result<_, Fault>>()?;
        let last = members.last().map(|member| uuid(member.complaint));
        Ok((members, last))
    })
}

/// What was last found of a value, and the id of its key.
pub(crate) struct Known {
    pub(crate) key_id: Uuid,
    pub(crate) value: Option<ValueKey>,
    pub(crate) stored: StoredClass,
}

/// What was last found of these values.
pub(crate) async fn classes(tx: &mut Tx, keys: &[Uuid]) -> Result<Vec<Known>, Fault> {
    let asked = vec![list(keys.iter().copied())];
    let rows = tx.all(&dialect::CLASSES, asked).await?;
    rows.iter().map(known).collect()
}

/// What was last found of the first values of a span of keys.
pub(crate) fn next_classes(tx: &mut Tx, span: Span) -> Page<'_, Vec<Known>> {
    Box::pin(async move {
        let asked = binds![span.above, span.to, PAGE];
        let rows = tx.all(&store::NEXT_CLASSES, asked).await?;
        let page: Vec<Known> = rows.iter().map(known).collect::<Result<_, Fault>>()?;
        let last = page.last().map(|known| known.key_id);
        Ok((page, last))
    })
}

fn known(row: &Row) -> Result<Known, Fault> {
    let (kind, key): (String, String) = (row.get("kind")?, row.get("link_key")?);
    Ok(Known {
        key_id: row.get("key_id")?,
        value: ValueKey::of_stored(&kind, &key),
        stored: StoredClass {
            class: row.word("class", Class::from_code)?,
            reason: row.get("reason")?,
            list: row.get("list")?,
            tally: Tally {
                users: u64::try_from(row.get::<i64>("users")?)?,
                first: row.get("first_at")?,
                last: row.get("last_at")?,
            },
            worth: Worth {
                bits: row.get("bits")?,
                corroborated: row.get("corroborated")?,
            },
            parameters: row.get("parameters")?,
        },
    })
}
