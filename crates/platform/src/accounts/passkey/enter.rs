//! Opens a session with a passkey, alone or after the password; and proves again who is behind a session. The question is
//! the same whoever asks: it names no account and tells none.

use super::question::{self, Asked, Awaited, Kind};
use super::{relying, store};
use crate::accounts::{self, How, Opened, Staff, open_session};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::access::Purpose;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

/// Asks a passkey to open a session. With a login and a password these are weighed now, and told of only with the answer;
/// `over`: too many were tried, and even what is right is answered as what is wrong. `None` where passkeys do not work.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    cx: &Cx,
    (login, password): (&str, &str),
    over: bool,
) -> Result<Option<Asked>, Fault> {
    let alone = login.trim().is_empty() && password.is_empty();
    let known = match alone {
        true => None,
        false => accounts::by_password(&cx.world, login, password).await?,
    };
    let account = known.map(|staff| staff.id);
    let awaited = Awaited {
        account,
        password_wrong: over || (!alone && account.is_none()),
    };
    ask(cx, Kind::Enter, awaited).await
}

/// Asks a passkey of the person behind a session to prove that they are still there.
///
/// # Errors
/// When the database fails.
pub async fn begin_proof(cx: &Cx, staff: &Staff) -> Result<Option<Asked>, Fault> {
    let awaited = Awaited {
        account: Some(staff.id),
        password_wrong: false,
    };
    ask(cx, Kind::Prove, awaited).await
}

async fn ask(cx: &Cx, kind: Kind, awaited: Awaited) -> Result<Option<Asked>, Fault> {
    let Some(relying) = relying(&cx.world) else {
        return Ok(None);
    };
    let (options, state) = relying.start_discoverable_authentication()?;
    let mut options = serde_json::to_value(options)?;
    // Asked for by a button, not offered while a name is typed.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    let mut tx = cx.world.db.write().await?;
    let id = question::put(&cx.world, &mut tx, kind, awaited, &state).await?;
    tx.commit().await?;
    Ok(Some(Asked {
        id,
        options: options.to_string(),
    }))
}

/// Opens a session for the holder of the passkey that answered, for the purpose that `choose` picks. `None`, with one answer,
/// for all that is wrong.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    cx: &Cx,
    (id, answer): (Uuid, &str),
    choose: &(dyn Fn(&Staff) -> Option<Purpose> + Sync),
) -> Result<Option<Opened>, Fault> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    let proven = answered(world, &mut tx, Kind::Enter, (id, answer)).await?;
    let fits = |(awaited, account): &(Awaited, AccountId)| {
        !awaited.password_wrong && awaited.account.is_none_or(|known| known == *account)
    };
    let proven = proven.filter(fits);
    let staff = match &proven {
        Some((_, account)) => accounts::load(&mut tx, *account).await?,
        None => None,
    };
    let how = match &proven {
        Some((awaited, _)) if awaited.account.is_some() => How::PasswordPasskey,
        _ => How::Passkey,
    };
    let may = staff.and_then(|staff| choose(&staff).map(|purpose| (staff, purpose)));
    let Some((staff, purpose)) = may else {
        cx.journal(&mut tx, Deed::AccountSignInRefused, "account", None, "{}")
            .await?;
        tx.commit().await?;
        return Ok(None);
    };
    let token = open_session(cx, &mut tx, &staff, purpose, how).await?;
    tx.commit().await?;
    Ok(Some(Opened { token, staff }))
}

/// Whether the passkey that answered is of the person behind the session `token`, who is then proven anew.
///
/// # Errors
/// When the database fails.
pub async fn finish_proof(
    cx: &Cx,
    (staff, token): (&Staff, &str),
    (id, answer): (Uuid, &str),
) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let proven = answered(&cx.world, &mut tx, Kind::Prove, (id, answer)).await?;
    let own = proven
        .is_some_and(|(awaited, account)| account == staff.id && awaited.account == Some(staff.id));
    if own {
        accounts::proof::renew(cx, &mut tx, staff, token, How::Passkey).await?;
    }
    tx.commit().await?;
    Ok(own)
}

/// Whose passkey answers a question, which is spent whatever the answer.
async fn answered(
    world: &World,
    tx: &mut Tx,
    kind: Kind,
    (id, answer): (Uuid, &str),
) -> Result<Option<(Awaited, AccountId)>, Fault> {
    let Some(relying) = relying(world) else {
        return Ok(None);
    };
    let taken = question::take::<DiscoverableAuthentication>(world, tx, kind, id).await?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(answer).ok();
    let (Some(taken), Some(answer)) = (taken, answer) else {
        return Ok(None);
    };
    let Ok((account, credential)) = relying.identify_discoverable_authentication(&answer) else {
        return Ok(None);
    };
    let known = binds![credential.to_vec(), account];
    let Some(row) = tx.optional(&store::ONE, known).await? else {
        return Ok(None);
    };
    let mut passkey: Passkey = serde_json::from_str(&row.get::<String>("kept")?)?;
    let checked = relying.finish_discoverable_authentication_v2(&answer, taken.state, &passkey);
    let Ok(checked) = checked else {
        return Ok(None);
    };
    passkey.update_credential(&checked);
    let kept = serde_json::to_string(&passkey)?;
    let used = binds![credential.to_vec(), account, kept, world.clock.now()];
    tx.execute(&store::USED, used).await?;
    Ok(Some((taken.awaited, AccountId(account))))
}
