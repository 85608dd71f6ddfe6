//! The public log read again whole: its leaves against the journal and the papers, its tiles, the checkpoints
//! known here, and one that was kept elsewhere.

use super::Check;
use super::against::Told;
use faisceau_evidence::log::check::{Checked, check};
use faisceau_evidence::log::{loss, memory};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::sync::Arc;

/// What begins the signatures of a checkpoint (C2SP signed notes).
const SIGNATURE: &str = "\n\n\u{2014} ";

/// The log, alone.
pub(super) async fn entries(world: &Arc<World>) -> Result<Check, Fault> {
    let mut found = Check::of("public log");
    match check(&Cx::platform(world), &[]).await? {
        Checked::Whole { size, .. } => found.looked_at = i64::try_from(size)?,
        Checked::Broken(broken) => found.tell(broken.to_string()),
    }
    Ok(found)
}

/// Whether a text is a checkpoint.
pub(super) fn is_checkpoint(text: &str) -> bool {
    text.contains(SIGNATURE)
}

/// The log goes on from a checkpoint.
pub(super) async fn checkpoint(world: &Arc<World>, text: &str) -> Result<Told, Fault> {
    let signed = memory::known(world, text)?;
    let (of, size) = memory::place(world, &signed);
    let mut tx = world.db.read().await?;
    let closed = loss::closed(&mut tx).await?;
    tx.rollback().await?;
    if let Some(lost) = closed
        .iter()
        .find(|one| one.generation > of && size > one.kept)
    {
        return Ok(Told::Contradicted(format!(
            "this checkpoint has {size} entries, and {} are here since a loss was declared on {:.0}: what came after was lost",
            lost.kept, lost.at
        )));
    }
    Ok(match check(&Cx::platform(world), &[signed]).await? {
        Checked::Whole { .. } => Told::Same(format!(
            "the log goes on from this checkpoint of {size} entries"
        )),
        Checked::Broken(broken) => Told::Contradicted(broken.to_string()),
    })
}
