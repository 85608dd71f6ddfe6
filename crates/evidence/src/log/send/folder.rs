//! A folder where each checkpoint is left: `checkpoint`, the last one, and one file a day. Another machine
//! fetches them, or the folder is a disk elsewhere. What is left is read again before anything is signed.

use crate::log::memory;
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// The file of the last checkpoint.
const LAST: &str = "checkpoint";

fn folder(world: &World) -> PathBuf {
    world.config.log.folder(&world.config.data_dir)
}

/// The last checkpoint left there. One that cannot be read is no reason to stop signing: it is told.
pub(super) fn left(world: &World) -> Option<(String, Signed)> {
    let file = folder(world).join(LAST);
    match memory::read(world, &file) {
        Ok(signed) => Some((file.display().to_string(), signed?)),
        Err(fault) => {
            tracing::warn!(%fault, "a checkpoint left outside cannot be read");
            None
        }
    }
}

/// Leaves a checkpoint there.
pub(super) fn leave(world: &World, signed: &Signed) -> Result<(), Fault> {
    let folder = folder(world);
    let named = |e: std::io::Error| {
        Fault::from(e).context(format!("leaving a checkpoint in `{}`", folder.display()))
    };
    std::fs::create_dir_all(&folder).map_err(named)?;
    let day = world.clock.now().to_zoned(TimeZone::UTC).date();
    let note = signed.note.whole();
    for name in [format!("checkpoint-{day}"), LAST.to_owned()] {
        memory::replace(&folder.join(name), note.as_bytes()).map_err(named)?;
    }
    Ok(())
}
