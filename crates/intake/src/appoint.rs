//! An appointment: staff propose one, the victim accepts it or asks for another. The one proposed last
//! takes the place of those before.

use crate::notify;
use crate::post_message;
use crate::receipt;
use crate::standing;
use crate::store;
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Shortest place that is found again.
pub const PLACE_CHARACTERS_MIN: usize = 5;
/// Longest.
pub const PLACE_CHARACTERS_MAX: usize = 300;

/// Why nothing is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// It is closed.
    Closed,
    /// The instant is over.
    Past,
    /// The place has too few or too many characters.
    Place {
        /// Characters asked at least.
        min: usize,
        /// Characters allowed.
        max: usize,
    },
}

/// Proposes an appointment.
///
/// # Errors
/// See [`Refused`].
pub async fn appoint(
    cx: &Cx,
    id: ComplaintId,
    starts_at: Timestamp,
    place: &str,
) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let staff = staff.ok_or_else(|| Fault::new("only staff propose an appointment"))?;
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    let now = cx.world.clock.now();
    if complaint.state.may_amend().is_err() {
        return Err(Error::Refused(Refused::Closed));
    }
    if starts_at <= now {
        return Err(Error::Refused(Refused::Past));
    }
    let place = place.trim();
    let (min, max) = (PLACE_CHARACTERS_MIN, PLACE_CHARACTERS_MAX);
    if !(min..=max).contains(&place.chars().count()) {
        return Err(Error::Refused(Refused::Place { min, max }));
    }
    let row = binds![cx.world.dice.uuid(now), id, starts_at, place, now, staff.id];
    tx.execute(&store::INSERT_APPOINTMENT, row).await?;
    let deed = Deed::AppointmentProposed;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
        .await?;
    notify::notify(cx, &mut tx, id, Kind::Appointment).await?;
    tx.commit().await?;
    Ok(())
}

/// What a victim answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It suits.
    Accepted,
    /// Another one is asked for.
    Other,
}

/// The victim answers the appointment proposed; staff read it as a message. False when this one is over,
/// was answered, or another took its place.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    cx: &Cx,
    id: ComplaintId,
    appointment: Uuid,
    answer: Answer,
) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Ok(false);
    };
    let now = cx.world.clock.now();
    let known = standing::of(&mut tx, &complaint, now).await?;
    let Some(next) = known.appointment.filter(|next| next.id == appointment) else {
        return Ok(false);
    };
    let (word, key) = match answer {
        Answer::Accepted => ("accepted", "after-appointment-accepted-words"),
        Answer::Other => ("other", "after-appointment-other-words"),
    };
    let row = binds![next.id, word, now];
    if tx.execute(&store::ANSWER_APPOINTMENT, row).await? == 0 {
        return Ok(false);
    }
    let words = cx.say().say(key);
    post_message::write(cx, &mut tx, id, Side::Victim, &words).await?;
    let deed = Deed::AppointmentAnswered;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(true)
}
