//! Browsers that somebody signed in with before. A browser holds a word and a keyed mark of it and of
//! the login, so that its tries are counted apart from those of strangers. It opens nothing by itself.

use crate::keys::{Use, same};
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How long a browser stays known without a sign-in: half a year, in seconds.
pub(super) const KNOWN_SECONDS: u64 = 180 * 24 * 3600;

/// The cookie of a browser that just signed somebody in.
pub(super) fn made(world: &World, login: &str) -> String {
    let word = URL_SAFE_NO_PAD.encode(world.dice.bytes::<16>());
    let mark = URL_SAFE_NO_PAD.encode(mark(world, login, &word));
    format!("{word}.{mark}")
}

/// The word of a cookie that was made for this login; `None` for any other.
pub(super) fn read(world: &World, login: &str, cookie: &str) -> Option<String> {
    let (word, told) = cookie.split_once('.')?;
    let told = URL_SAFE_NO_PAD.decode(told).ok()?;
    same(&mark(world, login, word), &told).then(|| word.to_owned())
}

fn mark(world: &World, login: &str, word: &str) -> [u8; 32] {
    let login = login.trim().to_lowercase();
    let bound = format!("{word} {login}");
    world.keys().mark(Use::Browser, bound.as_bytes())
}
