//! Passkeys of staff (WebAuthn, W3C level 3): a key kept by a telephone, a computer or a token, which asks its holder for a
//! finger, a face or a code of its own before it signs. Only what checks a signature is kept here; a question is answered once
//! and for five minutes. Never works where the platform's address is a number: browsers refuse it.

mod add;
mod enter;
pub mod pages;
mod question;
mod remove;
pub mod store;

pub use add::{Added, NotAdded, begin as begin_adding, finish as finish_adding};
pub use enter::{begin as begin_entering, begin_proof, finish as finish_entering, finish_proof};
pub use question::{Asked, Kind};
pub use remove::{forget_all, remove};

use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::id::AccountId;
use jiff::Timestamp;
use uuid::Uuid;
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// A passkey, as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its own id.
    pub id: Uuid,
    /// The name its holder gave it.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// When it last opened something.
    pub used: Option<Timestamp>,
}

/// The passkeys of an account, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, id: AccountId) -> Result<Vec<Passkey>, Fault> {
    let rows = tx.all(&store::OF, binds![id]).await?;
    let passkey = |row: &crate::db::Row| {
        Ok(Passkey {
            id: row.get("id")?,
            name: row.get("name")?,
            since: row.get("created_at")?,
            used: row.get("used_at")?,
        })
    };
    rows.iter().map(passkey).collect()
}

/// How many passkeys an account has.
///
/// # Errors
/// When the database fails.
pub(super) async fn count(tx: &mut Tx, id: AccountId) -> Result<i64, Fault> {
    tx.one(&store::COUNT, binds![id]).await?.get("n")
}

/// Whether passkeys work here: the address of the platform is a name, which they are bound to.
#[must_use]
pub fn offered(world: &World) -> bool {
    relying(world).is_some()
}

/// Who asks, as passkeys know it: the name in `public_url`.
fn relying(world: &World) -> Option<Webauthn> {
    let origin = Url::parse(&world.config.public_url).ok()?;
    let name = origin.domain()?.to_owned();
    let builder = WebauthnBuilder::new(&name, &origin).ok()?;
    builder.rp_name(&world.config.service_name).build().ok()
}
