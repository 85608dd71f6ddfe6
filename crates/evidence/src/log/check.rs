//! The whole log read again: every leaf against the journal it was made from, every tile against the leaves,
//! every checkpoint known against the tree. Changes nothing; says the first thing that does not fit.

use super::feed::{self, New};
use super::{loss, memory, publish, store, tree};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::leaf::leaf;
use faisceau_domain::merkle::tile::{Edge, TileId};
use faisceau_domain::merkle::{Hash, leaf_hash};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read::sealed_after;
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// Leaves and entries read at once.
const BATCH: i64 = 2_000;

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An entry of the journal is no leaf, or a leaf was taken out before it.
    #[error(
        "entry {0} of the log is not the one the journal gives: something was dropped, added or moved"
    )]
    Order(u64),
    /// The bytes of a leaf are not what it was made from.
    #[error(
        "entry {0} of the log is not made of what the journal and the papers say: one of them was altered"
    )]
    Leaf(u64),
    /// A tile is not what its leaves give.
    #[error("tile {index} of level {level} is not what the entries give: it was altered")]
    Tile {
        /// The level.
        level: u8,
        /// The place in the level.
        index: u64,
    },
    /// The log went on under a later name, and that is not known here.
    #[error("the log went on as `{0}`, and nothing here says so: the database was put back")]
    Later(String),
    /// A checkpoint says something else.
    #[error(
        "the checkpoint of {0} entries is not of this log: entries were altered or lost, or the log was forked"
    )]
    Checkpoint(u64),
}

/// What a reading of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// Everything fits.
    Whole {
        /// Entries.
        size: u64,
        /// The root over them.
        root: Hash,
        /// Entries whose salt was destroyed with their complaint.
        forgotten: u64,
    },
    /// The first thing that does not.
    Broken(Broken),
}

/// Reads everything again, also against checkpoints kept elsewhere.
///
/// # Errors
/// When the database fails, or the checkpoint remembered cannot be read.
pub async fn check(cx: &Cx, against: &[Signed]) -> Result<Checked, Fault> {
    let mut tx = cx.world.db.read().await?;
    let mut known: BTreeMap<u64, Vec<Hash>> = BTreeMap::new();
    let remembered = memory::last(&cx.world)?;
    let published = publish::last(cx, &mut tx).await?;
    let now = loss::generation(&mut tx).await?;
    let closed = loss::closed(&mut tx).await?;
    for signed in remembered.iter().chain(&published).chain(against) {
        let said = &signed.checkpoint;
        let (of, size) = memory::place(&cx.world, signed);
        // What a closed log said of entries that were lost since is not asked of this one.
        let lost = closed
            .iter()
            .any(|one| one.generation > of && size > one.kept);
        if of > now {
            return Ok(Checked::Broken(Broken::Later(said.origin.clone())));
        }
        if !lost {
            known.entry(size).or_default().push(said.root);
        }
    }
    let mut reading = Reading {
        edge: Edge::default(),
        known,
        forgotten: 0,
    };
    let broken = reading.leaves(&mut tx).await?;
    Ok(match broken {
        Some(broken) => Checked::Broken(broken),
        None => Checked::Whole {
            size: reading.edge.size(),
            root: reading.edge.root(),
            forgotten: reading.forgotten,
        },
    })
}

/// A reading under way.
struct Reading {
    edge: Edge,
    known: BTreeMap<u64, Vec<Hash>>,
    forgotten: u64,
}

impl Reading {
    async fn leaves(&mut self, tx: &mut Tx) -> Result<Option<Broken>, Fault> {
        let mut chain = Chain::default();
        loop {
            let from = tree::stored(self.edge.size())?;
            let rows = tx.all(&store::SOURCES, binds![from, BATCH]).await?;
            if rows.is_empty() {
                return Ok(self.end());
            }
            for row in rows {
                let source = chain.next(tx).await?;
                if let Some(broken) = self.leaf(&row, source)? {
                    return Ok(Some(broken));
                }
            }
            if let Some(broken) = self.tiles(tx).await? {
                return Ok(Some(broken));
            }
        }
    }

    fn leaf(&mut self, row: &Row, source: Option<New>) -> Result<Option<Broken>, Fault> {
        let index = self.edge.size();
        let placed: i64 = row.get("position")?;
        let entry: Uuid = row.get("journal_id")?;
        let position: i64 = row.get("journal_position")?;
        let given = source.filter(|new| {
            new.entry.id == entry
                && new.entry.position == position
                && tree::stored(index).is_ok_and(|at| at == placed)
        });
        let Some(new) = given else {
            return Ok(Some(Broken::Order(index)));
        };
        let bytes: [u8; 32] = row.get("leaf")?;
        let salt: Option<[u8; 32]> = row.get("salt")?;
        let record: Option<[u8; 32]> = row.get("record")?;
        match (salt, record) {
            (Some(salt), Some(record)) => {
                // A complaint erased as it should be took its salts with it.
                if new.erased || record != new.record || leaf(&salt, &record) != bytes {
                    return Ok(Some(Broken::Leaf(index)));
                }
            }
            _ => self.forgotten += 1,
        }
        if let Some(broken) = self.checkpoint() {
            return Ok(Some(broken));
        }
        self.edge.append(leaf_hash(&bytes));
        Ok(None)
    }

    /// Whether the tree as far as it was made again is what was signed of that size.
    fn checkpoint(&self) -> Option<Broken> {
        let size = self.edge.size();
        let roots = self.known.get(&size)?;
        let root = self.edge.root();
        let fits = roots.iter().all(|known| *known == root);
        (!fits).then_some(Broken::Checkpoint(size))
    }

    fn end(&self) -> Option<Broken> {
        let beyond = self.known.keys().find(|size| **size > self.edge.size());
        let lost = beyond.map(|size| Broken::Checkpoint(*size));
        lost.or_else(|| self.checkpoint())
    }

    /// Compares the tiles made again with those kept.
    async fn tiles(&mut self, tx: &mut Tx) -> Result<Option<Broken>, Fault> {
        for (TileId { level, index }, made) in self.edge.changed() {
            let stored = tree::tile(tx, TileId { level, index }).await?;
            if stored.get(..made.len()) != Some(&made[..]) {
                return Ok(Some(Broken::Tile { level, index }));
            }
        }
        Ok(None)
    }
}

/// What the journal gives to the log, in order.
#[derive(Default)]
struct Chain {
    position: i64,
    waiting: VecDeque<New>,
}

impl Chain {
    async fn next(&mut self, tx: &mut Tx) -> Result<Option<New>, Fault> {
        while self.waiting.is_empty() {
            let entries = sealed_after(tx, self.position, BATCH).await?;
            let Some(last) = entries.last() else {
                return Ok(None);
            };
            self.position = last.position;
            for entry in entries {
                self.waiting.extend(feed::decide(tx, entry).await?);
            }
        }
        Ok(self.waiting.pop_front())
    }
}
