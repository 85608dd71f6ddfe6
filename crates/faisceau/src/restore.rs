//! Puts a backup back: keys and database, then the files, then what was erased since, whoever's it is. Only
//! then may the installation serve. Decides nothing that the platform or intake decides.

use crate::setup;
use faisceau_intake::forget;
use faisceau_intake::retention::erase;
use faisceau_platform::backup::manifest::Manifest;
use faisceau_platform::backup::restore::{self, Wanted};
use faisceau_platform::backup::{Folder, Refused};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;
use faisceau_platform::world::World;
use std::sync::Arc;

/// What was put back.
pub struct Restored {
    /// The installation, which may serve now.
    pub world: Arc<World>,
    /// The backup.
    pub manifest: Manifest,
    /// How many files.
    pub files: usize,
    /// What had been erased since and came back: it was erased again.
    pub erased_again: usize,
    /// How far the journal is known to have gone, by the newest list of erasures.
    pub rows_known: i64,
}

/// Restores a backup into an empty installation.
///
/// # Errors
/// See [`Refused`].
pub async fn restore(
    config: Config,
    (clock, dice): (Clock, Dice),
    folder: &Folder,
    wanted: Wanted,
) -> Outcome<Restored, Refused> {
    let content = crate::content::in_force(&config)?;
    let begun = restore::begin(&config, &content, setup::SQLITE_FILE, folder, wanted).await?;
    let world = setup::unfinished_world(config, clock, dice).await?;
    let cx = Cx::platform(&world);
    let files = restore::files(&cx, folder, &begun).await?;
    let list = &begun.erasures;
    let mut erased_again = restore::erase_again(&cx, &begun).await?;
    erased_again += erase::again(&cx, &list.complaints).await?;
    erased_again += forget::forget_again(&cx, &list.drafts, &list.exhibits).await?;
    restore::end(&cx, &begun, erased_again).await?;
    Ok(Restored {
        rows_known: list.journal_rows,
        manifest: begun.manifest,
        world,
        files,
        erased_again,
    })
}
