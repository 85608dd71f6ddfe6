//! Public holidays as data and the working day after a day off. Which days are holidays comes from
//! `holidays.toml`; only the date of Easter is computed here.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::fields::{Fields, Notes};
use crate::mistake::Problem;

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// The same day every year.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday.
    AfterEaster { days: i8 },
}

/// Reads `[[holiday]]` tables: `month` and `day`, or `days_after_easter`.
pub(crate) fn read(notes: &mut Notes, text: &str) -> Vec<Holiday> {
    const WANTS: &str = "a day of the year: `month` and `day`, or `days_after_easter`";
    let mut holidays = Vec::new();
    for table in notes.items(text, "holiday") {
        let mut fields = Fields::open(notes, table, "name");
        let _name = fields.words("name");
        let mut number = |field| {
            let number = fields.take(field).map(|value| value.as_integer());
            number.map(|n| n.and_then(|n| i8::try_from(n).ok()).unwrap_or(-1))
        };
        let holiday = match (number("month"), number("day"), number("days_after_easter")) {
            // 2019 is not a leap year: a holiday exists every year.
            (Some(month), Some(day), None) => {
                let exists = Date::new(2019, month, day).is_ok();
                exists.then_some(Holiday::Fixed { month, day })
            }
            (None, None, Some(days)) if days >= 0 => Some(Holiday::AfterEaster { days }),
            _ => None,
        };
        match holiday {
            Some(holiday) if holidays.contains(&holiday) => {
                let other = "this file".to_owned();
                fields.mistake(Problem::Duplicate { other });
            }
            Some(holiday) => holidays.push(holiday),
            None => fields.wrong("holiday", WANTS),
        }
        fields.close();
    }
    holidays
}

/// Easter Sunday (Gregorian; the anonymous algorithm printed by Meeus, *Astronomical Algorithms*,
/// chapter 8).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (n / 31, n % 31 + 1);
    let small = |n: i32| i8::try_from(n).expect("Easter falls in March or April");
    date(year, small(month), small(day))
}

/// Whether nobody works on that day: Saturday, Sunday or a holiday.
fn is_day_off(on: Date, holidays: &[Holiday]) -> bool {
    matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday)
        || holidays.iter().any(|holiday| match *holiday {
            Holiday::Fixed { month, day } => on.month() == month && on.day() == day,
            Holiday::AfterEaster { days } => {
                let day = easter(on.year()).checked_add(i64::from(days).days());
                day.is_ok_and(|day| day == on)
            }
        })
}

/// The day itself when it is worked, else the next one that is. `None` past the calendar's end.
pub(crate) fn next_working_day(on: Date, holidays: &[Holiday]) -> Option<Date> {
    // No run of days off is this long, whatever the file says: the loop always ends.
    const DAYS_MAX: usize = 366;
    on.series(1.day())
        .take(DAYS_MAX)
        .find(|day| !is_day_off(*day, holidays))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates of Easter Sunday as published in almanacs, with the earliest and latest possible ones.
    #[test]
    fn easter_falls_where_almanacs_say() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1961, 4, 2),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }
}
