//! The course of a period in days, months or years: what stops it, starts it again, makes it longer,
//! and the day off it may not end on. Used by the clock alone; computes civil days only.

use jiff::civil::Date;
use jiff::{Span, ToSpan, Unit};

use crate::calendar::{Counting, DayOff, Place};
use crate::clock::{End, Event, Reckoned, Run, Start, Step, What};
use crate::deadline::Uncomputable;
use crate::entry::Entry;
use crate::pack::{At, Because};
use crate::value::Value;

/// A period and all that happens to it.
pub(crate) struct Course<'p, 'r> {
    at: &'p At<'p>,
    entry: &'p Entry,
    length: Value,
    place: &'p Place,
    from: Date,
    committed_on: Option<Date>,
    /// In the order of their days.
    events: Vec<(Event<'r>, &'p Entry)>,
}

/// The last day, or the day since which there is none.
#[derive(Clone, Copy)]
enum Last {
    On(Date),
    Stopped(Date),
}

impl<'p, 'r> Course<'p, 'r> {
    /// Gathers what the pack says of a clock and of what happened to it.
    pub(crate) fn of(
        at: &'p At<'p>,
        run: &Run<'r>,
        entry: &'p Entry,
        length: Value,
        place: &'p Place,
    ) -> Result<Course<'p, 'r>, Uncomputable> {
        let from = match run.from {
            Start::Day(day) => day,
            Start::Instant(instant) => instant.to_zoned(place.zone.clone()).date(),
        };
        if entry.value_for("cap").is_some() && run.committed_on.is_none() {
            let key = entry.key.clone();
            return Err(Uncomputable::NeedsFacts { key });
        }
        let mut events = Vec::with_capacity(run.events.len());
        for event in run.events {
            if let Event::Suspended { from, to, .. } = *event
                && to.is_some_and(|to| to < from)
            {
                let key = event.key().to_owned();
                return Err(Uncomputable::EndsBeforeItStarts { key, from });
            }
            events.push((*event, at.get(event.key())?));
        }
        // A day's start anew comes last: what else happened that day belongs to what it ends.
        events.sort_by_key(|(event, _)| match *event {
            Event::Suspended { key, from, to } => (from, 0, to, key),
            Event::Extended { key, on } => (on, 1, None, key),
            Event::Interrupted { key, on } => (on, 2, None, key),
        });
        Ok(Course {
            at,
            entry,
            length,
            place,
            from,
            committed_on: run.committed_on,
            events,
        })
    }

    /// Follows the period to its end.
    pub(crate) fn reckon(&self) -> Result<Reckoned<'p>, Uncomputable> {
        let (mut start, mut first) = (self.from, true);
        let mut steps = Vec::new();
        for (event, entry) in &self.events {
            let Event::Interrupted { on, .. } = *event else {
                continue;
            };
            let mut before = Vec::new();
            let last = self.last(start, first, Some(on), &mut before)?;
            let late = match last {
                Last::On(last) => on > self.worked(last)?,
                Last::Stopped(_) => false,
            };
            if late || on <= start {
                let last = before.last().map_or(start, |step| step.on);
                steps.push(self.step(What::NoEffect { of: on }, last, entry));
                continue;
            }
            steps.append(&mut before);
            (start, first) = (on, false);
            steps.push(self.step(What::Restarted, on, entry));
        }
        let last = self.last(start, first, None, &mut steps)?;
        let counted_from = start;
        let end = match last {
            Last::Stopped(since) => End::Stopped { since },
            Last::On(last) => self.settle(last, &mut steps)?,
        };
        let sure = steps.iter().all(|step| step.because.confirmed)
            && self.calendar_is_sure(counted_from, end, &steps);
        Ok(Reckoned {
            end,
            place: self.place,
            because: self.ground(self.entry),
            steps,
            sure,
        })
    }

    /// The last day of the period counted from `start`, before it is moved from a day off. Only what
    /// began on `until` or before is looked at.
    fn last(
        &self,
        start: Date,
        first: bool,
        until: Option<Date>,
        steps: &mut Vec<Step>,
    ) -> Result<Last, Uncomputable> {
        let mut last = self.add(start, self.length)?;
        let (length, from) = (self.length, start);
        steps.push(self.step(What::Counted { length, from }, last, self.entry));
        let cap = self.entry.value_for("cap").filter(|_| first);
        if let (Some(length), Some(from)) = (cap, self.committed_on) {
            let longest = self.add(from, length)?;
            if longest < last {
                last = longest;
                steps.push(self.step(What::Capped { length, from }, last, self.entry));
            }
        }
        // The days up to this one are counted already, or known not to count.
        let mut told = start;
        let looked_at = |event: &Event<'_>| until.is_none_or(|until| event.day() <= until);
        for (event, entry) in self.events.iter().filter(|(event, _)| looked_at(event)) {
            let of = event.day();
            let what = match *event {
                Event::Interrupted { .. } => continue,
                Event::Extended { .. } if of < start => continue,
                // It belongs to the period that ended there, where it was told.
                Event::Suspended { to: Some(to), .. } if !first && to <= start => continue,
                _ if of > self.worked(last)? => What::NoEffect { of },
                Event::Extended { key, .. } => {
                    let length = entry.value_for("period").ok_or_else(|| no_period(key))?;
                    last = self.add(last, length)?;
                    What::Extended { length }
                }
                Event::Suspended { to: None, .. } => {
                    steps.push(self.step(What::Stopped, last, entry));
                    return Ok(Last::Stopped(of.max(start)));
                }
                Event::Suspended {
                    from, to: Some(to), ..
                } => {
                    let begins = from.max(next(told));
                    if to <= begins {
                        What::NoEffect { of }
                    } else {
                        // What stops on the day to which the end moved stops before the end.
                        let reached = if of > last { self.worked(last)? } else { last };
                        last = self.push_back(reached, begins, to)?;
                        told = to.yesterday().unwrap_or(to);
                        let days = begins
                            .until((Unit::Day, to))
                            .map_or(0, |span| span.get_days());
                        What::Suspended {
                            days: days.unsigned_abs(),
                        }
                    }
                }
            };
            steps.push(self.step(what, last, entry));
        }
        Ok(Last::On(last))
    }

    /// The last day, on which one may still act: moved from a day off where the law says so.
    fn worked(&self, last: Date) -> Result<Date, Uncomputable> {
        if !self.entry.extends {
            return Ok(last);
        }
        let (worked, _) = self.place.next_worked(last).ok_or_else(|| self.left())?;
        Ok(worked)
    }

    /// Moves the end to a working day where the law says so, and tells the days passed over.
    fn settle(&self, last: Date, steps: &mut Vec<Step>) -> Result<End, Uncomputable> {
        let day = self.worked(last)?;
        if day != last {
            let (_, passed) = self.place.next_worked(last).ok_or_else(|| self.left())?;
            steps.push(self.step(What::Moved { passed }, day, self.entry));
        }
        let midnight = day.tomorrow().and_then(|next| {
            let next = next.to_zoned(self.place.zone.clone())?;
            next.start_of_day()
        });
        let over = midnight.map_err(|_| self.left())?.timestamp();
        Ok(End::On { day, over })
    }

    /// Adds a period to a day that is not itself counted.
    fn add(&self, from: Date, length: Value) -> Result<Date, Uncomputable> {
        let span: Span = match length {
            Value::Years(n) => i64::from(n).years(),
            Value::Months(n) => i64::from(n).months(),
            Value::Days(n) => i64::from(n).days(),
            Value::WorkingDays(n) => return self.count_on(from, n.into(), Counting::Working),
            Value::OpenDays(n) => return self.count_on(from, n.into(), Counting::Open),
            Value::Hours(_) | Value::Euros(_) => return Err(no_period(&self.entry.key)),
        };
        from.checked_add(span).map_err(|_| self.left())
    }

    /// The `n`th day that counts after a day.
    fn count_on(&self, from: Date, n: u32, counting: Counting) -> Result<Date, Uncomputable> {
        let mut left = n;
        for day in from.series(1.day()).skip(1) {
            if self.place.counts(day, counting) {
                left = left.saturating_sub(1);
            }
            if left == 0 {
                return Ok(day);
            }
        }
        Err(self.left())
    }

    /// The last day once the days from `begins` to before `to` do not count.
    fn push_back(&self, last: Date, begins: Date, to: Date) -> Result<Date, Uncomputable> {
        let counting = match self.length {
            Value::WorkingDays(_) => Counting::Working,
            Value::OpenDays(_) => Counting::Open,
            _ => {
                let days = begins.until((Unit::Day, to)).map_err(|_| self.left())?;
                return last.checked_add(days).map_err(|_| self.left());
            }
        };
        let days = begins.series(1.day()).take_while(|day| *day < to);
        let lost = days.filter(|day| self.place.counts(*day, counting)).count();
        match u32::try_from(lost) {
            Ok(0) => Ok(last),
            Ok(lost) => self.count_on(last, lost, counting),
            Err(_) => Err(self.left()),
        }
    }

    /// Whether somebody vouches for the days off that the computation met.
    fn calendar_is_sure(&self, from: Date, end: End, steps: &[Step]) -> bool {
        let known = |off: &DayOff| {
            !matches!(
                off,
                DayOff::Holiday {
                    confirmed: false,
                    ..
                }
            )
        };
        let counts = matches!(self.length, Value::WorkingDays(_) | Value::OpenDays(_));
        if !counts && !self.entry.extends {
            return true;
        }
        let passed = steps.iter().flat_map(|step| match &step.what {
            What::Moved { passed } => passed.as_slice(),
            _ => &[],
        });
        let mut met = counts.then_some(end).into_iter().flat_map(|end| match end {
            End::On { day, .. } => from
                .series(1.day())
                .take_while(move |on| *on <= day)
                .collect(),
            End::Stopped { .. } => Vec::new(),
        });
        self.place.confirmed
            && passed.map(|(_, off)| off).all(known)
            && met.all(|day| self.place.day_off(day).as_ref().is_none_or(known))
    }

    fn step(&self, what: What, on: Date, entry: &Entry) -> Step {
        let because = self.ground(entry);
        Step { what, on, because }
    }

    fn ground(&self, entry: &Entry) -> Because {
        self.at.ground(entry)
    }

    fn left(&self) -> Uncomputable {
        let key = self.entry.key.clone();
        Uncomputable::OutOfCalendar {
            key,
            from: self.from,
        }
    }
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

fn no_period(key: &str) -> Uncomputable {
    let key = key.to_owned();
    Uncomputable::NoPeriod { key }
}
