//! Adds a passkey to an account, after the password was given again. With the first second factor of an account come its
//! recovery codes, told once; every other session of the account ends.

use super::question::{self, Asked, Awaited, Kind};
use super::{relying, store};
use crate::accounts::{self, Staff, factor};
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use faisceau_domain::code::Code;
use faisceau_domain::journal::Deed;
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{CredentialID, PasskeyRegistration, RegisterPublicKeyCredential};

/// Longest name of a passkey, in characters.
const NAME_CHARACTERS_MAX: usize = 60;
/// Passkeys of one account.
const HELD_MAX: i64 = 20;

/// Why no passkey is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// The password is not that of the account.
    #[error("the password is not that of the account")]
    WrongPassword,
    /// The address of the platform is a number, or the account has twenty already.
    #[error("no passkey can be added here")]
    NotHere,
    /// The answer does not answer the question, or comes too late.
    #[error("the answer is not that of a passkey asked now")]
    WrongAnswer,
}

/// A passkey was added.
#[derive(Debug, PartialEq, Eq)]
pub struct Added {
    /// Recovery codes, when they come with it.
    pub recovery: Vec<Code>,
}

/// Asks for a passkey.
///
/// # Errors
/// See [`NotAdded`].
pub async fn begin(cx: &Cx, staff: &Staff, password: &str) -> Outcome<Asked, NotAdded> {
    let world = &cx.world;
    if !accounts::has_password(world, staff, password).await? {
        return Err(Error::Refused(NotAdded::WrongPassword));
    }
    let relying = relying(world).ok_or(Error::Refused(NotAdded::NotHere))?;
    let mut tx = world.db.write().await?;
    let rows = tx.all(&store::OF, binds![staff.id]).await?;
    let held: Result<Vec<CredentialID>, Fault> =
        rows.iter().map(|row| row.get("credential")).collect();
    if rows.len() as i64 >= HELD_MAX {
        return Err(Error::Refused(NotAdded::NotHere));
    }
    let (options, state) = relying
        .start_passkey_registration(staff.id.0, &staff.login, &staff.display_name, Some(held?))
        .map_err(Fault::from)?;
    let mut options = serde_json::to_value(options).map_err(Fault::from)?;
    // A key that its holder finds without a login: it may then open alone.
    let chosen = &mut options["publicKey"]["authenticatorSelection"];
    chosen["residentKey"] = json!("required");
    chosen["requireResidentKey"] = json!(true);
    let awaited = Awaited {
        account: Some(staff.id),
        password_wrong: false,
    };
    let id = question::put(world, &mut tx, Kind::Add, awaited, &state).await?;
    tx.commit().await?;
    Ok(Asked {
        id,
        options: options.to_string(),
    })
}

/// Keeps the passkey that answered. `token` is the session that goes on.
///
/// # Errors
/// See [`NotAdded`].
pub async fn finish(
    cx: &Cx,
    (staff, token): (&Staff, &str),
    (id, answer): (Uuid, &str),
    name: &str,
) -> Outcome<Added, NotAdded> {
    let world = &cx.world;
    let wrong = || Error::Refused(NotAdded::WrongAnswer);
    let relying = relying(world).ok_or(Error::Refused(NotAdded::NotHere))?;
    let mut tx = world.db.write().await?;
    let taken = question::take::<PasskeyRegistration>(world, &mut tx, Kind::Add, id).await?;
    // Spent, whatever the answer.
    tx.commit().await?;
    let taken = taken.filter(|taken| taken.awaited.account == Some(staff.id));
    let taken = taken.ok_or_else(wrong)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let passkey = relying
        .finish_passkey_registration(&answer, &taken.state)
        .map_err(|_| wrong())?;
    let now = world.clock.now();
    let name: String = name.trim().chars().take(NAME_CHARACTERS_MAX).collect();
    let credential: &[u8] = passkey.cred_id().as_ref();
    let mut tx = world.db.write().await?;
    let first = !factor::held(&mut tx, staff.id).await?;
    let row = binds![
        world.dice.uuid(now),
        staff.id,
        credential.to_vec(),
        serde_json::to_string(&passkey).map_err(Fault::from)?,
        name,
        now,
    ];
    // A key known already, of this account or another, is not taken twice.
    if tx.execute(&store::INSERT, row).await? != 1 {
        return Err(wrong());
    }
    let recovery = match first {
        true => factor::draw_recovery(cx, &mut tx, staff).await?,
        false => Vec::new(),
    };
    let own = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&accounts::store::END_OTHERS, binds![staff.id, own])
        .await?;
    let deed = Deed::AccountPasskeyAdded;
    cx.journal(&mut tx, deed, "account", Some(staff.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(Added { recovery })
}
