//! The tree cut in tiles of 256 hashes (C2SP tlog-tiles): what a proof reads of it, and how leaves
//! are added at its right edge. A tile that is full is never made again; nothing below the edge is
//! hashed twice, however long the log.

use super::proof::Range;
use super::{Hash, node, root_of};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of the tree in one tile.
pub const HEIGHT: u32 = 8;
/// Hashes of a full tile.
pub const WIDTH: usize = 1 << HEIGHT;
/// Tiles one above the other in the largest log.
pub const LEVELS_MAX: u8 = 8;

/// Which tile: level 0 holds the hashes of leaves, each above one hash per full tile below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// The level, from 0.
    pub level: u8,
    /// Its place in the level, from 0.
    pub index: u64,
}

impl TileId {
    /// How many hashes this tile holds in a log of this size: 0 when it does not exist yet.
    #[must_use]
    pub fn width(self, size: u64) -> usize {
        let shift = HEIGHT * u32::from(self.level);
        let nodes = size.checked_shr(shift).unwrap_or(0);
        let before = self.index.saturating_mul(WIDTH as u64);
        let width = nodes.saturating_sub(before).min(WIDTH as u64);
        // At most 256.
        width as usize
    }
}

/// A tile that is needed and was not given, or is too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("tile {} of level {} is missing or too short", .0.index, .0.level)]
pub struct Missing(pub TileId);

/// A whole subtree of 2^level leaves, the `index`-th of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Subtree {
    level: u32,
    index: u64,
}

impl Subtree {
    /// The tile it is read from, with the places of its hashes there.
    fn place(self) -> (TileId, std::ops::Range<usize>) {
        let (level, inside) = (self.level / HEIGHT, self.level % HEIGHT);
        let first = self.index << inside;
        let within = (first % WIDTH as u64) as usize;
        let tile = TileId {
            level: level as u8,
            index: first / WIDTH as u64,
        };
        (tile, within..within + (1 << inside))
    }
}

/// The whole subtrees a range is made of, the largest and leftmost first. The range is one that RFC
/// 6962 makes: its start is a multiple of its largest subtree.
fn subtrees(range: Range) -> Vec<Subtree> {
    let (mut start, mut left) = (range.start, range.end.saturating_sub(range.start));
    let mut all = Vec::new();
    while left > 0 {
        let level = left.ilog2();
        all.push(Subtree {
            level,
            index: start >> level,
        });
        start += 1 << level;
        left -= 1 << level;
    }
    all
}

/// The tiles that the roots of these ranges are read from.
#[must_use]
pub fn needed(ranges: &[Range]) -> BTreeSet<TileId> {
    let all = ranges.iter().flat_map(|range| subtrees(*range));
    all.map(|subtree| subtree.place().0).collect()
}

/// Tiles read, by place.
pub type Tiles = BTreeMap<TileId, Vec<Hash>>;

/// The root of a range of leaves, from tiles.
///
/// # Errors
/// Names the tile that lacks.
pub fn root_from(range: Range, tiles: &Tiles) -> Result<Hash, Missing> {
    let mut above: Option<Hash> = None;
    for subtree in subtrees(range).into_iter().rev() {
        let (id, places) = subtree.place();
        let hashes = tiles.get(&id).and_then(|tile| tile.get(places));
        let hash = root_of(hashes.ok_or(Missing(id))?);
        above = Some(match above {
            Some(right) => node(&hash, &right),
            None => hash,
        });
    }
    Ok(above.unwrap_or_else(super::empty))
}

/// The hashes of a proof, from tiles.
///
/// # Errors
/// Names the tile that lacks.
pub fn hashes_from(ranges: &[Range], tiles: &Tiles) -> Result<Vec<Hash>, Missing> {
    ranges
        .iter()
        .map(|range| root_from(*range, tiles))
        .collect()
}

/// The right edge of a log: its size and the tiles that are not full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    open: Vec<Vec<Hash>>,
    full: Tiles,
    touched: usize,
}

impl Edge {
    /// The tiles to read before leaves are added to a log of this size.
    #[must_use]
    pub fn tiles(size: u64) -> Vec<TileId> {
        let levels = 0..LEVELS_MAX;
        let ids = levels.map(|level| TileId {
            level,
            index: size
                .checked_shr(HEIGHT * (u32::from(level) + 1))
                .unwrap_or(0),
        });
        ids.filter(|id| id.width(size) > 0).collect()
    }

    /// The edge of a log of this size.
    ///
    /// # Errors
    /// Names the tile that lacks.
    pub fn of(size: u64, tiles: &Tiles) -> Result<Edge, Missing> {
        let mut open: Vec<Vec<Hash>> = Vec::new();
        for id in Edge::tiles(size) {
            let width = id.width(size);
            let tile = tiles.get(&id).and_then(|tile| tile.get(..width));
            let level = usize::from(id.level);
            open.resize(level + 1, Vec::new());
            open[level] = tile.ok_or(Missing(id))?.to_vec();
        }
        Ok(Edge {
            size,
            open,
            ..Edge::default()
        })
    }

    /// Leaves of the log.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf.
    pub fn append(&mut self, leaf: Hash) {
        let (mut hash, mut level) = (leaf, 0);
        loop {
            if self.open.len() == level {
                self.open.push(Vec::with_capacity(WIDTH));
            }
            self.touched = self.touched.max(level + 1);
            self.open[level].push(hash);
            if self.open[level].len() < WIDTH {
                break;
            }
            let tile = std::mem::replace(&mut self.open[level], Vec::with_capacity(WIDTH));
            hash = root_of(&tile);
            let index = self.size >> (HEIGHT as usize * (level + 1));
            let id = TileId {
                level: level as u8,
                index,
            };
            self.full.insert(id, tile);
            level += 1;
        }
        self.size += 1;
    }

    /// The root of the log.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut above: Option<Hash> = None;
        for tile in &self.open {
            let (mut end, mut left) = (tile.len(), tile.len());
            while left > 0 {
                let part = 1 << left.trailing_zeros();
                let hash = root_of(&tile[end - part..end]);
                above = Some(match above {
                    Some(right) => node(&hash, &right),
                    None => hash,
                });
                end -= part;
                left -= part;
            }
        }
        above.unwrap_or_else(super::empty)
    }

    /// The tiles that changed since the last time this was asked, to be kept: those that became full,
    /// then those that are not.
    #[must_use]
    pub fn changed(&mut self) -> Tiles {
        let mut changed = std::mem::take(&mut self.full);
        for (level, tile) in self.open.iter().enumerate().take(self.touched) {
            if !tile.is_empty() {
                let id = TileId {
                    level: level as u8,
                    index: self.size >> (HEIGHT as usize * (level + 1)),
                };
                changed.insert(id, tile.clone());
            }
        }
        self.touched = 0;
        changed
    }
}
