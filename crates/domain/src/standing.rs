//! Where a complaint stands for its victim: one of eight states in plain words, from what is known
//! inside. No note, score or series has a way in here. Pure.

use crate::complaint::State;
use jiff::Timestamp;

/// What became of a complaint once it was recorded, as staff tell it to the victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// An inquiry is under way.
    Investigating,
    /// It is before a prosecutor's office.
    Transmitted {
        /// Which one.
        to: String,
    },
    /// The courts decided.
    Decided {
        /// What.
        outcome: Outcome,
        /// Why, in plain words.
        reason: String,
        /// The last day to contest it, when there is one.
        contest_by: Option<jiff::civil::Date>,
    },
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody is prosecuted.
    Prosecution,
    /// A measure in place of prosecution.
    Alternative,
    /// It is closed without prosecution.
    Dismissal,
}

impl Outcome {
    /// Every outcome, in the order they are offered.
    pub const ALL: [Outcome; 3] = [
        Outcome::Prosecution,
        Outcome::Alternative,
        Outcome::Dismissal,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Prosecution => "prosecution",
            Outcome::Alternative => "alternative",
            Outcome::Dismissal => "dismissal",
        }
    }

    /// Reads a word written by [`Outcome::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl Course {
    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Course::Investigating => "investigating",
            Course::Transmitted { .. } => "transmitted",
            Course::Decided { .. } => "decided",
        }
    }
}

/// What is known inside of one complaint.
#[derive(Debug, Clone, Copy)]
pub struct Inside<'a> {
    /// What its officer decided, or its victim.
    pub state: &'a State,
    /// What became of it since, told last.
    pub course: Option<&'a Course>,
    /// When an appointment proposed and not over yet takes place.
    pub appointment: Option<Timestamp>,
}

/// The eight states, in the order of their path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It was received; an officer reads it.
    Received,
    /// Something is asked of the victim.
    NeedYou,
    /// An appointment is proposed.
    Appointment,
    /// It was recorded.
    Recorded,
    /// It is under investigation.
    Investigating,
    /// It is before the prosecutor.
    Transmitted,
    /// The courts decided.
    Decided,
    /// It is closed, withdrawn or sent elsewhere.
    Closed,
}

impl Standing {
    /// Every state.
    pub const ALL: [Standing; 8] = [
        Standing::Received,
        Standing::NeedYou,
        Standing::Appointment,
        Standing::Recorded,
        Standing::Investigating,
        Standing::Transmitted,
        Standing::Decided,
        Standing::Closed,
    ];

    /// What the victim sees. What is asked of them comes first, as long as it is open; then what comes
    /// last on the path.
    #[must_use]
    pub fn of(inside: Inside<'_>) -> Standing {
        match (inside.state, inside.course) {
            (State::Rejected { .. } | State::Withdrawn { .. }, _) => Standing::Closed,
            (State::Asked { .. }, _) => Standing::NeedYou,
            (_, Some(Course::Decided { .. })) => Standing::Decided,
            _ if inside.appointment.is_some() => Standing::Appointment,
            (_, Some(Course::Transmitted { .. })) => Standing::Transmitted,
            (_, Some(Course::Investigating)) => Standing::Investigating,
            (State::Validated { .. }, None) => Standing::Recorded,
            (State::Filed, None) => Standing::Received,
        }
    }

    /// The word that names it in words and on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Received => "received",
            Standing::NeedYou => "need-you",
            Standing::Appointment => "appointment",
            Standing::Recorded => "recorded",
            Standing::Investigating => "investigating",
            Standing::Transmitted => "transmitted",
            Standing::Decided => "decided",
            Standing::Closed => "closed",
        }
    }

    /// Whether something may still come, so that silence would weigh on whoever waits.
    #[must_use]
    pub fn waits(self) -> bool {
        !matches!(self, Standing::Decided | Standing::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AccountId;
    use uuid::Uuid;

    /// What is inside, and what the victim then sees.
    type Case = (State, Option<Course>, Option<Timestamp>, Standing);

    fn open() -> Vec<Case> {
        let (at, by) = (Timestamp::UNIX_EPOCH, AccountId(Uuid::nil()));
        let recorded = || State::Validated { at, by };
        let sent = Course::Transmitted { to: "Lille".into() };
        let inquiry = || Some(Course::Investigating);
        vec![
            (State::Filed, None, None, Standing::Received),
            (State::Filed, None, Some(at), Standing::Appointment),
            (State::Asked { at, by }, None, Some(at), Standing::NeedYou),
            (recorded(), None, None, Standing::Recorded),
            (recorded(), None, Some(at), Standing::Appointment),
            (recorded(), inquiry(), None, Standing::Investigating),
            (recorded(), inquiry(), Some(at), Standing::Appointment),
            (recorded(), Some(sent), None, Standing::Transmitted),
        ]
    }

    fn over() -> Vec<Case> {
        let (at, by) = (Timestamp::UNIX_EPOCH, AccountId(Uuid::nil()));
        let decided = || {
            Some(Course::Decided {
                outcome: Outcome::Dismissal,
                reason: String::new(),
                contest_by: None,
            })
        };
        let reason = String::new();
        let recorded = State::Validated { at, by };
        let rejected = State::Rejected { at, by, reason };
        vec![
            (recorded, decided(), Some(at), Standing::Decided),
            (rejected, decided(), Some(at), Standing::Closed),
            (State::Withdrawn { at }, decided(), None, Standing::Closed),
        ]
    }

    #[test]
    fn every_inside_has_one_of_the_eight_states() {
        let mut seen: Vec<Standing> = Vec::new();
        for (state, course, appointment, expected) in open().into_iter().chain(over()) {
            let inside = Inside {
                state: &state,
                course: course.as_ref(),
                appointment,
            };
            assert_eq!(Standing::of(inside), expected, "{state:?} {course:?}");
            seen.push(expected);
        }
        for standing in Standing::ALL {
            assert!(seen.contains(&standing), "{standing:?}");
        }
    }

    #[test]
    fn who_waits_for_nothing_is_left_in_peace() {
        let over: Vec<Standing> = Standing::ALL.into_iter().filter(|s| !s.waits()).collect();
        assert_eq!(over, [Standing::Decided, Standing::Closed]);
    }
}
