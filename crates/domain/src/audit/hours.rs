//! Usual hours of work, as an operator writes them. Knows no holiday: a day off is worked by some.

use super::Attention;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;

/// Hours of work from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// From this day on.
    pub since: Date,
    /// The time zone they are told in (IANA).
    pub time_zone: String,
    /// Days worked: `monday` to `sunday`.
    pub days: Vec<String>,
    /// The first minute worked, `HH:MM`.
    pub from: String,
    /// The first minute not worked any more, `HH:MM`, up to `24:00`.
    pub to: String,
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// Minutes since midnight.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hours) || !two(minutes) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 24 * 60).then_some(total)
}

impl Hours {
    pub(super) fn check(&self) -> Result<(), String> {
        if TimeZone::get(&self.time_zone).is_err() {
            let zone = &self.time_zone;
            return Err(format!("`hours.time_zone` {zone} is not known"));
        }
        let known = Weekday::Monday.cycle_forward().take(7).map(weekday);
        let known: Vec<&str> = known.collect();
        if self.days.iter().any(|day| !known.contains(&day.as_str())) {
            return Err(format!("`hours.days` are among {}", known.join(", ")));
        }
        match (minutes(&self.from), minutes(&self.to)) {
            (Some(from), Some(to)) if from < to => Ok(()),
            _ => {
                Err("`hours.from` and `hours.to` are HH:MM, the first before the other".to_owned())
            }
        }
    }
}

impl Attention {
    /// Whether an instant is out of the hours in force on its day.
    #[must_use]
    pub fn is_off_hours(&self, at: Timestamp) -> bool {
        // The day is told in the zone of the hours in force, which the day chooses: one step is enough.
        let zoned = |zone: &str| {
            let local = at.in_tz(zone);
            local.unwrap_or_else(|_| at.to_zoned(TimeZone::UTC))
        };
        let day = zoned(&self.hours_on(at.to_zoned(TimeZone::UTC).date()).time_zone).date();
        let hours = self.hours_on(day);
        let local = zoned(&hours.time_zone);
        let minute =
            u32::from(local.hour().unsigned_abs()) * 60 + u32::from(local.minute().unsigned_abs());
        let worked = hours.days.iter().any(|day| day == weekday(local.weekday()));
        let within = |from: &str, to: &str| {
            let (from, to) = (minutes(from).unwrap_or(0), minutes(to).unwrap_or(24 * 60));
            (from..to).contains(&minute)
        };
        !(worked && within(&hours.from, &hours.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_judged_by_the_clock_of_its_place() {
        let shipped = include_str!("../../../../figures/audit.toml");
        let attention = Attention::read(shipped).expect("the shipped table");
        for (at, off) in [
            ("2026-11-23T06:00:00Z", false), // Monday, 7:00 in Paris in winter
            ("2026-11-23T05:59:59Z", true),
            ("2026-11-23T18:59:59Z", false),
            ("2026-11-23T19:00:00Z", true),  // 20:00
            ("2026-07-20T05:00:00Z", false), // Monday, 7:00 in Paris in summer
            ("2026-07-20T04:59:00Z", true),
            ("2026-11-22T10:00:00Z", true), // Sunday
            ("2026-11-27T23:30:00Z", true), // Saturday already
        ] {
            let instant: Timestamp = at.parse().expect("an instant");
            assert_eq!(attention.is_off_hours(instant), off, "{at}");
        }
    }
}
