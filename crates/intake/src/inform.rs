//! Staff tell the victim what became of a recorded complaint: an inquiry is under way, it is before a
//! prosecutor, the courts decided. What is told is written once; a mistake is corrected by telling anew.

use crate::notify;
use crate::receipt;
use crate::standing;
use crate::store;
use faisceau_domain::complaint::{REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_domain::standing::Course;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Shortest name of a prosecutor's office.
pub const OFFICE_CHARACTERS_MIN: usize = 3;
/// Longest.
pub const OFFICE_CHARACTERS_MAX: usize = 200;

/// Why nothing is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// It was not recorded, or it is closed.
    NotUnderWay,
    /// The words are too few or too many.
    Words {
        /// Characters asked at least.
        min: usize,
        /// Characters allowed.
        max: usize,
        /// Characters written.
        found: usize,
    },
    /// This was told last already.
    Already,
}

/// Tells it.
///
/// # Errors
/// See [`Refused`].
pub async fn inform(cx: &Cx, id: ComplaintId, course: Course) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let staff = staff.ok_or_else(|| Fault::new("only staff tell the course of a complaint"))?;
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    let now = cx.world.clock.now();
    let known = standing::of(&mut tx, &complaint, now).await?;
    let under_way = standing::is_under_way(&complaint.state);
    let last = known.told.last().map(|told| &told.course);
    check(under_way, last, &course).map_err(Error::Refused)?;
    let (words, outcome, day) = match &course {
        Course::Investigating => ("", None, None),
        Course::Transmitted { to } => (to.trim(), None, None),
        Course::Decided {
            outcome,
            reason,
            contest_by,
        } => (reason.trim(), Some(outcome.code()), *contest_by),
    };
    let row = binds![
        cx.world.dice.uuid(now),
        id,
        now,
        course.code(),
        words,
        outcome,
        day.map(|day| day.to_string()),
        staff.id,
    ];
    tx.execute(&store::INSERT_COURSE, row).await?;
    cx.journal(&mut tx, Deed::CourseTold, "complaint", Some(id.0), "{}")
        .await?;
    let kind = match course {
        Course::Investigating => Kind::Investigating,
        Course::Transmitted { .. } => Kind::Transmitted,
        Course::Decided { .. } => Kind::Decided,
    };
    notify::notify(cx, &mut tx, id, kind).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether this may be told now: pure.
fn check(under_way: bool, last: Option<&Course>, course: &Course) -> Result<(), Refused> {
    if !under_way {
        return Err(Refused::NotUnderWay);
    }
    if last == Some(course) {
        return Err(Refused::Already);
    }
    let (words, min, max) = match course {
        Course::Investigating => return Ok(()),
        Course::Transmitted { to } => (to, OFFICE_CHARACTERS_MIN, OFFICE_CHARACTERS_MAX),
        Course::Decided { reason, .. } => (reason, REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX),
    };
    let found = words.trim().chars().count();
    if (min..=max).contains(&found) {
        Ok(())
    } else {
        Err(Refused::Words { min, max, found })
    }
}
