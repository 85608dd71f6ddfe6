//! The tree of the log as stored: its size, its tiles, its right edge. Reads and keeps; decides nothing.

use super::store;
use faisceau_domain::merkle::Hash;
use faisceau_domain::merkle::proof::Range;
use faisceau_domain::merkle::tile::{self, Edge, TileId, Tiles};
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::fault::Fault;

/// A number of the log as the databases keep it.
pub(super) fn stored(number: u64) -> Result<i64, Fault> {
    Ok(i64::try_from(number)?)
}

/// How many leaves there are.
pub(super) async fn size(tx: &mut Tx) -> Result<u64, Fault> {
    let size: i64 = tx.one(&store::SIZE, binds![]).await?.get("size")?;
    Ok(u64::try_from(size)?)
}

/// One tile, as wide as it is kept; empty when there is none.
pub(super) async fn tile(tx: &mut Tx, id: TileId) -> Result<Vec<Hash>, Fault> {
    let place = binds![i32::from(id.level), stored(id.index)?];
    let Some(row) = tx.optional(&store::TILE, place).await? else {
        return Ok(Vec::new());
    };
    let bytes: Vec<u8> = row.get("hashes")?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    match rest.is_empty() {
        true => Ok(hashes.to_vec()),
        false => Err(Fault::new("a tile of the log is not made of whole hashes")),
    }
}

/// These tiles.
pub(super) async fn tiles(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = TileId>,
) -> Result<Tiles, Fault> {
    let mut all = Tiles::new();
    for id in ids {
        all.insert(id, tile(tx, id).await?);
    }
    Ok(all)
}

/// The right edge of a log of this size.
pub(super) async fn edge(tx: &mut Tx, size: u64) -> Result<Edge, Fault> {
    let tiles = tiles(tx, Edge::tiles(size)).await?;
    Ok(Edge::of(size, &tiles)?)
}

/// The roots of these ranges.
pub(super) async fn hashes(tx: &mut Tx, ranges: &[Range]) -> Result<Vec<Hash>, Fault> {
    let tiles = tiles(tx, tile::needed(ranges)).await?;
    Ok(tile::hashes_from(ranges, &tiles)?)
}

/// The root the log had at this size.
pub(super) async fn root(tx: &mut Tx, size: u64) -> Result<Hash, Fault> {
    let whole = Range {
        start: 0,
        end: size,
    };
    let tiles = tiles(tx, tile::needed(&[whole])).await?;
    Ok(tile::root_from(whole, &tiles)?)
}

/// Keeps the tiles that changed.
pub(super) async fn keep(tx: &mut Tx, changed: &Tiles) -> Result<(), Fault> {
    let rows: Vec<Vec<Bind>> = changed
        .iter()
        .map(|(id, hashes)| {
            Ok(binds![
                i32::from(id.level),
                stored(id.index)?,
                hashes.concat()
            ])
        })
        .collect::<Result<_, Fault>>()?;
    tx.insert_many(&store::KEEP_TILE, rows).await?;
    Ok(())
}
