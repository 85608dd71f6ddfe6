//! Deadlines that nothing stops nor makes longer, each with its ground: the clock in one call, for
//! who asks for a civil day. Says why no day can be computed, for every clock.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::clock::{End, Run, Start};
use crate::entry::Entry;
use crate::pack::{At, Because, Unresolved};
use crate::value::Value;

/// A day computed from the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day, included: it ends at midnight.
    pub on: Date,
    /// The ground. When it is not confirmed, the day is for staff only.
    pub because: Because,
}

/// Why no day can be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Uncomputable {
    /// The key gives no answer on that day.
    #[error(transparent)]
    Unresolved(#[from] Unresolved),
    /// The key holds, but states no period in years, months or days.
    #[error("`{key}` states no period in civil days")]
    NoPeriod {
        /// The key.
        key: String,
    },
    /// The period has a longest end counted from the facts, and their day was not given.
    #[error("`{key}` has an end counted from the day of the facts; give that day")]
    NeedsFacts {
        /// The key.
        key: String,
    },
    /// The period is in hours, and only a day was given.
    #[error("`{key}` counts hours; give the instant it starts from")]
    NeedsInstant {
        /// The key.
        key: String,
    },
    /// Nothing stops, starts again nor makes longer a period in hours.
    #[error("`{key}` counts hours: `{event}` has no effect on it; remove it")]
    InHours {
        /// The key.
        key: String,
        /// The key of what happened.
        event: String,
    },
    /// A stop that ends before it begins.
    #[error("`{key}` stops from {from} and ends before that day; correct one of the two")]
    EndsBeforeItStarts {
        /// The key of the stop.
        key: String,
        /// The day it begins.
        from: Date,
    },
    /// No place of that name.
    #[error("no place `{place}` in the law pack; use one of: {}", .known.join(", "))]
    UnknownPlace {
        /// The place asked for.
        place: String,
        /// The places that exist.
        known: Vec<String>,
    },
    /// The day falls outside the calendar.
    #[error("`{key}` counted from {from} leaves the calendar")]
    OutOfCalendar {
        /// The key.
        key: String,
        /// The day counted from.
        from: Date,
    },
}

impl At<'_> {
    /// The last day of the period that a key states, counted from a day that is not itself counted.
    /// From 29 February, a year without that day ends on 28 February: the earlier day, which no
    /// reader can blame.
    ///
    /// # Errors
    /// [`Uncomputable`]; [`Uncomputable::NeedsFacts`] for a period with a cap, which
    /// [`At::capped_deadline`] computes.
    pub fn deadline(&self, key: &str, from: Date) -> Result<Deadline, Uncomputable> {
        let entry = self.get(key)?;
        if entry.value_for("cap").is_some() {
            let key = key.to_owned();
            return Err(Uncomputable::NeedsFacts { key });
        }
        self.day_of(&Run::new(key, Start::Day(from)))
    }

    /// As [`At::deadline`], for a period that runs from a discovery and may not outlast a cap
    /// counted from the day of the facts. A key without a cap ignores that day.
    ///
    /// # Errors
    /// [`Uncomputable`].
    pub fn capped_deadline(
        &self,
        key: &str,
        from: Date,
        committed_on: Date,
    ) -> Result<Deadline, Uncomputable> {
        self.day_of(&Run {
            committed_on: Some(committed_on),
            ..Run::new(key, Start::Day(from))
        })
    }

    /// The day at which somebody born on `birth` reaches the age that a key states as
    /// `majority_years`: where a period that waits for majority begins. Born on 29 February, one
    /// comes of age on 1 March of a common year: the full age must have been reached.
    ///
    /// # Errors
    /// [`Uncomputable`].
    pub fn majority(&self, key: &str, birth: Date) -> Result<Deadline, Uncomputable> {
        let entry = self.get(key)?;
        let Some(Value::Years(years)) = entry.value_for("majority") else {
            let key = entry.key.clone();
            return Err(Uncomputable::NoPeriod { key });
        };
        let on = birth.checked_add(i64::from(years).years());
        let mut on = on.map_err(|_| out_of_calendar(entry, birth))?;
        if on.day() != birth.day() {
            on = on.tomorrow().map_err(|_| out_of_calendar(entry, birth))?;
        }
        let because = self.ground(entry);
        Ok(Deadline { on, because })
    }

    /// The last day of a clock that nothing stops.
    fn day_of(&self, run: &Run<'_>) -> Result<Deadline, Uncomputable> {
        let reckoned = self.reckon(run)?;
        let (End::On { day: on, .. } | End::Stopped { since: on }) = reckoned.end;
        let because = reckoned.because;
        Ok(Deadline { on, because })
    }
}

fn out_of_calendar(entry: &Entry, from: Date) -> Uncomputable {
    let key = entry.key.clone();
    Uncomputable::OutOfCalendar { key, from }
}
