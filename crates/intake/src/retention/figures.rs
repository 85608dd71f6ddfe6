//! Counts a complaint before it goes: one more in its month, its kind, its *département*, its band of loss and what
//! became of it. How many persons there were is counted under a key that is deleted when the year ends. No id, no
//! order and no day is kept, so that the certificate of an erasure and these figures cannot be brought together.

use super::store;
use crate::receipt::{self, Complaint};
use faisceau_domain::counted::{amount_band, department, month, period};
use faisceau_domain::form::{Answer, Value};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use sha2::{Digest, Sha256};

/// The least number of complaints that are shown together.
pub const TOGETHER_MIN: i64 = 5;
/// Lines shown at most.
const LINES_MAX: i64 = 10_000;

/// A line of what was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The month of filing.
    pub month: String,
    /// `complaint` or `report`.
    pub nature: String,
    /// The type of facts.
    pub form_type: String,
    /// The *département* of who filed.
    pub department: String,
    /// The band of loss.
    pub amount_band: String,
    /// What became of it.
    pub outcome: String,
    /// How many.
    pub times: i64,
}

/// Counts a complaint that is about to go, in the transaction that erases it.
pub(super) async fn count(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(());
    };
    let at = complaint.received_at.unwrap_or(complaint.filed_at);
    let day = at.to_zoned(receipt::zone()).date();
    let row = binds![
        month(day),
        &complaint.nature,
        &complaint.form_type,
        lives_in(&complaint)?,
        amount_band(complaint.amount_minor),
        complaint.state.code()
    ];
    tx.execute(&store::COUNT, row).await?;
    let Some(row) = tx.optional(&store::MARKS, binds![id]).await? else {
        return Ok(());
    };
    let mark: Vec<u8> = row.get("mark")?;
    let now = cx.world.clock.now().to_zoned(receipt::zone()).date();
    let period = period(now);
    let drawn: [u8; 32] = cx.world.dice.bytes();
    tx.execute(&store::MAKE_PERIOD_KEY, binds![&period, drawn])
        .await?;
    let key = tx.one(&store::PERIOD_KEY, binds![&period]).await?;
    let key: Vec<u8> = key.get("secret")?;
    let mut hash = Sha256::new();
    hash.update(b"faisceau counted person 1\0");
    hash.update(key);
    hash.update(mark);
    let person: [u8; 32] = hash.finalize().into();
    let row = binds![period, &complaint.form_type, person];
    tx.execute(&store::COUNT_SUBJECT, row).await?;
    Ok(())
}

fn lives_in(complaint: &Complaint) -> Result<String, Fault> {
    let answers = complaint.answers()?;
    let address = answers.as_ref().and_then(|answers| {
        let given = answers
            .iter()
            .find(|(key, _)| key.to_string() == "victim.address");
        match given {
            Some((_, Answer::Value(Value::Address(address)))) => Some(address.postcode.as_str()),
            _ => None,
        }
    });
    Ok(department(address.unwrap_or_default()))
}

/// Deletes the keys of years that are over: from then on nobody tells whether two marks are of one person.
pub(super) async fn drop_keys(cx: &Cx, tx: &mut Tx) -> Result<(), Fault> {
    let now = cx.world.clock.now().to_zoned(receipt::zone()).date();
    tx.execute(&store::DROP_PERIOD_KEYS, binds![period(now)])
        .await?;
    Ok(())
}

/// What was counted, where enough complaints stand together that nobody is found again.
///
/// # Errors
/// When the database fails.
pub async fn lines(tx: &mut Tx) -> Result<Vec<Line>, Fault> {
    let rows = tx
        .all(&store::FIGURES, binds![TOGETHER_MIN, LINES_MAX])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Line {
                month: row.get("month")?,
                nature: row.get("nature")?,
                form_type: row.get("form_type")?,
                department: row.get("department")?,
                amount_band: row.get("amount_band")?,
                outcome: row.get("outcome")?,
                times: row.get("times")?,
            })
        })
        .collect()
}

/// How many persons and how many complaints were counted, by year and type of facts.
///
/// # Errors
/// When the database fails.
pub async fn persons(tx: &mut Tx) -> Result<Vec<(String, String, i64, i64)>, Fault> {
    let rows = tx.all(&store::SUBJECTS, binds![LINES_MAX]).await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.get("period")?,
                row.get("form_type")?,
                row.get("persons")?,
                row.get("complaints")?,
            ))
        })
        .collect()
}
