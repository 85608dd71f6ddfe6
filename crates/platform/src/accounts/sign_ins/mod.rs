//! The sign-ins that are open: a person sees their own and ends them; who manages accounts sees and ends
//! those of others. Shows no address: a network cut short, and the family of a browser.

mod end;
pub mod pages;
mod place;

pub use end::{end, end_others, end_own};
pub use place::Place;

use super::{How, store};
use crate::binds;
use crate::cx::Cx;
use crate::db::Row;
use crate::fault::Fault;
use crate::keys::Use;
use faisceau_domain::id::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

/// One open sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// What it is ended by: not its cookie.
    pub id: Uuid,
    /// Whose.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// By which means the person was proven.
    pub how: How,
    /// From where.
    pub place: Place,
    /// Whether it is the one that asks.
    pub this_one: bool,
}

/// Those of one account, or of all; newest first. `token`: the cookie of the session that asks.
///
/// # Errors
/// When the database fails.
pub async fn open(cx: &Cx, account: Option<AccountId>, token: &str) -> Result<Vec<SignIn>, Fault> {
    let now = cx.world.clock.now();
    let own = cx.world.keys().mark(Use::Session, token.as_bytes());
    let mut tx = cx.world.db.read().await?;
    let rows = match account {
        Some(account) => tx.all(&store::OPEN_OF, binds![now, account]).await?,
        None => tx.all(&store::OPEN, binds![now]).await?,
    };
    tx.rollback().await?;
    rows.iter().map(|row| read(row, &own)).collect()
}

fn read(row: &Row, own: &[u8; 32]) -> Result<SignIn, Fault> {
    Ok(SignIn {
        id: row.get("id")?,
        account: AccountId(row.get("account_id")?),
        name: row.get("display_name")?,
        since: row.get("created_at")?,
        how: row.word("how", How::from_code)?,
        place: Place {
            network: row.get("network")?,
            browser: row.get("browser")?,
        },
        this_one: row.get::<Vec<u8>>("mark")? == own,
    })
}
