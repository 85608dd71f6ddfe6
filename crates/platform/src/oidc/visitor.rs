//! The visit of a victim whom a provider knows. Its row says nothing by itself: the mark of the subject, the
//! identity token (which names the subject) and the claims of the identity are sealed under a key made of the
//! word that the browser alone holds. Ends by itself, or when one leaves, here and at the provider.

use super::connect::Known;
use super::provider::Provider;
use super::{Serves, provider, sign_out, store};
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::keys::Use;
use crate::sealed;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// How long a browser is known: enough for the correction of a long complaint.
pub const VISIT: SignedDuration = SignedDuration::from_hours(1);
/// Longest claim offered: longer is no name and no date.
const CLAIM_CHARACTERS_MAX: usize = 200;

/// Somebody whom a provider knows, in one browser.
pub struct Visitor<'w> {
    /// The provider.
    pub provider: &'w Provider,
    /// The keyed mark of the subject.
    pub mark: [u8; 32],
    /// Parts of an identity as the provider tells them, by the names that forms have.
    pub identity: BTreeMap<String, String>,
}

crate::undisclosed!(Visitor<'_>);

/// What the row keeps, sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    provider: String,
    mark: [u8; 32],
    identity: BTreeMap<String, String>,
    id_token: String,
}

/// Opens a visit; the word that the browser keeps.
///
/// # Errors
/// When the database fails.
pub async fn receive(cx: &Cx, known: &Known<'_>) -> Result<String, Fault> {
    let world = &cx.world;
    let word = URL_SAFE_NO_PAD.encode(world.dice.bytes::<32>());
    let kept = Kept {
        provider: known.provider.settings.name.clone(),
        mark: known.mark,
        identity: identity(known),
        id_token: known.id_token.clone(),
    };
    let row = mark(cx, "row", &word);
    let key = mark(cx, "key", &word);
    let sealed = sealed::seal(&world.dice, &key, &row, &serde_json::to_vec(&kept)?)?;
    let now = world.clock.now();
    let values = binds![
        row,
        kept.provider,
        URL_SAFE_NO_PAD.encode(sealed),
        now + VISIT
    ];
    let mut tx = world.db.write().await?;
    tx.execute(&store::FORGET_TOKENS, binds![now]).await?;
    tx.execute(&store::KEEP_TOKEN, values).await?;
    tx.commit().await?;
    Ok(word)
}

/// Whose visit this word opens, while it lasts and their provider is still one of this installation.
///
/// # Errors
/// When the database fails.
pub async fn visitor<'w>(cx: &'w Cx, word: &str) -> Result<Option<Visitor<'w>>, Fault> {
    let row = mark(cx, "row", word);
    let mut tx = cx.world.db.read().await?;
    let asked = binds![row, cx.world.clock.now()];
    let found = tx.optional(&store::VISIT, asked).await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let kept = opened(cx, word, &found.get::<String>("id_token")?);
    Ok(kept.and_then(|kept| {
        Some(Visitor {
            provider: provider(&cx.world, &kept.provider, Serves::Victims)?,
            mark: kept.mark,
            identity: kept.identity,
        })
    }))
}

/// Ends a visit: its row is gone. The provider by its label, and where one signs out there too.
///
/// # Errors
/// When the database fails.
pub async fn see_off(cx: &Cx, word: &str) -> Result<Option<(String, String)>, Fault> {
    let row = mark(cx, "row", word);
    let mut tx = cx.world.db.write().await?;
    let found = tx.optional(&store::TAKE_TOKEN, binds![row]).await?;
    tx.commit().await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let Some(kept) = opened(cx, word, &found.get::<String>("id_token")?) else {
        return Ok(None);
    };
    let Some(provider) = provider(&cx.world, &kept.provider, Serves::Victims) else {
        return Ok(None);
    };
    Ok(sign_out::place(cx, provider, &kept.id_token).await)
}

/// The parts that the profile names, where the provider tells them.
fn identity(known: &Known<'_>) -> BTreeMap<String, String> {
    let named = known.provider.profile.identity.iter();
    named
        .filter_map(|(part, claim)| {
            let told = known.claims.get(claim).and_then(Value::as_str)?.trim();
            let plain: String = told.chars().filter(|c| !c.is_control()).collect();
            let fits = !plain.is_empty() && plain.chars().count() <= CLAIM_CHARACTERS_MAX;
            fits.then(|| (part.clone(), plain))
        })
        .collect()
}

fn opened(cx: &Cx, word: &str, kept: &str) -> Option<Kept> {
    let sealed = URL_SAFE_NO_PAD.decode(kept).ok()?;
    let (row, key) = (mark(cx, "row", word), mark(cx, "key", word));
    let clear = sealed::open(&key, &row, &sealed)?;
    serde_json::from_slice(&clear).ok()
}

fn mark(cx: &Cx, what: &str, word: &str) -> [u8; 32] {
    let named = format!("{what}:{word}");
    cx.world.keys().mark(Use::Visitor, named.as_bytes())
}
