//! Programs of other bodies that act here by themselves: each partner has a name and one or more
//! keys, given once and kept as marks only. A key opens nothing but what the policies let a partner
//! do; a revoked key opens nothing. A partner has no session and no password.

pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use faisceau_domain::id::PartnerId;
use faisceau_domain::journal::Deed;
use jiff::Timestamp;
use uuid::Uuid;

/// What every key begins with, so that one lost in a file or a message is recognised.
const KEY_PREFIX: &str = "fsk_";
/// Longest key looked at: a key has 47 characters.
const KEY_CHARACTERS_MAX: usize = 100;
/// Longest name of a partner.
const NAME_CHARACTERS_MAX: usize = 64;

/// A partner, known by a key still good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// The partner.
    pub id: PartnerId,
    /// Its name, as given by who runs the installation.
    pub name: String,
}

impl Partner {
    /// The word a complaint it filed bears for the policies, and the source written with it.
    #[must_use]
    pub fn source(&self) -> String {
        format!("partner:{}", self.name)
    }
}

/// A key just made: its text is never shown again.
#[derive(Debug)]
pub struct NewKey {
    /// The partner.
    pub partner: PartnerId,
    /// The key's id, to revoke it.
    pub id: Uuid,
    /// What the partner sends, after `Bearer`.
    pub text: String,
}

/// Why no key is made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// The name is not 2 to 64 lower-case letters, digits, dots or dashes.
    #[error("a partner's name is 2 to {NAME_CHARACTERS_MAX} lower-case letters, digits, . or -")]
    NameMalformed,
}

/// Makes a key for the partner of this name, and the partner when there is none yet. Keys made
/// before stay good until they are revoked: a program changes its key without a gap.
///
/// # Errors
/// See [`NotAdded`].
pub async fn add_key(cx: &Cx, name: &str) -> Outcome<NewKey, NotAdded> {
    if !is_name(name) {
        return Err(Error::Refused(NotAdded::NameMalformed));
    }
    let world = &cx.world;
    let now = world.clock.now();
    let text = format!(
        "{KEY_PREFIX}{}",
        URL_SAFE_NO_PAD.encode(world.dice.bytes::<32>())
    );
    let mark = world.keys().mark(Use::PartnerKey, text.as_bytes());
    let mut tx = world.db.write().await?;
    let known = tx.optional(&store::BY_NAME, binds![name]).await?;
    let partner = match known {
        Some(row) => row.get("id")?,
        None => {
            let id = PartnerId(world.dice.uuid(now));
            tx.execute(&store::INSERT, binds![id, name, now]).await?;
            cx.journal(&mut tx, Deed::PartnerAdded, "partner", Some(id.0), "{}")
                .await?;
            id
        }
    };
    let id = world.dice.uuid(now);
    tx.execute(&store::INSERT_KEY, binds![id, partner, mark, now])
        .await?;
    cx.journal(
        &mut tx,
        Deed::PartnerKeyAdded,
        "partner",
        Some(partner.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(NewKey { partner, id, text })
}

fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b);
    (2..=NAME_CHARACTERS_MAX).contains(&name.len()) && name.bytes().all(plain)
}

/// Revokes a key; `false` when it is unknown or was revoked before.
///
/// # Errors
/// When the database fails.
pub async fn revoke_key(cx: &Cx, key: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let now = cx.world.clock.now();
    let Some(row) = tx.optional(&store::KEY, binds![key]).await? else {
        return Ok(false);
    };
    let partner: PartnerId = row.get("partner_id")?;
    tx.execute(&store::REVOKE_KEY, binds![key, now]).await?;
    cx.journal(
        &mut tx,
        Deed::PartnerKeyRevoked,
        "partner",
        Some(partner.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// A key in a list: never its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedKey {
    /// The name of the partner.
    pub partner: String,
    /// The key.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Every key, by partner and time.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Cx) -> Result<Vec<ListedKey>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let rows = tx.all(&store::LIST, binds![]).await?;
    rows.iter()
        .map(|row| {
            Ok(ListedKey {
                partner: row.get("name")?,
                id: row.get("id")?,
                created_at: row.get("created_at")?,
                revoked_at: row.get("revoked_at")?,
            })
        })
        .collect()
}

/// The partner whose key this is; `None` for any other text.
///
/// # Errors
/// When the database fails.
pub async fn of_key(world: &World, text: &str) -> Result<Option<Partner>, Fault> {
    if !text.starts_with(KEY_PREFIX) || text.len() > KEY_CHARACTERS_MAX {
        return Ok(None);
    }
    let mark = world.keys().mark(Use::PartnerKey, text.as_bytes());
    let mut tx = world.db.read().await?;
    let row = tx.optional(&store::OF_KEY, binds![mark]).await?;
    row.map(|row| {
        Ok(Partner {
            id: row.get("id")?,
            name: row.get("name")?,
        })
    })
    .transpose()
}
