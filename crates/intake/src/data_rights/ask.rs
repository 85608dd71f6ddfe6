//! A person asks something of the data held on them, or a colleague writes the request down for them. The last
//! day to answer comes from the law pack, on the day of the request. The code of the complaint is the proof of
//! identity: no copy of a document is asked for or kept.

use super::store;
use crate::receipt;
use faisceau_domain::data_request::{Asked, State, WORDS_CHARACTERS_MAX, clock};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Why nothing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// The regime does not open this request.
    NotOpen,
    /// The same was asked and waits for its answer.
    Already,
    /// No words, or too many.
    Words,
}

/// Writes a request down; its id.
///
/// # Errors
/// See [`Refused`].
pub async fn ask(
    cx: &Cx,
    complaint: ComplaintId,
    asked: Asked,
    words: &str,
) -> Outcome<Uuid, Refused> {
    let world = &cx.world;
    let regime = world.config.regime();
    let words: String = words
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let words = words.trim();
    if !asked.is_open_under(regime) {
        return Err(Error::Refused(Refused::NotOpen));
    }
    if words.is_empty() || words.chars().count() > WORDS_CHARACTERS_MAX {
        return Err(Error::Refused(Refused::Words));
    }
    let mut tx = world.db.write().await?;
    if receipt::complaint(&mut tx, complaint).await?.is_none() {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let before = super::of(&mut tx, complaint).await?;
    if before
        .iter()
        .any(|one| one.asked == asked && one.state == State::Open)
    {
        return Err(Error::Refused(Refused::Already));
    }
    let now = world.clock.now();
    let today = now.to_zoned(receipt::zone()).date();
    let due = world.law.at(today).deadline(clock(regime), today)?;
    let id = world.dice.uuid(now);
    let by = cx.staff.as_ref().map(|staff| staff.id);
    let due = due.on.to_string();
    let row = binds![id, complaint, asked.code(), words, now, by, due];
    tx.execute(&store::INSERT, row).await?;
    let detail = serde_json::json!({ "request": id, "asked": asked.code() }).to_string();
    let deed = Deed::DataRequestMade;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}
