//! Brings together the digests that nobody stamped yet, under one root, and says what each authority is to be
//! asked. Asks nobody itself: `stamp` does.

use super::{Kind, store};
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Statement};
use faisceau_platform::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Digests of one kind in one batch: more wait for the next turn, which comes at once.
pub const OF_A_KIND_MAX: i64 = 8_192;
/// What was kept this long before the last batch is looked for once, when a process starts: no
/// transaction that keeps a paper lasts so long.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(24);

/// Where what waits is found: the narrow list. A statement takes the instant since which to look and a
/// limit, and gives `digest`, and the `subject` and `case_id` it is of.
const SOURCES: [(Kind, &Statement); 4] = [
    (Kind::Paper, &store::PAPERS),
    (Kind::SeriesPaper, &store::SERIES_PAPERS),
    (Kind::Custody, &store::CUSTODY),
    (Kind::Checkpoint, &store::CHECKPOINTS),
];

/// How far back to look for what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// At everything there is: once for each process.
    Everywhere,
    /// At what came since shortly before the last batch.
    Lately,
}

struct Waiting {
    kind: Kind,
    /// What it is of, and in which case; the log is of none.
    of: Option<(Uuid, Uuid)>,
    digest: [u8; 32],
}

/// Makes a batch of what waits; `None` when nothing does, or when no authority would stamp it.
///
/// # Errors
/// When the database fails.
pub async fn gather(cx: &Cx, look: Look) -> Result<Option<Uuid>, Fault> {
    let world = &cx.world;
    if world.authorities.is_empty() {
        return Ok(None);
    }
    let waiting = waiting(cx, look).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let leaves: Vec<_> = waiting
        .iter()
        .map(|one| merkle::leaf_hash(&one.digest))
        .collect();
    let root = merkle::root_of(&leaves);
    let now = world.clock.now();
    let batch = world.dice.uuid(now);
    let size = i64::try_from(waiting.len())?;
    let held = waiting.iter().zip(&leaves).zip(0_i64..);
    let held: Vec<Vec<Bind>> = held
        .map(|((one, leaf), position)| {
            let kind = one.kind.code();
            let (subject, case) = one.of.unzip();
            binds![batch, position, kind, subject, case, one.digest, *leaf]
        })
        .collect();
    let wanted = world.authorities.iter();
    let wanted = wanted.map(|authority| binds![batch, &authority.name, 0_i64, now]);
    let mut tx = world.db.write_behind().await?;
    tx.execute(&store::MAKE, binds![batch, now, size, root])
        .await?;
    tx.insert_many(&store::HOLD, held).await?;
    tx.insert_many(&store::WANT, wanted.collect()).await?;
    let detail = serde_json::json!({ "batch": batch, "size": size }).to_string();
    cx.journal(&mut tx, Deed::BatchMade, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(Some(batch))
}

async fn waiting(cx: &Cx, look: Look) -> Result<Vec<Waiting>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let since = match look {
        Look::Everywhere => Timestamp::UNIX_EPOCH,
        Look::Lately => match tx.optional(&store::LAST, vec![]).await? {
            Some(last) => last.get::<Timestamp>("made_at")? - LOOKED_BACK,
            None => Timestamp::UNIX_EPOCH,
        },
    };
    let mut waiting = Vec::new();
    for (kind, statement) in SOURCES {
        for row in tx.all(statement, binds![since, OF_A_KIND_MAX]).await? {
            waiting.push(Waiting {
                kind,
                of: match kind {
                    Kind::Checkpoint => None,
                    _ => Some((row.get("subject")?, row.get("case_id")?)),
                },
                digest: row.get("digest")?,
            });
        }
    }
    tx.rollback().await?;
    Ok(waiting)
}
