//! Draws accesses of a period at random, and asks their readers to explain them. Nobody chooses: the seed comes from chance,
//! is kept, and gives the same accesses again.

use super::{Period, store};
use faisceau_domain::audit::{SAMPLE_MAX, positions};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Draws listed at once.
pub const LISTED_MAX: i64 = 100;

/// Why nothing is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The period is not over, empty, or too long.
    Period,
    /// Not between one and the most that may be asked at once.
    Number,
    /// No reason was given.
    NoReason,
    /// Nobody opened anything then.
    Nothing,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Which.
    pub id: Uuid,
    /// When it was made.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: Uuid,
    /// Why.
    pub reason: String,
    /// Of which period.
    pub period: Period,
    /// What it was drawn from: the same seed gives the same places.
    pub seed: [u8; 32],
    /// How many accesses the period held.
    pub among: i64,
}

/// A draw with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The draw.
    pub draw: Draw,
    /// Accesses asked.
    pub asked: i64,
    /// Answered so far.
    pub answered: i64,
    /// Judged so far.
    pub judged: i64,
}

impl Draw {
    fn read(row: &Row) -> Result<Draw, Fault> {
        Ok(Draw {
            id: row.get("id")?,
            made_at: row.get("made_at")?,
            made_by: row.get("made_by")?,
            reason: row.get("reason")?,
            period: Period {
                from: row.get("from_at")?,
                until: row.get("until_at")?,
            },
            seed: row.get("seed")?,
            among: row.get("among")?,
        })
    }
}

/// Draws so many accesses of a period and asks for them to be explained; gives the draw.
///
/// # Errors
/// See [`Refused`].
pub async fn draw(cx: &Cx, period: Period, wanted: u64) -> Outcome<Uuid, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let now = cx.world.clock.now();
    if !period.is_fit(now) {
        return refused(Refused::Period);
    }
    if !(1..=SAMPLE_MAX).contains(&wanted) {
        return refused(Refused::Number);
    }
    if cx.reason.is_empty() {
        return refused(Refused::NoReason);
    }
    let mut tx = cx.world.db.write().await?;
    let among = among(&mut tx, period).await?;
    if among == 0 {
        return refused(Refused::Nothing);
    }
    let (id, seed) = (cx.world.dice.uuid(now), cx.world.dice.bytes());
    let drawn = drawn(&mut tx, period, &seed, among, wanted).await?;
    let row = binds![
        id,
        now,
        cx.actor.account(),
        &cx.reason,
        period.from,
        period.until,
        seed,
        among,
    ];
    tx.execute(&store::INSERT_DRAW, row).await?;
    for (place, entry, reader) in &drawn {
        let sample = binds![cx.world.dice.uuid(now), id, *place, *entry, *reader, now];
        tx.execute(&store::INSERT_SAMPLE, sample).await?;
    }
    let detail =
        serde_json::json!({ "drawn": drawn.len(), "among": among, "seed": hex::encode(seed) });
    cx.journal(
        &mut tx,
        Deed::AccessesDrawn,
        "draw",
        Some(id),
        &detail.to_string(),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

async fn among(tx: &mut Tx, period: Period) -> Result<i64, Fault> {
    let row = tx
        .one(&store::AMONG, binds![period.from, period.until])
        .await?;
    row.get("n")
}

/// The accesses that a seed gives: place, entry, reader.
///
/// # Errors
/// When the database fails.
pub async fn drawn(
    tx: &mut Tx,
    period: Period,
    seed: &[u8; 32],
    among: i64,
    wanted: u64,
) -> Result<Vec<(i64, Uuid, Uuid)>, Fault> {
    let mut drawn = Vec::new();
    for place in positions(seed, u64::try_from(among)?, wanted) {
        let place = i64::try_from(place)?;
        let at = binds![period.from, period.until, place];
        let row = tx.one(&store::PICK, at).await?;
        drawn.push((place, row.get("id")?, row.get("actor")?));
    }
    Ok(drawn)
}

/// The draws, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Listed>, Fault> {
    let rows = tx.all(&store::DRAWS, binds![LISTED_MAX]).await?;
    let read = rows.iter().map(|row| {
        Ok(Listed {
            draw: Draw::read(row)?,
            asked: row.get("asked")?,
            answered: row.get("answered")?,
            judged: row.get("judged")?,
        })
    });
    read.collect()
}

/// One draw.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Draw>, Fault> {
    let row = tx.optional(&store::DRAW, binds![id]).await?;
    row.map(|row| Draw::read(&row)).transpose()
}
