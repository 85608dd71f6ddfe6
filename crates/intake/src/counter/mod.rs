//! Complaints taken at a counter: the same drafts and the same engine as online, held by an officer. The
//! officer in charge alone opens a file, by a code drawn from its id under the server key, which is never
//! shown: the visitor's own code, if there is one, stays the visitor's. Files nothing by itself.

mod accept;
mod answer;
mod attend;
mod close;
pub mod file_here;
mod hand_out;
mod hand_over;
mod hearing;
mod list;
mod open;
mod open_paper;
pub(crate) mod pages;
pub mod read_back;
pub(crate) mod store;

pub use accept::accept;
pub use answer::{Taken, answer};
pub use attend::attend;
pub use close::close;
pub(crate) use close::left;
pub use file_here::file_here;
pub(crate) use hand_out::is_sensitive;
pub use hand_out::{Slip, handed_out, slip, took};
pub use hand_over::{hand_over, take_over};
pub use hearing::{Hearing, digest, hearing};
pub use list::{Lists, lists};
use open::hold;
pub use open::{open, open_with_code};
pub(crate) use open_paper::received_on_paper;
pub use open_paper::{NotOpened, Sheet, open_paper};
pub use read_back::read_back;

use crate::draft::{self, Draft};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::{AccountId, DraftId};
use faisceau_platform::access::Resource;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use jiff::Timestamp;

/// Files one officer may hold open: more are forgotten ones.
pub const OPEN_MAX: usize = 30;
/// Longest word left with a file handed over.
pub const NOTE_CHARACTERS_MAX: usize = 500;

/// Who holds a file, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The draft; the complaint bears the same id.
    pub id: DraftId,
    /// The officer in charge.
    pub officer: AccountId,
    /// The officer's unit, which the complaint will be in.
    pub unit: String,
    /// Begun by the visitor, who has a code of it.
    pub begun_online: bool,
    /// When it was opened at the counter.
    pub opened_at: Timestamp,
    /// When it was passed on last.
    pub handed_at: Option<Timestamp>,
    /// By whom.
    pub handed_by: Option<AccountId>,
    /// With these words.
    pub handed_note: String,
}

/// An open file: who holds it, and its draft. `draft.code` is the counter's: operations take it like any
/// other, and no page shows it.
#[derive(Debug, Clone)]
pub struct CounterFile {
    /// Who holds it.
    pub held: Held,
    /// The draft.
    pub draft: Draft,
}

/// Why nothing is done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such open file, or another officer holds it.
    NoFile,
    /// No questionnaire of this name.
    UnknownType,
    /// The code opens nothing, or not a draft any more.
    NoDraft,
    /// A colleague has it open already.
    WithColleague,
    /// The officer holds [`OPEN_MAX`] files.
    TooMany,
    /// No officer of the unit, or one whose rights take no complaint.
    NotAColleague,
    /// A file is taken from a colleague with a reason.
    NoReason,
    /// It was passed on meanwhile.
    Meanwhile,
    /// The answers lead to no such block any more.
    NoBlock,
    /// What was proposed is not in the narrative any more, or an answer holds it already.
    NothingFound,
    /// The question does not take that value.
    NotTaken,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refused::NoFile => "no-file",
            Refused::UnknownType => "unknown-type",
            Refused::NoDraft => "no-draft",
            Refused::WithColleague => "with-colleague",
            Refused::TooMany => "too-many",
            Refused::NotAColleague => "not-a-colleague",
            Refused::NoReason => "no-reason",
            Refused::Meanwhile => "meanwhile",
            Refused::NoBlock => "no-block",
            Refused::NothingFound => "nothing-found",
            Refused::NotTaken => "not-taken",
        }
    }
}

impl Held {
    /// The file as policies see it: a complaint of the unit.
    #[must_use]
    pub fn resource(&self) -> Resource {
        resource(self.id, &self.unit)
    }
}

/// What a file of this unit is for policies.
fn resource(id: DraftId, unit: &str) -> Resource {
    Resource::complaint(id.0.to_string()).of_units([unit.to_owned()])
}

/// The code by which the counter opens a draft.
fn code(cx: &Cx, id: DraftId) -> Code {
    let drawn = cx.world.keys().mark(Use::Counter, id.0.as_bytes());
    let mut bytes = [0; 19];
    bytes.copy_from_slice(&drawn[..19]);
    Code::from_random(CodeKind::Resume, bytes)
}

/// The officer who acts.
fn officer(cx: &Cx) -> Outcome<(AccountId, String), Refused> {
    let staff = cx.staff.as_ref().ok_or(Error::Refused(Refused::NoFile))?;
    Ok((staff.id, staff.unit.clone()))
}

/// Refuses one more file to an officer who holds [`OPEN_MAX`].
async fn has_room(cx: &Cx, tx: &mut Tx, officer: AccountId) -> Outcome<(), Refused> {
    let (now, most) = (cx.world.clock.now(), i64::try_from(OPEN_MAX)?);
    let held = tx
        .all(&store::OF_OFFICER, binds![officer, now, most])
        .await?;
    match held.len() < OPEN_MAX {
        true => Ok(()),
        false => Err(Error::Refused(Refused::TooMany)),
    }
}

/// The open file of this id, for the officer in charge of it.
///
/// # Errors
/// [`Refused::NoFile`] for anybody else.
pub async fn load(cx: &Cx, id: DraftId) -> Outcome<CounterFile, Refused> {
    let mut tx = cx.world.db.read().await?;
    let held = mine(cx, &mut tx, id).await?;
    let draft = draft::load(cx, &mut tx, &code(cx, id)).await?;
    let draft = draft.ok_or(Error::Refused(Refused::NoFile))?;
    Ok(CounterFile { held, draft })
}

/// The same, to be changed in the caller's transaction.
async fn load_to_change(cx: &Cx, tx: &mut Tx, id: DraftId) -> Outcome<CounterFile, Refused> {
    let held = mine(cx, tx, id).await?;
    let draft = draft::load_to_change(cx, tx, &code(cx, id)).await?;
    let draft = draft.ok_or(Error::Refused(Refused::NoFile))?;
    Ok(CounterFile { held, draft })
}

/// That the officer who asks holds the open file of this id.
async fn mine(cx: &Cx, tx: &mut Tx, id: DraftId) -> Outcome<Held, Refused> {
    let (me, _) = officer(cx)?;
    let held = one(cx, tx, id).await?;
    let held = held.filter(|held| held.officer == me);
    held.ok_or(Error::Refused(Refused::NoFile))
}

/// Who holds the open file of this id.
async fn one(cx: &Cx, tx: &mut Tx, id: DraftId) -> Result<Option<Held>, Fault> {
    let now = cx.world.clock.now();
    let row = tx.optional(&store::ONE, binds![id, now]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Held, Fault> {
    Ok(Held {
        id: row.get("draft_id")?,
        officer: row.get("account_id")?,
        unit: row.get("unit")?,
        begun_online: row.get::<i64>("begun_online")? != 0,
        opened_at: row.get("opened_at")?,
        handed_at: row.get("handed_at")?,
        handed_by: row.get("handed_by")?,
        handed_note: row.get("handed_note")?,
    })
}
