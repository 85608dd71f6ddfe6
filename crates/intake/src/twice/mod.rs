//! The same facts filed twice by the same person: found by marks that tell nobody's name, joined as
//! one case, told apart, taken apart again. The rule is `domain::twice`. Nothing here changes an
//! answer, a receipt or a state: both complaints keep theirs.

mod find;
mod follow;
mod join;
mod look;
mod part;
mod recognise;
mod say_same;
pub(crate) mod store;

pub use find::find;
use find::mark_of;
pub(crate) use follow::{told_anew, withdrawn};
pub use join::{join, join_said};
pub use look::{Because, Hit, Refused as Looked, SHOWN_MAX, Sought, look};
pub use part::part;
pub use recognise::{recognise, take_back};
pub use say_same::{SaidSame, said_same, say_same};

use crate::receipt::Complaint;
use faisceau_domain::complaint::Refused as Rule;
use faisceau_domain::form::Journey;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::twice::{self, Likeness, Told};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// Pairs of one complaint that are read: who filed more often than that is no oversight.
pub const PAIRS_MAX: i64 = 50;

/// What was decided of two complaints that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody decided.
    Found,
    /// They are one case.
    Joined,
    /// They are not the same.
    Apart,
}

impl Standing {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Found => "found",
            Standing::Joined => "joined",
            Standing::Apart => "apart",
        }
    }

    fn from_code(code: &str) -> Option<Standing> {
        let all = [Standing::Found, Standing::Joined, Standing::Apart];
        all.into_iter().find(|one| one.code() == code)
    }
}

/// Two complaints that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Which.
    pub id: Uuid,
    /// The earlier; the case, once joined.
    pub one: ComplaintId,
    /// The later; the appendix, once joined.
    pub other: ComplaintId,
    /// In what they look alike.
    pub likeness: Likeness,
    /// What was decided.
    pub standing: Standing,
    /// When, by whom, why.
    pub decided: Option<(Timestamp, Option<AccountId>, String)>,
}

impl Pair {
    /// The one of the two that is not this.
    #[must_use]
    pub fn but(&self, complaint: ComplaintId) -> ComplaintId {
        if self.one == complaint {
            self.other
        } else {
            self.one
        }
    }
}

/// Why two complaints are not joined, or not taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such pair of this complaint.
    NoPair,
    /// The reason is too short or too long.
    Reason(Rule),
    /// One of them is closed: nothing would count it any more.
    Closed,
    /// Both hold complaints that were joined to them, or one was joined to a third.
    Entangled,
    /// Somebody decided at the same moment, or it is so already: look again.
    Meanwhile,
}

/// The pairs of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn pairs(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Pair>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![complaint, PAIRS_MAX]);
    rows.await?.iter().map(read).collect()
}

/// The case that a complaint was joined to.
///
/// # Errors
/// When the database fails.
pub async fn case_of(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<ComplaintId>, Fault> {
    let row = tx.optional(&store::CASE_OF, binds![complaint]).await?;
    row.map(|row| row.get("case_id")).transpose()
}

fn read(row: &Row) -> Result<Pair, Fault> {
    let because: String = row.get("because")?;
    let at: Option<Timestamp> = row.get("decided_at")?;
    let (by, reason) = (row.get("decided_by")?, row.get("reason")?);
    Ok(Pair {
        id: row.get("id")?,
        one: row.get("one")?,
        other: row.get("other")?,
        likeness: Likeness::read(&because),
        standing: row.word("state", Standing::from_code)?,
        decided: at.map(|at| (at, by, reason)),
    })
}

/// What a complaint tells that is compared; nothing of one that came as a line of another system,
/// which tells no person.
fn told(cx: &Cx, complaint: &Complaint) -> Result<Option<Told>, Fault> {
    let Some(answers) = complaint.answers()? else {
        return Ok(None);
    };
    let journey = Journey::of(&cx.world.forms, &complaint.form_type, &answers);
    Ok(journey.map(|journey| twice::told(&journey)))
}
