//! Server-side sessions: opened for a member of staff who is already known, with the means that
//! proved who it is; resumed, given another purpose, ended. Never checks a proof; never keeps a
//! cookie in clear.

use super::{Staff, exceptions, forces, identities, load, store};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::keys::Use;
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use faisceau_domain::access::Purpose;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use jiff::SignedDuration;

/// A session ends after this long without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(45);
/// A session ends after this long whatever happens: one working day.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(11);

/// By which means a person was proven to be who they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The password alone.
    Password,
    /// The password, then the code of an application (RFC 6238).
    PasswordTotp,
    /// The password, then a passkey.
    PasswordPasskey,
    /// A passkey alone, which asked for a finger, a face or its own code.
    Passkey,
    /// The password, then a recovery code.
    PasswordRecovery,
    /// A provider of identity, by OpenID Connect.
    Oidc,
}

impl How {
    /// Every means.
    pub const ALL: [How; 6] = [
        How::Password,
        How::PasswordTotp,
        How::PasswordPasskey,
        How::Passkey,
        How::PasswordRecovery,
        How::Oidc,
    ];

    /// The word stored and journaled.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            How::Password => "password",
            How::PasswordTotp => "password_totp",
            How::PasswordPasskey => "password_passkey",
            How::Passkey => "passkey",
            How::PasswordRecovery => "password_recovery",
            How::Oidc => "oidc",
        }
    }

    /// The means of this word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// A fresh session: the value of the cookie, shown once, and who it is.
pub struct Opened {
    /// The cookie's value.
    pub token: String,
    /// Who signed in.
    pub staff: Staff,
}

crate::undisclosed!(Opened);

/// Opens a session for a member of staff who is known, in the transaction of what made them known,
/// and journals it with the means. Gives the value of its cookie, which is kept nowhere.
///
/// # Errors
/// When the database fails.
pub async fn open_session(
    cx: &Cx,
    tx: &mut Tx,
    staff: &Staff,
    purpose: Purpose,
    how: How,
) -> Result<String, Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let token = URL_SAFE_NO_PAD.encode(world.dice.bytes::<32>());
    let mark = world.keys().mark(Use::Session, token.as_bytes());
    let (idle, end) = (now + IDLE, now + LENGTH);
    let code = how.code();
    let place = &cx.place;
    let session = binds![
        mark,
        staff.id,
        purpose.code(),
        now,
        idle,
        end,
        code,
        world.dice.uuid(now),
        &place.network,
        &place.browser,
    ];
    tx.execute(&store::INSERT_SESSION, session).await?;
    tx.execute(&store::SIGNED_IN, binds![staff.id, now]).await?;
    let detail = format!("{{\"how\":\"{code}\"}}");
    let account = Some(staff.id.0);
    cx.journal(tx, Deed::AccountSignedIn, "account", account, &detail)
        .await?;
    Ok(token)
}

/// Who a cookie is, and for which purpose they signed in; `None` once the session ended. The end
/// moves with use, at most once a minute.
///
/// # Errors
/// When the database fails.
pub async fn resume(world: &World, token: &str) -> Result<Option<(Staff, Purpose)>, Fault> {
    let mark = world.keys().mark(Use::Session, token.as_bytes());
    let now = world.clock.now();
    let mut tx = world.db.read().await?;
    let Some(row) = tx.optional(&store::SESSION, binds![mark, now]).await? else {
        return Ok(None);
    };
    let purpose = row.word("purpose", Purpose::from_code)?;
    let mut staff = load(&mut tx, AccountId(row.get("account_id")?)).await?;
    if let Some(staff) = &mut staff {
        staff.exceptions.opened = exceptions::opened(&mut tx, staff.id, now).await?;
        staff.exceptions.motives = identities::motives(&mut tx, staff.id, now).await?;
        staff.exceptions.sealed = identities::sealed(&mut tx, staff.id, now).await?;
        staff.exceptions.forces = forces::of(&mut tx, staff.id, now).await?;
    }
    tx.rollback().await?;
    let idle_until: jiff::Timestamp = row.get("idle_until")?;
    if idle_until - IDLE + SignedDuration::from_secs(60) < now {
        let mut tx = world.db.write().await?;
        tx.execute(&store::KEEP_SESSION, binds![mark, now + IDLE])
            .await?;
        tx.commit().await?;
    }
    Ok(staff.map(|staff| (staff, purpose)))
}

/// Changes the purpose of a session; the journal keeps the change.
///
/// # Errors
/// When the database fails.
pub async fn change_purpose(cx: &Cx, token: &str, purpose: Purpose) -> Result<(), Fault> {
    let mark = cx.world.keys().mark(Use::Session, token.as_bytes());
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::SET_PURPOSE, binds![mark, purpose.code()])
        .await?;
    let account = cx.actor.account();
    cx.journal(
        &mut tx,
        Deed::AccountPurposeChanged,
        "account",
        account,
        "{}",
    )
    .await?;
    tx.commit().await
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(cx: &Cx, token: &str) -> Result<(), Fault> {
    let mark = cx.world.keys().mark(Use::Session, token.as_bytes());
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::END_SESSION, binds![mark]).await?;
    cx.journal(
        &mut tx,
        Deed::AccountSignedOut,
        "account",
        cx.actor.account(),
        "{}",
    )
    .await?;
    tx.commit().await
}
