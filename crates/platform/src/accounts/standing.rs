//! Every account as it stands, open or closed, for who runs the installation, and what was changed of one. Changes nothing,
//! and shows no sign-in but when the last one was.

use super::store;
use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::journal::read::Line;
use crate::journal::store as journal;
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use jiff::Timestamp;

/// Changes of one account that are shown.
const CHANGES_MAX: i64 = 200;

/// One account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The account.
    pub id: AccountId,
    /// What they sign in with.
    pub login: String,
    /// Shown to colleagues.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// What they are trusted with.
    pub roles: Vec<Role>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
    /// The last sign-in that is known of.
    pub signed_in_at: Option<Timestamp>,
    /// Whether an application of codes is asked for.
    pub application: bool,
    /// How many passkeys there are.
    pub passkeys: i64,
}

/// All of them: open ones first, by unit and name.
///
/// # Errors
/// When the database fails.
pub async fn standings(tx: &mut Tx) -> Result<Vec<Standing>, Fault> {
    read(tx, None).await
}

/// One of them.
///
/// # Errors
/// When the database fails.
pub async fn standing(tx: &mut Tx, id: AccountId) -> Result<Option<Standing>, Fault> {
    Ok(read(tx, Some(id)).await?.pop())
}

async fn read(tx: &mut Tx, id: Option<AccountId>) -> Result<Vec<Standing>, Fault> {
    let mut all: Vec<Standing> = Vec::new();
    for row in tx.all(&store::STANDING, binds![id]).await? {
        let id: AccountId = row.get("id")?;
        let role = row.word("role", Role::from_code)?;
        match all.last_mut().filter(|last| last.id == id) {
            Some(last) => last.roles.push(role),
            None => all.push(Standing {
                id,
                login: row.get("login")?,
                name: row.get("display_name")?,
                unit: row.get("unit")?,
                roles: vec![role],
                made_at: row.get("created_at")?,
                closed_at: row.get("disabled_at")?,
                signed_in_at: row.get("signed_in_at")?,
                application: row.get::<i64>("applications")? > 0,
                passkeys: row.get("passkeys")?,
            }),
        }
    }
    Ok(all)
}

/// What was changed of an account, newest first; its sign-ins are not changes.
///
/// # Errors
/// When the database fails.
pub async fn changes(tx: &mut Tx, id: AccountId) -> Result<Vec<Line>, Fault> {
    let rows = tx
        .all(&journal::CHANGES_OF_ACCOUNT, binds![id, CHANGES_MAX])
        .await?;
    rows.iter().map(Line::read).collect()
}
