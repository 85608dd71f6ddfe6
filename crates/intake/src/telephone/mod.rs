//! Files of a visitor's telephone: a code shown once on a screen (as a QR), used once by a telephone,
//! which from then on gives files to that one draft and reads nothing of it: no answer, no identity, no
//! reference; only names and sizes of what it gave itself. Holds no page.

mod end;
mod give;
mod invite;
mod open;
pub(crate) mod store;
mod take_back;

pub use end::{end, hang_up};
pub use give::{Refused as NotGiven, asking, give};
pub use invite::{Refused as NotInvited, invite};
pub use open::{Opened, Refused as NotOpened, open};
pub use take_back::{put_aside, take_back};

use crate::draft::{self, Draft};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::DraftId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How long a code is waited for: someone takes a telephone out of a bag and unlocks it.
pub const CODE_FOR: SignedDuration = SignedDuration::from_mins(15);
/// How long a telephone gives files without a new code.
pub const HELD_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Codes shown for one draft: a visit takes one or two, thirty days a few more.
pub const PASSES_MAX: i64 = 30;

/// A way for files, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// Which.
    pub id: Uuid,
    /// The draft it leads to.
    pub draft: DraftId,
    /// Where it is.
    pub state: State,
}

/// Where a way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its code is shown and nobody used it.
    Waiting {
        /// The code works until then.
        until: Timestamp,
    },
    /// A telephone holds it.
    Held {
        /// Since then.
        at: Timestamp,
        /// Until then.
        until: Timestamp,
    },
    /// Over: ended, too late, or of a draft that is no more.
    Over,
}

/// The code of a way: derived from its id under the server key, so that the page that shows it may be
/// read again and nothing of it is stored but a mark.
#[must_use]
pub fn code_of(cx: &Cx, pass: Uuid) -> Code {
    let drawn = cx.world.keys().mark(Use::Telephone, pass.as_bytes());
    let mut bytes = [0; 19];
    bytes.copy_from_slice(&drawn[..19]);
    Code::from_random(CodeKind::Telephone, bytes)
}

/// The ways of a draft that wait or are held, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_draft(cx: &Cx, tx: &mut Tx, draft: DraftId) -> Result<Vec<Pass>, Fault> {
    let rows = tx.all(&store::OF_DRAFT, binds![draft]).await?;
    let passes: Result<Vec<Pass>, Fault> = rows.iter().map(|row| read(cx, row)).collect();
    let mut passes = passes?;
    passes.retain(|pass| pass.state != State::Over);
    Ok(passes)
}

/// The way that a telephone holds by this cookie, and its draft; `None` when it is over, whatever the
/// reason.
///
/// # Errors
/// When the database fails.
pub async fn held(cx: &Cx, tx: &mut Tx, code: &Code) -> Result<Option<(Pass, Draft)>, Fault> {
    let mark = cx.world.keys().code_mark(Use::Telephone, code);
    let now = cx.world.clock.now();
    let Some(row) = tx.optional(&store::BY_HOLDER, binds![mark, now]).await? else {
        return Ok(None);
    };
    let pass = read(cx, &row)?;
    let draft = draft::of_telephone(cx, tx, pass.draft, code).await?;
    Ok(draft.map(|draft| (pass, draft)))
}

/// The same, to be changed in the caller's transaction.
async fn held_to_change(cx: &Cx, tx: &mut Tx, code: &Code) -> Result<Option<(Pass, Draft)>, Fault> {
    let Some((pass, draft)) = held(cx, tx, code).await? else {
        return Ok(None);
    };
    let draft = draft::hold(cx, tx, draft).await?;
    Ok(draft.map(|draft| (pass, draft)))
}

/// The ids of the files that came by a way.
///
/// # Errors
/// When the database fails.
pub async fn files_of(tx: &mut Tx, pass: Uuid) -> Result<Vec<Uuid>, Fault> {
    let rows = tx.all(&store::FILES, binds![pass]).await?;
    rows.iter().map(|row| row.get("file_id")).collect()
}

/// The ids of the files that came by any way of a draft.
///
/// # Errors
/// When the database fails.
pub async fn files_of_draft(tx: &mut Tx, draft: DraftId) -> Result<Vec<Uuid>, Fault> {
    let rows = tx.all(&store::FILES_OF_DRAFT, binds![draft]).await?;
    rows.iter().map(|row| row.get("file_id")).collect()
}

/// Forgets the ways of a draft that is filed or deleted, in the caller's transaction.
pub(crate) async fn forget(tx: &mut Tx, draft: Uuid) -> Result<(), Fault> {
    tx.execute(&store::FORGET_FILES, binds![draft]).await?;
    tx.execute(&store::FORGET, binds![draft]).await?;
    Ok(())
}

fn read(cx: &Cx, row: &Row) -> Result<Pass, Fault> {
    let now = cx.world.clock.now();
    let ended: Option<Timestamp> = row.get("ended_at")?;
    let code_until: Timestamp = row.get("code_until")?;
    let held: (Option<Timestamp>, Option<Timestamp>) =
        (row.get("held_at")?, row.get("held_until")?);
    let state = match (ended, held) {
        (None, (Some(at), Some(until))) if until > now => State::Held { at, until },
        (None, (None, _)) if code_until > now => State::Waiting { until: code_until },
        _ => State::Over,
    };
    Ok(Pass {
        id: row.get("id")?,
        draft: row.get("draft_id")?,
        state,
    })
}
