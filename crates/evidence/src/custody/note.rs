//! How an exhibit was collected, item by item of the admissibility checklist: the last word on each counts, and
//! the chain holds them all. What is missing is said, never guessed.

use super::act::NotDone;
use super::{chain, challenge, store};
use faisceau_domain::custody::{Detail, Gesture, Kind};
use faisceau_domain::id::AccountId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Fault, Outcome};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What may be answered to an item.
pub const ANSWERS: [&str; 4] = ["yes", "no", "unknown", "not-applicable"];

/// What was noted of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One of [`ANSWERS`].
    pub answer: String,
    /// In which words.
    pub words: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<AccountId>,
}

/// What was noted of an exhibit, by item.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, exhibit: Uuid) -> Result<BTreeMap<String, Note>, Fault> {
    let rows = tx.all(&store::NOTES, binds![exhibit]).await?;
    rows.iter()
        .map(|row| {
            let note = Note {
                answer: row.get("answer")?,
                words: row.get("words")?,
                at: row.get("noted_at")?,
                by: row.get("noted_by")?,
            };
            Ok((row.get("item")?, note))
        })
        .collect()
}

/// Notes an answer to an item; its words are the context's reason.
///
/// # Errors
/// See [`NotDone`].
pub async fn note(cx: &Cx, exhibit: Uuid, item: &str, answer: &str) -> Outcome<(), NotDone> {
    let known = ANSWERS.contains(&answer) && !item.is_empty();
    let gesture = Gesture {
        kind: Kind::Noted,
        detail: Detail {
            item: known.then(|| item.to_owned()),
            outcome: Some(answer.to_owned()),
            ..Detail::default()
        },
    };
    let mut tx = challenge::written(cx, exhibit, &gesture).await?;
    let now = cx.world.clock.now();
    let row = binds![exhibit, item, answer, &cx.reason, now, chain::account(cx)];
    tx.execute(&store::NOTE, row).await?;
    tx.commit().await?;
    Ok(())
}
