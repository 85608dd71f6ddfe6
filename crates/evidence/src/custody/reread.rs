//! The content of an exhibit is read again, whole, and compared with what came in: before a seal, a hand-over, an
//! acceptance, a return, a copy, and of every exhibit in its turn, under a lease. Changes no content.

use super::{Exhibit, chain, incident, store};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::case_key;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Every content is read again within this: 30 days.
pub const EVERY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Who reads keeps the turn for this long; renewed between two contents. A content that takes longer
/// may be read twice, which harms nothing.
const TURN: SignedDuration = SignedDuration::from_mins(30);
/// Contents read in one turn.
const AT_ONCE: i64 = 20;

/// What a reading gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// What came in.
    Same,
    /// Another content.
    Other([u8; 32]),
    /// There is none.
    Absent,
}

impl Read {
    /// What was read, where something was.
    #[must_use]
    pub fn seen(self, exhibit: &Exhibit) -> Option<[u8; 32]> {
        match self {
            Read::Same => exhibit.sha256,
            Read::Other(seen) => Some(seen),
            Read::Absent => None,
        }
    }
}

/// Reads the content of an exhibit and compares it.
///
/// # Errors
/// When the store of files as a whole does not answer: that is no word on this content.
pub async fn read(cx: &Cx, exhibit: &Exhibit) -> Result<Read, Fault> {
    let deposit = &cx.world.deposit;
    // Of a file erased there is nothing to read.
    let Some(came_in) = exhibit.sha256 else {
        return Ok(Read::Absent);
    };
    let key = case_key(exhibit.complaint, &came_in);
    let mut bytes = match deposit.stream(&key).await {
        Ok(bytes) => bytes,
        Err(fault) => return unread(cx, &fault).await,
    };
    let mut hash = Sha256::new();
    let mut total: u64 = 0;
    while let Some(chunk) = bytes.next().await {
        match chunk {
            Ok(chunk) => {
                total += chunk.len() as u64;
                hash.update(&chunk);
            }
            Err(error) => return unread(cx, &Fault::from(error)).await,
        }
    }
    tracing::debug!(bytes = total, "an exhibit was read again");
    let seen: [u8; 32] = hash.finalize().into();
    Ok(match seen == came_in {
        true => Read::Same,
        false => Read::Other(seen),
    })
}

/// One content that cannot be read, while the store answers, is absent; it may come back.
async fn unread(cx: &Cx, fault: &Fault) -> Result<Read, Fault> {
    cx.world.deposit.check().await?;
    tracing::error!(%fault, "the content of an exhibit cannot be read");
    Ok(Read::Absent)
}

/// Reads again the contents whose turn has come, so many at once, and checks their chains; one process at a time.
/// Returns how many were read: none is left to read now, or another process reads.
///
/// # Errors
/// When the database or the store of files fails.
pub async fn some_due(cx: &Cx) -> Result<usize, Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let mut tx = world.db.read().await?;
    let rows = tx
        .all(&store::TO_READ, binds![now - EVERY, AT_ONCE])
        .await?;
    tx.rollback().await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let holder = world.dice.uuid(now);
    let Some(lease) = Lease::take(&world.db, "custody", holder, now, TURN).await? else {
        return Ok(0);
    };
    let mut done = 0;
    for row in &rows {
        if !lease.renew(&world.db, world.clock.now() + TURN).await? {
            return Ok(done);
        }
        one(cx, &super::read(row)?, "schedule").await?;
        done += 1;
    }
    lease.give_back(&world.db).await?;
    Ok(done)
}

/// Reads one content again and writes what came of it: the day, or an incident. Returns the incident that is
/// open then, if any.
///
/// # Errors
/// When the database or the store of files fails.
pub async fn one(cx: &Cx, exhibit: &Exhibit, met_in: &'static str) -> Result<Option<Uuid>, Fault> {
    let read = read(cx, exhibit).await?;
    let mut tx = cx.world.db.write().await?;
    let Some((exhibit, steps)) = chain::taken(&mut tx, exhibit.id).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let met = match chain::checked(&exhibit, &steps) {
        // Destroyed or erased while it was read: there is nothing to find.
        _ if exhibit.state == "destroyed" || exhibit.erased_at.is_some() => None,
        Err(broken) => incident::of_chain(cx, &mut tx, &exhibit, broken, met_in).await?,
        Ok(said) if read != Read::Same => {
            incident::of_content(cx, &mut tx, (&exhibit, &said), read, met_in).await?
        }
        Ok(_) => None,
    };
    let now = cx.world.clock.now();
    tx.execute(&store::REREAD, binds![exhibit.id, now]).await?;
    tx.commit().await?;
    Ok(met)
}
