//! Days, approximate dates, moments and periods, from separate inputs.

use jiff::civil::{Date, Time};

use super::numbers::whole;
use super::{Input, Read};
use crate::form::problem::Cause;
use crate::form::reading::Problem;
use crate::form::value::{Approx, Moment, Period, Value};

/// No one alive was born before; no fact of the network either.
const EARLIEST_YEAR: i64 = 1900;

/// How far a deadline may be.
const YEARS_AHEAD: i16 = 10;

/// The three inputs of a date, as typed.
struct Typed<'r> {
    prefix: &'r str,
    day: &'r str,
    month: &'r str,
    year: &'r str,
}

impl<'r> Typed<'r> {
    fn of(input: &Input<'r>, prefix: &'r str) -> Typed<'r> {
        let part = |name: &str| input.part(&format!("{prefix}{name}"));
        Typed {
            prefix,
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }

    fn is_empty(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }

    fn at(&self, part: &str) -> String {
        format!("{}{part}", self.prefix)
    }

    /// Refuses when one of these parts is empty, naming them all.
    fn complete(&self, parts: &[(&str, &str)]) -> Result<(), Problem> {
        let missing: Vec<&str> = parts
            .iter()
            .filter(|(_, typed)| typed.is_empty())
            .map(|(name, _)| *name)
            .collect();
        match missing.first() {
            None => Ok(()),
            Some(first) => Err(Problem::at(&self.at(first), Cause::DateIncomplete)
                .with("part", format!("@{}", missing.join("+")))),
        }
    }

    fn year(&self) -> Result<i16, Problem> {
        let place = self.at("year");
        let year = whole(self.year).ok_or_else(|| Problem::at(&place, Cause::DateImpossible))?;
        if year < EARLIEST_YEAR {
            return Err(Problem::at(&place, Cause::DateTooOld).with("year", EARLIEST_YEAR));
        }
        i16::try_from(year).map_err(|_| Problem::at(&place, Cause::DateImpossible))
    }

    fn small(&self, part: &str, typed: &str) -> Result<Option<i8>, Problem> {
        if typed.is_empty() {
            return Ok(None);
        }
        whole(typed)
            .and_then(|number| i8::try_from(number).ok())
            .map(Some)
            .ok_or_else(|| Problem::at(&self.at(part), Cause::DateImpossible))
    }

    fn approx(&self) -> Result<Option<Approx>, Problem> {
        if self.is_empty() {
            return Ok(None);
        }
        if self.day.is_empty() {
            self.complete(&[("year", self.year)])?;
        } else {
            self.complete(&[("month", self.month), ("year", self.year)])?;
        }
        let approx = Approx {
            year: self.year()?,
            month: self.small("month", self.month)?,
            day: self.small("day", self.day)?,
        };
        if approx.earliest().is_none() || approx.latest().is_none() {
            let part = self.at(if self.day.is_empty() { "month" } else { "day" });
            return Err(Problem::at(&part, Cause::DateImpossible));
        }
        Ok(Some(approx))
    }
}

/// Refuses what is after today, or for a deadline, absurdly far.
fn not_too_late(input: &Input<'_>, prefix: &str, first_day: Date) -> Result<(), Problem> {
    let place = format!("{prefix}year");
    let today = input.reading.today;
    if !input.field.future && first_day > today {
        return Err(Problem::at(&place, Cause::DateFuture));
    }
    let last_year = today.year().saturating_add(YEARS_AHEAD);
    if first_day.year() > last_year {
        return Err(Problem::at(&place, Cause::DateTooFar).with("year", last_year));
    }
    Ok(())
}

fn full_date(input: &Input<'_>, prefix: &str) -> Result<Option<Date>, Problem> {
    let typed = Typed::of(input, prefix);
    if typed.is_empty() {
        return Ok(None);
    }
    typed.complete(&[
        ("day", typed.day),
        ("month", typed.month),
        ("year", typed.year),
    ])?;
    let date = typed.approx()?.and_then(Approx::earliest);
    if let Some(date) = date {
        not_too_late(input, prefix, date)?;
    }
    Ok(date)
}

fn some_approx(input: &Input<'_>, prefix: &str) -> Result<Option<Approx>, Problem> {
    let approx = Typed::of(input, prefix).approx()?;
    if let Some(day) = approx.and_then(Approx::earliest) {
        not_too_late(input, prefix, day)?;
    }
    Ok(approx)
}

pub(super) fn date(input: &Input<'_>) -> Read {
    Ok(full_date(input, "")?.map(Value::Date))
}

/// The date of birth of a person.
pub(super) fn born_on(input: &Input<'_>) -> Result<Option<Date>, Problem> {
    full_date(input, "born_on-")
}

pub(super) fn approx(input: &Input<'_>) -> Read {
    Ok(some_approx(input, "")?.map(Value::Approx))
}

pub(super) fn moment(input: &Input<'_>) -> Read {
    let typed_time = input.part("time");
    let Some(date) = full_date(input, "")? else {
        if typed_time.is_empty() {
            return Ok(None);
        }
        return Err(Problem::at("day", Cause::DateIncomplete).with("part", "@day+month+year"));
    };
    let time = if typed_time.is_empty() {
        None
    } else {
        Some(time(typed_time).ok_or_else(|| Problem::at("time", Cause::TimeFormat))?)
    };
    let zone = Some(input.part("zone")).filter(|zone| is_zone(zone));
    Ok(Some(Value::Moment(Moment {
        date,
        time,
        zone: zone.unwrap_or(&input.reading.zone).to_owned(),
    })))
}

/// `9`, `9h`, `9 h 30`, `09:30`, `09:30:15`, `9.30`, `9:30 pm`. Seconds are kept: without them an
/// operator cannot tell two subscribers of one address apart.
fn time(typed: &str) -> Option<Time> {
    let lower = typed.to_lowercase();
    let (clock, shift) = match lower.trim().trim_end_matches('.') {
        text if text.ends_with("pm") => (text.trim_end_matches("pm"), Some(12)),
        text if text.ends_with("am") => (text.trim_end_matches("am"), Some(0)),
        text => (text, None),
    };
    let mut parts = clock.splitn(2, ['h', ':', '.']);
    let mut hour = whole(parts.next()?)?;
    let rest = parts
        .next()
        .map(|rest| rest.trim_matches(['m', 'i', 'n', 's', ' ']));
    let (minute, second) = match rest {
        None | Some("") => (0, 0),
        Some(rest) => {
            let mut parts = rest.split([':', 'm']);
            let minute = whole(parts.next()?)?;
            let second = parts.next().map(|text| text.trim_start_matches(['i', 'n']));
            (minute, second.map_or(Some(0), whole)?)
        }
    };
    if let Some(shift) = shift {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + shift;
    }
    let small = |number: i64| i8::try_from(number).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

/// Has the form of an IANA zone name. Whether the name exists is for whoever holds the table.
fn is_zone(zone: &str) -> bool {
    (2..=64).contains(&zone.len())
        && zone
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+'))
}

pub(super) fn period(input: &Input<'_>) -> Read {
    let first = some_approx(input, "first-")?;
    let last = some_approx(input, "last-")?;
    let continuing = !input.part("continuing").is_empty();
    if let (Some(start), Some(end)) = (
        first.and_then(Approx::earliest),
        last.and_then(Approx::latest),
    ) && end < start
    {
        let start = start.strftime("%d/%m/%Y").to_string();
        return Err(Problem::at("last-day", Cause::EndBeforeStart).with("date", start));
    }
    if first.is_none() && last.is_none() && !continuing {
        return Ok(None);
    }
    Ok(Some(Value::Period(Period {
        first,
        last,
        continuing,
    })))
}
