//! Staff accounts and sign-in: argon2id passwords, a purpose chosen for each session. Never says
//! whether a login exists; never keeps a password in clear.

mod close;
pub mod exceptions;
pub mod factor;
pub mod forces;
pub mod identities;
mod known;
pub mod pages;
pub mod passkey;
mod password;
mod password_page;
pub mod proof;
pub(crate) mod proof_pages;
mod put_back;
mod roles;
mod session;
pub mod sign_ins;
mod standing;
pub mod store;
mod unit;
mod worded;

pub use close::{NotChanged, UNIT_CHARACTERS_MAX, close, known, reopen};
pub use password::{NotChosen, change as change_password, is_weak};
pub use put_back::{Former, put_back};
pub use roles::set_roles;
pub use session::{How, IDLE, LENGTH, Opened, change_purpose, open_session, resume, sign_out};
pub use standing::{Standing, changes, standing, standings};
pub use unit::set_unit;

use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use crate::world::World;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
pub use exceptions::Exceptions;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Shortest password accepted: length beats composition rules (NIST SP 800-63B).
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// Longest password read, so that hashing stays bounded.
pub const PASSWORD_CHARACTERS_MAX: usize = 256;
/// A member of staff, signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The account.
    pub id: AccountId,
    /// What they sign in with.
    pub login: String,
    /// Shown to colleagues; victims see "an officer".
    pub display_name: String,
    /// The unit they belong to.
    pub unit: String,
    /// What they are trusted with.
    pub roles: Vec<Role>,
    /// The complaints that are for them otherwise than their roles and unit say: of a session, at its last request.
    pub exceptions: Exceptions,
}

/// A new account.
#[derive(Clone)]
pub struct NewAccount {
    /// What they sign in with.
    pub login: String,
    /// Shown to colleagues.
    pub display_name: String,
    /// Unit.
    pub unit: String,
    /// Roles, at least one.
    pub roles: Vec<Role>,
    /// The first password.
    pub password: String,
}

crate::undisclosed!(NewAccount);

/// Why an account is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// Another account has this login.
    #[error("an account already has this login")]
    LoginTaken,
    /// The login is not 2 to 64 letters, digits, dots, dashes, underscores or @.
    #[error("a login is 2 to 64 letters, digits, or . - _ @")]
    LoginMalformed,
    /// Too short or too long.
    #[error("a password has {PASSWORD_CHARACTERS_MIN} to {PASSWORD_CHARACTERS_MAX} characters")]
    PasswordLength,
    /// Easily guessed.
    #[error("this password is easily guessed: take several words that do not go together")]
    PasswordWeak,
    /// No role given.
    #[error("an account needs a role")]
    NoRole,
}

impl NotAdded {
    /// The word of it in the keys of sentences.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotAdded::LoginTaken => "login-taken",
            NotAdded::LoginMalformed => "login-malformed",
            NotAdded::PasswordLength => "password-length",
            NotAdded::PasswordWeak => "password-weak",
            NotAdded::NoRole => "no-role",
        }
    }
}

/// Makes an account.
///
/// # Errors
/// See [`NotAdded`].
pub async fn add(cx: &Cx, new: NewAccount) -> Outcome<AccountId, NotAdded> {
    let login = new.login.trim().to_lowercase();
    if !is_login(&login) {
        return Err(Error::Refused(NotAdded::LoginMalformed));
    }
    if new.roles.is_empty() {
        return Err(Error::Refused(NotAdded::NoRole));
    }
    let length = new.password.chars().count();
    if !(PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX).contains(&length) {
        return Err(Error::Refused(NotAdded::PasswordLength));
    }
    let own = [&login, &new.display_name, &new.unit];
    if is_weak(&new.password, &own.map(String::as_str)) {
        return Err(Error::Refused(NotAdded::PasswordWeak));
    }
    let world = &cx.world;
    let hash = hash_password(world, new.password).await?;
    let now = world.clock.now();
    let id = AccountId(world.dice.uuid(now));
    let mut tx = world.db.write().await?;
    if tx
        .optional(&store::BY_LOGIN, binds![&login])
        .await?
        .is_some()
    {
        return Err(Error::Refused(NotAdded::LoginTaken));
    }
    tx.execute(
        &store::INSERT,
        binds![
            id,
            &login,
            hash,
            new.display_name.trim(),
            new.unit.trim(),
            now
        ],
    )
    .await?;
    let roles = new
        .roles
        .iter()
        .map(|role| binds![id, role.code()])
        .collect();
    tx.insert_many(&store::INSERT_ROLE, roles).await?;
    let roles: BTreeSet<&str> = new.roles.iter().map(|role| role.code()).collect();
    let detail = serde_json::json!({ "roles": roles, "unit": new.unit.trim() }).to_string();
    cx.journal(&mut tx, Deed::AccountAdded, "account", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}

fn is_login(word: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".-_@".contains(&b);
    (2..=64).contains(&word.len()) && word.bytes().all(plain)
}

/// Checks a login and password and opens a session for this purpose. The same time is spent
/// whether the login exists or not, and the answer is the same: `None`.
///
/// # Errors
/// When the database fails.
pub async fn sign_in(
    cx: &Cx,
    login: &str,
    password: &str,
    purpose: Purpose,
) -> Result<Option<Opened>, Fault> {
    sign_in_for(cx, login, password, &|_| Some(purpose)).await
}

/// The same, for the purpose that `choose` picks once it is known who signs in. A person for whom
/// it picks none is refused as a stranger is.
///
/// # Errors
/// When the database fails.
pub async fn sign_in_for(
    cx: &Cx,
    login: &str,
    password: &str,
    choose: &(dyn Fn(&Staff) -> Option<Purpose> + Sync),
) -> Result<Option<Opened>, Fault> {
    let given = Given {
        login,
        password,
        code: "",
    };
    sign_in_with(cx, &given, choose).await
}

/// What is typed to sign in.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// Who it says it is.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code of an application or a recovery code; empty where the account has no second factor.
    pub code: &'a str,
}

crate::undisclosed!(Given<'_>);

/// The same, with the code of a second factor. Password and code are refused with one answer, so that
/// nobody learns that a password is right; a code is spent only when all the rest is.
///
/// # Errors
/// When the database fails.
pub async fn sign_in_with(
    cx: &Cx,
    given: &Given<'_>,
    choose: &(dyn Fn(&Staff) -> Option<Purpose> + Sync),
) -> Result<Option<Opened>, Fault> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let (staff, hash) = look_up(&mut tx, given.login).await?;
    let account = staff.as_ref().map(|staff| staff.id);
    let weighed = factor::weigh(world, &mut tx, account, given.code).await?;
    tx.rollback().await?;
    let right = verify_password(hash, given.password.to_owned()).await?;
    let may = staff
        .filter(|_| right)
        .and_then(|staff| choose(&staff).map(|purpose| (staff, purpose)));
    let mut tx = world.db.write().await?;
    let how = match &may {
        Some((staff, _)) => factor::spend(cx, &mut tx, staff.id, weighed).await?,
        None => None,
    };
    let (Some((staff, purpose)), Some(how)) = (may, how) else {
        cx.journal(&mut tx, Deed::AccountSignInRefused, "account", None, "{}")
            .await?;
        tx.commit().await?;
        return Ok(None);
    };
    let token = open_session(cx, &mut tx, &staff, purpose, how).await?;
    tx.commit().await?;
    Ok(Some(Opened { token, staff }))
}

/// Who has this login and this password. The same time is spent whether the login exists or not.
async fn by_password(world: &World, login: &str, password: &str) -> Result<Option<Staff>, Fault> {
    let mut tx = world.db.read().await?;
    let (staff, hash) = look_up(&mut tx, login).await?;
    tx.rollback().await?;
    let right = verify_password(hash, password.to_owned()).await?;
    Ok(staff.filter(|_| right))
}

/// Who has this login, and the digest that their password is compared with: one of nobody where there is no such login.
async fn look_up(tx: &mut Tx, login: &str) -> Result<(Option<Staff>, String), Fault> {
    let login = login.trim().to_lowercase();
    // What no login can be is not even asked of the database, which refuses some of it.
    let found = match is_login(&login) {
        true => tx.optional(&store::BY_LOGIN, binds![&login]).await?,
        false => None,
    };
    let Some(row) = found else {
        return Ok((None, absent_hash().to_owned()));
    };
    let staff = load(tx, AccountId(row.get("id")?)).await?;
    Ok((staff, row.get("password_hash")?))
}

/// Whether this is the password of somebody who is signed in.
///
/// # Errors
/// When the database fails.
pub async fn has_password(world: &World, staff: &Staff, password: &str) -> Result<bool, Fault> {
    let mut tx = world.db.read().await?;
    let row = tx.optional(&store::PASSWORD, binds![staff.id]).await?;
    tx.rollback().await?;
    match row {
        Some(row) => verify_password(row.get("password_hash")?, password.to_owned()).await,
        None => Ok(false),
    }
}

/// Every account that can sign in, by unit and name, for assignment lists.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Staff>, Fault> {
    let mut staff: Vec<Staff> = Vec::new();
    for row in tx.all(&store::LIST, binds![]).await? {
        let id: AccountId = row.get("id")?;
        let role = row.word("role", Role::from_code)?;
        match staff.last_mut().filter(|last| last.id == id) {
            Some(last) => last.roles.push(role),
            None => staff.push(Staff {
                id,
                login: row.get("login")?,
                display_name: row.get("display_name")?,
                unit: row.get("unit")?,
                roles: vec![role],
                exceptions: Exceptions::default(),
            }),
        }
    }
    for row in tx.all(&exceptions::store::RECUSED_BY_ALL, binds![]).await? {
        let account: AccountId = row.get("account_id")?;
        let complaint = row.get("complaint_id")?;
        for one in staff.iter_mut().filter(|one| one.id == account) {
            one.exceptions.recused.insert(complaint);
        }
    }
    Ok(staff)
}

/// The name of every account there ever was.
///
/// # Errors
/// When the database fails.
pub async fn names(tx: &mut Tx) -> Result<BTreeMap<Uuid, String>, Fault> {
    let rows = tx.all(&store::NAMES, binds![]).await?;
    rows.iter()
        .map(|row| Ok((row.get("id")?, row.get("display_name")?)))
        .collect()
}

/// One account that can sign in.
///
/// # Errors
/// When the database fails.
pub async fn load(tx: &mut Tx, id: AccountId) -> Result<Option<Staff>, Fault> {
    let rows = tx.all(&store::WITH_ROLES, binds![id]).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    Ok(Some(Staff {
        id,
        login: first.get("login")?,
        display_name: first.get("display_name")?,
        unit: first.get("unit")?,
        roles: rows
            .iter()
            .map(|row| row.word("role", Role::from_code))
            .collect::<Result<_, _>>()?,
        exceptions: exceptions::of(tx, id).await?,
    }))
}

/// Argon2id, 19 MiB, 2 passes: the first of OWASP's equal choices.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn hash_password(world: &World, password: String) -> Result<String, Fault> {
    let salt =
        SaltString::encode_b64(&world.dice.bytes::<16>()).map_err(|e| Fault::new(e.to_string()))?;
    tokio::task::spawn_blocking(move || {
        hasher()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|e| Fault::new(e.to_string()))
    })
    .await?
}

async fn verify_password(hash: String, password: String) -> Result<bool, Fault> {
    if password.len() > PASSWORD_CHARACTERS_MAX * 4 {
        return Ok(false);
    }
    tokio::task::spawn_blocking(move || {
        let parsed = PasswordHash::new(&hash).map_err(|e| Fault::new(e.to_string()))?;
        Ok(hasher()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok())
    })
    .await?
}

/// A well-formed hash that no password has: the time of a check is spent on it.
pub(crate) fn absent_hash() -> &'static str {
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
     AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}
