//! A member of staff signs in by a provider: known by the mark of `sub`, given what the rules give today,
//! and let in. Every application of the mapping is journaled, and so is every change of the mapping,
//! before it is first applied. Never finds an account by a name or an e-mail.

use super::connect::Known;
use super::mapping::{Granted, granted};
use super::settings::{Accounts, ProviderSettings};
use super::store;
use crate::accounts::{self, How, Opened, Staff};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use faisceau_domain::access::Purpose;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Longest name shown to colleagues.
const NAME_CHARACTERS_MAX: usize = 80;
/// The unit of those whose rules name none: as of accounts made by hand.
const UNIT: &str = "central";

/// Why a person whom a provider knows does not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotIn {
    /// No account is bound to this person, and none is made here.
    #[error("no account is bound to this person")]
    NoAccount,
    /// No rule gives them a role.
    #[error("no role is given to this person")]
    NoRole,
}

impl NotIn {
    /// The stable word of the cause.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotIn::NoAccount => "no_account",
            NotIn::NoRole => "no_role",
        }
    }
}

/// Lets a person in for the purpose that `choose` picks.
///
/// # Errors
/// See [`NotIn`].
pub async fn sign_in(
    cx: &Cx,
    known: &Known<'_>,
    choose: &(dyn Fn(&Staff) -> Option<Purpose> + Sync),
) -> Outcome<Opened, NotIn> {
    let settings = &known.provider.settings;
    let granted = granted(&settings.rules, &known.claims);
    let mut tx = cx.world.db.write().await?;
    let mapping = settle_one(cx, &mut tx, settings).await?;
    let account = match account(cx, &mut tx, known, &granted).await? {
        Ok(account) => account,
        Err(why) => return refuse(cx, tx, settings, why).await,
    };
    let rules = json!({
        "provider": settings.name,
        "mapping": mapping,
        "rules": granted.rules,
        "roles": granted.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
    });
    let detail = rules.to_string();
    let about = Some(account.0);
    cx.journal(&mut tx, Deed::ClaimsMapped, "account", about, &detail)
        .await?;
    let staff = accounts::load(&mut tx, account).await?;
    let may = staff.and_then(|staff| choose(&staff).map(|purpose| (staff, purpose)));
    let Some((staff, purpose)) = may else {
        return refuse(cx, tx, settings, NotIn::NoRole).await;
    };
    let token = accounts::open_session(cx, &mut tx, &staff, purpose, How::Oidc).await?;
    let now = cx.world.clock.now();
    let mark = cx.world.keys().mark(Use::Session, token.as_bytes());
    // A session that stood open there proves nothing new: what is sensitive asks for a proof, unless it says when it had one.
    let proven_at = known.proven_at.unwrap_or(Timestamp::UNIX_EPOCH).min(now);
    tx.execute(&accounts::store::RENEW_PROOF, binds![mark, proven_at])
        .await?;
    let kept = binds![
        mark,
        settings.name.as_str(),
        known.id_token.as_str(),
        now + accounts::LENGTH
    ];
    tx.execute(&store::FORGET_TOKENS, binds![now]).await?;
    tx.execute(&store::KEEP_TOKEN, kept).await?;
    tx.commit().await?;
    Ok(Opened { token, staff })
}

async fn refuse<T>(
    cx: &Cx,
    mut tx: Tx,
    settings: &ProviderSettings,
    why: NotIn,
) -> Outcome<T, NotIn> {
    let detail = json!({"provider": settings.name, "why": why.code()}).to_string();
    let deed = Deed::AccountSignInRefused;
    cx.journal(&mut tx, deed, "account", None, &detail).await?;
    tx.commit().await?;
    Err(Error::Refused(why))
}

/// The account of this person, as the rules have it today.
async fn account(
    cx: &Cx,
    tx: &mut Tx,
    known: &Known<'_>,
    granted: &Granted,
) -> Result<Result<AccountId, NotIn>, Fault> {
    let settings = &known.provider.settings;
    let bound = tx.optional(&store::SUBJECT, binds![known.mark]).await?;
    let account = match bound {
        Some(row) if !row.get::<bool>("made")? => return Ok(Ok(row.get("account_id")?)),
        Some(row) => row.get::<AccountId>("account_id")?,
        None if settings.accounts == Accounts::Bound => return Ok(Err(NotIn::NoAccount)),
        None if granted.roles.is_empty() => return Ok(Err(NotIn::NoRole)),
        None => make(cx, tx, known).await?,
    };
    // Roles are today's: one taken away there opens nothing here from this moment, sessions included.
    tx.execute(&store::DROP_ROLES, binds![account]).await?;
    if granted.roles.is_empty() {
        return Ok(Err(NotIn::NoRole));
    }
    let roles = granted.roles.iter();
    let roles = roles.map(|role| binds![account, role.code()]).collect();
    tx.insert_many(&accounts::store::INSERT_ROLE, roles).await?;
    let unit = granted.unit.as_deref().unwrap_or(UNIT);
    let name = shown(known);
    tx.execute(&store::SET_UNIT, binds![account, unit, name])
        .await?;
    Ok(Ok(account))
}

/// An account without a password: its hash is one that no password has.
async fn make(cx: &Cx, tx: &mut Tx, known: &Known<'_>) -> Result<AccountId, Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let id = AccountId(world.dice.uuid(now));
    let provider = known.provider.settings.name.as_str();
    let login = format!("{provider}-{}", hex::encode(&known.mark[..8]));
    let row = binds![id, login, accounts::absent_hash(), shown(known), UNIT, now];
    tx.execute(&accounts::store::INSERT, row).await?;
    let bound = binds![known.mark, provider, id, true, now];
    tx.execute(&store::BIND, bound).await?;
    let detail = json!({"provider": provider}).to_string();
    cx.journal(tx, Deed::AccountAdded, "account", Some(id.0), &detail)
        .await?;
    Ok(id)
}

/// The name shown to colleagues, from the claims that the profile names; the provider's label without.
fn shown(known: &Known<'_>) -> String {
    let names = known.provider.profile.names.iter();
    let words: Vec<&str> = names
        .filter_map(|name| known.claims.get(name).and_then(Value::as_str))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let told = match words.is_empty() {
        true => known.provider.settings.label.clone(),
        false => words.join(" "),
    };
    let plain = told.chars().filter(|c| !c.is_control());
    plain.take(NAME_CHARACTERS_MAX).collect()
}

/// Journals the mapping of every provider that changed since the last start.
///
/// # Errors
/// When the database fails.
pub async fn settle(cx: &Cx) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    for provider in &cx.world.providers {
        settle_one(cx, &mut tx, &provider.settings).await?;
    }
    tx.commit().await
}

/// The short digest of the mapping in force, which is journaled and kept first when it is another than
/// the last.
async fn settle_one(cx: &Cx, tx: &mut Tx, settings: &ProviderSettings) -> Result<String, Fault> {
    let rules = serde_json::to_string(&settings.rules)?;
    let digest: [u8; 32] = Sha256::digest(&rules).into();
    let short = hex::encode(&digest[..8]);
    let name = settings.name.as_str();
    let last = tx.optional(&store::MAPPING, binds![name]).await?;
    let before = match last {
        Some(row) => Some(row.get::<[u8; 32]>("digest")?),
        None => None,
    };
    if before == Some(digest) {
        return Ok(short);
    }
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let row = binds![id, name, digest, rules.as_str(), now];
    tx.execute(&store::SET_MAPPING, row).await?;
    let detail = json!({
        "provider": name,
        "before": before.map(|before| hex::encode(&before[..8])),
        "after": short,
        "rules": settings.rules.len(),
    });
    let platform = Cx::platform(&cx.world);
    let deed = Deed::MappingChanged;
    platform
        .journal(tx, deed, "mapping", Some(id), &detail.to_string())
        .await?;
    Ok(short)
}
