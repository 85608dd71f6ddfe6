//! The proof of time of one file, from what is kept. Checks nothing of the tokens again: whoever reads the
//! proof does.

use super::proof::Proof;
use super::{Kind, store};
use faisceau_domain::merkle::{self, Hash};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// The proof of the file of this SHA-256; `None` when it was not gathered yet. It holds the tokens that
/// came so far, maybe none.
///
/// # Errors
/// When the database fails, or its batch is not whole.
pub async fn prove(tx: &mut Tx, digest: [u8; 32]) -> Result<Option<Proof>, Fault> {
    let Some(found) = tx.optional(&store::FIND, binds![digest]).await? else {
        return Ok(None);
    };
    let batch: Uuid = found.get("batch_id")?;
    let leaves = tx.all(&store::LEAVES, binds![batch]).await?;
    let leaves = leaves.iter().map(|row| row.get("leaf"));
    let leaves: Vec<Hash> = leaves.collect::<Result<_, _>>()?;
    let index = usize::try_from(found.get::<i64>("position")?)?;
    let root: [u8; 32] = found.get("root")?;
    let whole = i64::try_from(leaves.len())? == found.get::<i64>("size")?;
    if !whole
        || merkle::root_of(&leaves) != root
        || leaves.get(index) != Some(&merkle::leaf_hash(&digest))
    {
        return Err(Fault::new(format!("the batch {batch} was altered")));
    }
    let mut tokens = Vec::new();
    for row in tx.all(&store::TOKENS, binds![batch]).await? {
        tokens.push((row.get("authority")?, row.get("answer")?));
    }
    Ok(Some(Proof {
        kind: found.word("kind", Kind::from_code)?,
        digest,
        index,
        size: leaves.len(),
        path: path(&leaves, index),
        root,
        tokens,
    }))
}

/// The hashes beside the way from a leaf to the root, the lowest first.
fn path(leaves: &[Hash], index: usize) -> Vec<Hash> {
    let parts = merkle::proof::inclusion(index as u64, leaves.len() as u64);
    let root = |part: &merkle::proof::Range| {
        // Both ends lie within the leaves, whose number is a `usize`.
        merkle::root_of(&leaves[part.start as usize..part.end as usize])
    };
    parts.iter().map(root).collect()
}
