//! Where a complaint stands for its victim, as known now: what was told of its course, an appointment not
//! over yet, and the pure rule that makes one of eight states of them. Writes nothing.

use crate::receipt::Complaint;
use crate::store;
use faisceau_domain::complaint::State;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::standing::{Course, Inside, Outcome, Standing};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// What is told of the course of a complaint, and since when.
#[derive(Debug, Clone)]
pub struct Told {
    /// What.
    pub course: Course,
    /// When it was told.
    pub at: Timestamp,
}

/// An appointment proposed.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// The appointment.
    pub id: Uuid,
    /// When it takes place.
    pub starts_at: Timestamp,
    /// Where.
    pub place: String,
    /// `proposed`, `accepted` or `other`: another one is asked for.
    pub answer: String,
}

/// What is known of where a complaint stands.
#[derive(Debug, Clone)]
pub struct Known {
    /// What was told of its course, oldest first.
    pub told: Vec<Told>,
    /// The appointment that is not over and not declined.
    pub appointment: Option<Appointment>,
    /// The state shown.
    pub standing: Standing,
}

/// Where it stands at this instant.
///
/// # Errors
/// When the database fails, or a row fits no course.
pub async fn of(tx: &mut Tx, complaint: &Complaint, now: Timestamp) -> Result<Known, Fault> {
    let rows = tx.all(&store::COURSES, binds![complaint.id]).await?;
    let told: Vec<Told> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let appointment = next(tx, complaint.id, now).await?;
    let standing = Standing::of(Inside {
        state: &complaint.state,
        course: told.last().map(|told| &told.course),
        appointment: appointment.as_ref().map(|next| next.starts_at),
    });
    Ok(Known {
        told,
        appointment,
        standing,
    })
}

async fn next(tx: &mut Tx, id: ComplaintId, now: Timestamp) -> Result<Option<Appointment>, Fault> {
    let row = tx
        .optional(&store::NEXT_APPOINTMENT, binds![id, now])
        .await?;
    row.map(|row| {
        Ok(Appointment {
            id: row.get("id")?,
            starts_at: row.get("starts_at")?,
            place: row.get("place")?,
            answer: row.get("answer")?,
        })
    })
    .transpose()
}

/// The wall between a row and a course.
fn read(row: &Row) -> Result<Told, Fault> {
    let words: String = row.get("words")?;
    let outcome: Option<String> = row.get("outcome")?;
    let day: Option<String> = row.get("contest_by")?;
    let course = match (row.get::<String>("course")?.as_str(), outcome) {
        ("investigating", None) => Course::Investigating,
        ("transmitted", None) => Course::Transmitted { to: words },
        ("decided", Some(outcome)) => Course::Decided {
            outcome: Outcome::from_code(&outcome)
                .ok_or_else(|| Fault::new(format!("no outcome is named `{outcome}`")))?,
            reason: words,
            contest_by: day.map(|day| day.parse::<Date>()).transpose()?,
        },
        (other, _) => return Err(Fault::new(format!("no course is named `{other}`"))),
    };
    Ok(Told {
        course,
        at: row.get("at")?,
    })
}

/// Whether something may be told of its course: only of what was recorded and is not closed.
pub(crate) fn is_under_way(state: &State) -> bool {
    matches!(state, State::Validated { .. })
}
