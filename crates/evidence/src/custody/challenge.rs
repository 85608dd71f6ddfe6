//! Challenges of an exhibit before a court or by a party, and what became of them: a row for reading, a step of
//! the chain for proof.

use super::act::{self, NotDone, rule};
use super::chain::{self, Around};
use super::store;
use faisceau_domain::custody::{Detail, Gesture, Kind, Refused};
use faisceau_domain::id::AccountId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// What may become of a challenge.
pub const OUTCOMES: [&str; 4] = ["rejected", "upheld", "in-part", "withdrawn"];

/// A challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The challenge.
    pub id: Uuid,
    /// When it was noted.
    pub made_at: Timestamp,
    /// By whom it was made.
    pub made_by: String,
    /// On what ground.
    pub ground: String,
    /// Who noted it.
    pub noted_by: Option<AccountId>,
    /// One of [`OUTCOMES`].
    pub outcome: Option<String>,
    /// When.
    pub settled_at: Option<Timestamp>,
    /// Who noted that.
    pub settled_by: Option<AccountId>,
    /// In which words: the decision and its date.
    pub decision: Option<String>,
}

/// The challenges of an exhibit, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, exhibit: Uuid) -> Result<Vec<Challenge>, Fault> {
    let rows = tx.all(&store::CHALLENGES, binds![exhibit]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Challenge, Fault> {
    Ok(Challenge {
        id: row.get("id")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        ground: row.get("ground")?,
        noted_by: row.get("noted_by")?,
        outcome: row.get("outcome")?,
        settled_at: row.get("settled_at")?,
        settled_by: row.get("settled_by")?,
        decision: row.get("decision")?,
    })
}

/// Notes a challenge; its ground is the context's reason.
///
/// # Errors
/// See [`NotDone`].
pub async fn challenge(cx: &Cx, exhibit: Uuid, made_by: &str) -> Outcome<Uuid, NotDone> {
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let gesture = Gesture {
        kind: Kind::Challenged,
        detail: Detail {
            about: Some(id),
            to: Some(made_by.trim().to_owned()),
            ..Detail::default()
        },
    };
    let mut tx = written(cx, exhibit, &gesture).await?;
    let row = binds![
        id,
        exhibit,
        now,
        made_by.trim(),
        &cx.reason,
        chain::account(cx)
    ];
    tx.execute(&store::CHALLENGE, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// Notes what became of a challenge; the decision is the context's reason.
///
/// # Errors
/// See [`NotDone`].
pub async fn settle(cx: &Cx, exhibit: Uuid, id: Uuid, outcome: &str) -> Outcome<(), NotDone> {
    let known = OUTCOMES.contains(&outcome).then(|| outcome.to_owned());
    let gesture = Gesture {
        kind: Kind::Settled,
        detail: Detail {
            about: Some(id),
            outcome: known,
            ..Detail::default()
        },
    };
    let mut tx = written(cx, exhibit, &gesture).await?;
    let now = cx.world.clock.now();
    let row = binds![id, exhibit, outcome, now, chain::account(cx), &cx.reason];
    if tx.execute(&store::SETTLE, row).await? == 0 {
        return Err(rule(Refused::NoChallenge));
    }
    tx.commit().await?;
    Ok(())
}

/// The step, in a transaction that is left open for the row.
pub(super) async fn written(cx: &Cx, exhibit: Uuid, gesture: &Gesture) -> Outcome<Tx, NotDone> {
    let (mut tx, exhibit, said) = act::held(cx, exhibit, gesture.kind).await?;
    let around = Around::default();
    let after = chain::append(cx, &mut tx, (&exhibit, &said), gesture, &around).await?;
    after.map_err(rule)?;
    Ok(tx)
}
