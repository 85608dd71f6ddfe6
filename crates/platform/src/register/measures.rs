//! What protects the data, as the program sees it now: a measure is in force or it is not. Never what the
//! operator should think of it.

use crate::deposit::volume;
use crate::world::World;

/// A measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The word of locales and of files for programs.
    pub code: &'static str,
    /// Whether it is in force.
    pub in_force: bool,
}

/// The measures of this installation. Those that are part of the program and cannot be switched off are told
/// first.
#[must_use]
pub fn measures(world: &World) -> Vec<Measure> {
    let config = &world.config;
    let storage = &config.storage;
    let encrypted = storage.volume_is_encrypted || volume::is_encrypted(&config.data_dir);
    let set = |code, in_force| Measure { code, in_force };
    vec![
        set("policies", true),
        set("motive", true),
        set("journal", true),
        set("passwords", true),
        set("limits", true),
        set("masked", world.frame.masks_until_match),
        set("https", config.https),
        set("files", storage.identity_file.is_some()),
        set("volume", encrypted),
        set("antivirus", config.clamd.is_some()),
        set("time", !config.time.authorities.is_empty()),
        set("witnesses", !config.log.witnesses.is_empty()),
        set("certificate", world.signer.is_some()),
    ]
}
