//! The questions put to passkeys: kept for five minutes, answered once, never by an answer to another question.

use super::store;
use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::id::AccountId;
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// How long a question waits: time to find a token in a bag.
const WAITS: SignedDuration = SignedDuration::from_mins(5);

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To add a passkey to an account.
    Add,
    /// To open a session.
    Enter,
    /// To prove again who is behind a session.
    Prove,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::Add => "add",
            Kind::Enter => "enter",
            Kind::Prove => "prove",
        }
    }
}

/// A question that was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its own id, which comes back with the answer.
    pub id: Uuid,
    /// What the browser gives to `navigator.credentials`, as JSON.
    pub options: String,
}

/// Whose answer is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Awaited {
    /// The account, when it is known.
    pub(super) account: Option<AccountId>,
    /// A login or password was typed with the question, and was wrong.
    pub(super) password_wrong: bool,
}

/// A question that was taken back to be answered.
pub(super) struct Taken<S> {
    pub(super) awaited: Awaited,
    pub(super) state: S,
}

/// Keeps a question.
pub(super) async fn put(
    world: &World,
    tx: &mut Tx,
    kind: Kind,
    awaited: Awaited,
    state: &impl Serialize,
) -> Result<Uuid, Fault> {
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    tx.execute(&store::OVER, binds![now]).await?;
    let row = binds![
        id,
        kind.code(),
        awaited.account,
        awaited.password_wrong,
        serde_json::to_string(state)?,
        now + WAITS,
    ];
    tx.execute(&store::ASK, row).await?;
    Ok(id)
}

/// Takes a question back, once; `None` when there is none of this kind, or no longer.
pub(super) async fn take<S: DeserializeOwned>(
    world: &World,
    tx: &mut Tx,
    kind: Kind,
    id: Uuid,
) -> Result<Option<Taken<S>>, Fault> {
    let asked = binds![id, kind.code(), world.clock.now()];
    let Some(row) = tx.optional(&store::QUESTION, asked).await? else {
        return Ok(None);
    };
    if tx.execute(&store::ANSWERED, binds![id]).await? != 1 {
        return Ok(None);
    }
    Ok(Some(Taken {
        awaited: Awaited {
            account: row.get::<Option<Uuid>>("account_id")?.map(AccountId),
            password_wrong: row.get("password_wrong")?,
        },
        state: serde_json::from_str(&row.get::<String>("state")?)?,
    }))
}
