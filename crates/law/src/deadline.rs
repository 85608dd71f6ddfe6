//! Deadlines computed from the values of the pack, each with its ground. Civil calendar only: a
//! period in years ends on the same day of the month, whatever the clock says.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::calendar;
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
        let end = count(entry, "period", from)?;
        self.settle(entry, from, end)
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
        let entry = self.get(key)?;
        let mut end = count(entry, "period", from)?;
        if entry.value_for("cap").is_some() {
            end = end.min(count(entry, "cap", committed_on)?);
        }
        self.settle(entry, from, end)
    }

    /// The day at which somebody born on `birth` reaches the age that a key states as
    /// `majority_years`: where a period that waits for majority begins. Born on 29 February, one
    /// comes of age on 1 March of a common year: the full age must have been reached.
    ///
    /// # Errors
    /// [`Uncomputable`].
    pub fn majority(&self, key: &str, birth: Date) -> Result<Deadline, Uncomputable> {
        let entry = self.get(key)?;
        let mut on = count(entry, "majority", birth)?;
        if on.day() != birth.day() {
            on = on.tomorrow().map_err(|_| out_of_calendar(entry, birth))?;
        }
        let because = self.ground(entry);
        Ok(Deadline { on, because })
    }

    /// Moves the end to a working day where the law says so, and joins its ground.
    fn settle(&self, entry: &Entry, from: Date, end: Date) -> Result<Deadline, Uncomputable> {
        let on = if entry.extends {
            let worked = calendar::next_working_day(end, &self.pack.holidays);
            worked.ok_or_else(|| out_of_calendar(entry, from))?
        } else {
            end
        };
        let because = self.ground(entry);
        Ok(Deadline { on, because })
    }
}

fn out_of_calendar(entry: &Entry, from: Date) -> Uncomputable {
    let key = entry.key.clone();
    Uncomputable::OutOfCalendar { key, from }
}

/// Adds the value named by its role to a day.
fn count(entry: &Entry, role: &str, from: Date) -> Result<Date, Uncomputable> {
    let span: Span = match entry.value_for(role) {
        Some(Value::Years(n)) => i64::from(n).years(),
        Some(Value::Months(n)) => i64::from(n).months(),
        Some(Value::Days(n)) => i64::from(n).days(),
        Some(Value::Hours(_) | Value::Euros(_)) | None => {
            let key = entry.key.clone();
            return Err(Uncomputable::NoPeriod { key });
        }
    };
    from.checked_add(span)
        .map_err(|_| out_of_calendar(entry, from))
}
