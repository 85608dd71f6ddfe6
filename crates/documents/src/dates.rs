//! Dates, times and sizes as a reader of French or English writes them. Formats what it is
//! given; knows no present.

use jiff::Zoned;
use jiff::civil::Date;

use crate::Say;
use crate::words::Value;

/// A day in full: `16 mars 2026`, `16 March 2026`.
#[must_use]
pub fn day(say: &Say, date: Date) -> String {
    let month = say.say(&format!("documents-month-{}", date.month()));
    let args = [
        ("day", Value::from(date.day())),
        ("month", Value::from(month)),
        ("year", Value::from(date.year().to_string())),
    ];
    say.words.say(say.lang, "documents-day", &args)
}

/// An exact time, to the second, with its zone and its distance to UTC.
#[must_use]
pub fn moment(say: &Say, at: &Zoned) -> String {
    let two = |part: i8| format!("{part:02}");
    let offset = at.strftime("UTC%:z").to_string();
    let zone = match at.time_zone().iana_name() {
        Some(name) if name != "UTC" => format!("{name}, {offset}"),
        _ => offset,
    };
    let (date, hour) = (day(say, at.date()), at.hour().to_string());
    let (minute, second) = (two(at.minute()), two(at.second()));
    let args = [
        ("date", date.as_str()),
        ("hour", &hour),
        ("minute", &minute),
        ("second", &second),
        ("zone", &zone),
    ];
    say.with("documents-moment", &args)
}

/// An hour of the day in question, to the minute: `14 h 05`, `14:05`.
#[must_use]
pub fn hour(say: &Say, at: &Zoned) -> String {
    let (hour, minute) = (at.hour().to_string(), format!("{:02}", at.minute()));
    let args = [("hour", hour.as_str()), ("minute", &minute)];
    say.with("documents-hour", &args)
}

/// A file's size: whole bytes below ten thousand, then kilobytes and megabytes of a thousand.
#[must_use]
pub fn size(say: &Say, bytes: u64) -> String {
    let (unit, divisor) = match bytes {
        0..10_000 => ("documents-size-bytes", 1),
        10_000..10_000_000 => ("documents-size-kilobytes", 1_000),
        _ => ("documents-size-megabytes", 1_000_000),
    };
    // Rounded up: a file is never said to be smaller than it is.
    say.with(unit, &[("size", &bytes.div_ceil(divisor).to_string())])
}
