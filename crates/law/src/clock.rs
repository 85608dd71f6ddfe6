//! The clock: a deadline of the law from where it starts to where it ends, through what stops it,
//! starts it again or makes it longer, with each step and its ground. Never asks what time it is, and
//! prints nothing: whoever shows a computation brings the words.
//!
//! The day it starts from is not counted; the last day is, and ends at midnight where the clock is
//! read. A period in hours is elapsed time. A stop adds as many days as it lasted; a new start counts
//! the whole period again.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{DayOff, Place};
use crate::course::Course;
use crate::deadline::Uncomputable;
use crate::pack::{At, Because};
use crate::value::Value;

/// Where a clock starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A civil day.
    Day(Date),
    /// An instant; a period in days starts from its day where the clock is read.
    Instant(Timestamp),
}

/// What happens to a clock that runs. Each kind names the key that gives it that effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'r> {
    /// It stops, and what had run is kept.
    Suspended {
        /// Why, in the pack.
        key: &'r str,
        /// The first day that does not count.
        from: Date,
        /// The first day that counts again; `None` while it is still stopped.
        to: Option<Date>,
    },
    /// The whole period starts again from that day.
    Interrupted {
        /// Why, in the pack.
        key: &'r str,
        /// The day of the act.
        on: Date,
    },
    /// The period of another key is added at the end.
    Extended {
        /// The key that states the period added.
        key: &'r str,
        /// The day of the decision.
        on: Date,
    },
}

impl Event<'_> {
    /// The key that gives it its effect.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Event::Suspended { key, .. }
            | Event::Interrupted { key, .. }
            | Event::Extended { key, .. } => key,
        }
    }

    /// The day it begins.
    #[must_use]
    pub fn day(&self) -> Date {
        match *self {
            Event::Suspended { from, .. } => from,
            Event::Interrupted { on, .. } | Event::Extended { on, .. } => on,
        }
    }
}

/// A clock to compute.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// The key that states the period.
    pub key: &'r str,
    /// Where it starts.
    pub from: Start,
    /// Where it is read: a place of the pack; `None` for the first of them.
    pub place: Option<&'r str>,
    /// The day of the facts, for a period with a longest end.
    pub committed_on: Option<Date>,
    /// What happened to it, in any order.
    pub events: &'r [Event<'r>],
}

impl<'r> Run<'r> {
    /// A clock that nothing touches, read at the first place of the pack.
    #[must_use]
    pub fn new(key: &'r str, from: Start) -> Run<'r> {
        Run {
            key,
            from,
            place: None,
            committed_on: None,
            events: &[],
        }
    }
}

/// Where a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ends.
    On {
        /// The last day, included.
        day: Date,
        /// The first instant at which it is over.
        over: Timestamp,
    },
    /// It is stopped and has no end yet.
    Stopped {
        /// The first day that does not count.
        since: Date,
    },
}

/// One step of a computation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub what: What,
    /// The last day, as it stood after the step.
    pub on: Date,
    /// The ground of the step.
    pub because: Because,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The period was counted from a day that is not counted.
    Counted {
        /// The period.
        length: Value,
        /// The day it starts from.
        from: Date,
    },
    /// The longest end came first.
    Capped {
        /// The longest period, counted from the facts.
        length: Value,
        /// The day of the facts.
        from: Date,
    },
    /// The whole period starts again.
    Restarted,
    /// Days that do not count were added.
    Suspended {
        /// How many days the clock was stopped within its course.
        days: u32,
    },
    /// It is stopped since that day.
    Stopped,
    /// A period was added.
    Extended {
        /// The period.
        length: Value,
    },
    /// The last day was a day off: the end moved to the next one worked.
    Moved {
        /// The days passed over, and why nobody works on them.
        passed: Vec<(Date, DayOff)>,
    },
    /// What happened on that day changes nothing: the clock had ended, or had not begun.
    NoEffect {
        /// The day it happened.
        of: Date,
    },
}

/// A clock computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned<'p> {
    /// Where it ends.
    pub end: End,
    /// Where it was read.
    pub place: &'p Place,
    /// The ground of the period.
    pub because: Because,
    /// How the end was found, in order.
    pub steps: Vec<Step>,
    /// Whether somebody vouches for everything it rests on: each ground, and the days off it met.
    /// Without, it is for staff, shown with its mark.
    pub sure: bool,
}

impl At<'_> {
    /// Computes a clock.
    ///
    /// # Errors
    /// [`Uncomputable`].
    pub fn reckon<'p>(&'p self, run: &Run<'_>) -> Result<Reckoned<'p>, Uncomputable> {
        let entry = self.get(run.key)?;
        let place = self.pack.place(run.place)?;
        match entry.value_for("period") {
            Some(Value::Hours(hours)) => self.reckon_hours(run, u32::from(hours), place),
            Some(length) => Course::of(self, run, entry, length, place)?.reckon(),
            None => Err(Uncomputable::NoPeriod {
                key: run.key.to_owned(),
            }),
        }
    }

    /// Elapsed time, whatever clocks on walls do in between.
    fn reckon_hours<'p>(
        &'p self,
        run: &Run<'_>,
        hours: u32,
        place: &'p Place,
    ) -> Result<Reckoned<'p>, Uncomputable> {
        let key = || run.key.to_owned();
        let Start::Instant(start) = run.from else {
            return Err(Uncomputable::NeedsInstant { key: key() });
        };
        if let Some(event) = run.events.first() {
            return Err(Uncomputable::InHours {
                key: key(),
                event: event.key().to_owned(),
            });
        }
        let from = start.to_zoned(place.zone.clone()).date();
        let over = start.checked_add(jiff::SignedDuration::from_hours(i64::from(hours)));
        let over = over.map_err(|_| Uncomputable::OutOfCalendar { key: key(), from })?;
        let day = over.to_zoned(place.zone.clone()).date();
        let entry = self.get(run.key)?;
        let because = self.ground(entry);
        let sure = because.confirmed;
        let length = Value::Hours(u16::try_from(hours).unwrap_or(u16::MAX));
        let steps = vec![Step {
            what: What::Counted { length, from },
            on: day,
            because: because.clone(),
        }];
        Ok(Reckoned {
            end: End::On { day, over },
            place,
            because,
            steps,
            sure,
        })
    }
}
