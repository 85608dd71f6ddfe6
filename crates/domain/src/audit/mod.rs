//! What an auditor is shown of consultations: hours out of the usual, things opened again and again or by many, many
//! things opened at once. Figures to be explained by who made them; nothing here says that somebody did wrong.

mod bulk;
mod hours;
mod sample;

pub use bulk::{Bulk, Counted, Peers, bulk};
pub use hours::Hours;
pub use sample::{SAMPLE_MAX, positions};

use jiff::civil::Date;
use serde::Deserialize;

/// Days an auditor looks at together, at most: longer periods are looked at in parts.
pub const DAYS_MAX: u32 = 31;

/// From which figures on something is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attention {
    /// The version of the table.
    pub version: String,
    /// Usual hours of work, each from a day on.
    pub hours: Vec<Hours>,
    /// One thing opened again by one person.
    pub again: Again,
    /// One thing opened by many.
    pub many: Many,
    /// Many things opened at once.
    pub bulk: Measure,
}

/// One thing opened again by one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// From so many times on.
    pub times: u32,
}

/// One thing opened by many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Many {
    /// From so many persons on.
    pub readers: u32,
}

/// Many things opened at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// From so many things in an hour on.
    pub in_an_hour: u32,
    /// From so many in a day on.
    pub in_a_day: u32,
    /// And beyond so many times what is usual.
    pub times_usual: u32,
    /// Days that say what is usual.
    pub usual_days: u32,
}

impl Attention {
    /// Reads the table.
    ///
    /// # Errors
    /// Says which figure is wrong, and what it must be.
    pub fn read(text: &str) -> Result<Attention, String> {
        let mut read: Attention = toml::from_str(text).map_err(|e| e.to_string())?;
        let at_least_two = [
            ("again.times", read.again.times),
            ("many.readers", read.many.readers),
            ("bulk.in_an_hour", read.bulk.in_an_hour),
            ("bulk.in_a_day", read.bulk.in_a_day),
        ];
        if let Some((name, _)) = at_least_two.iter().find(|(_, n)| *n < 2) {
            return Err(format!("`{name}` must be 2 or more"));
        }
        if read.bulk.times_usual == 0 {
            return Err("`bulk.times_usual` must be 1 or more".to_owned());
        }
        if !(1..=92).contains(&read.bulk.usual_days) {
            return Err("`bulk.usual_days` must be 1 to 92".to_owned());
        }
        if read.hours.is_empty() {
            return Err("`hours` must have a table".to_owned());
        }
        read.hours.iter().try_for_each(Hours::check)?;
        read.hours.sort_by_key(|hours| hours.since);
        Ok(read)
    }

    /// The hours in force on a day; the first ones for a day before them all.
    #[must_use]
    pub fn hours_on(&self, day: Date) -> &Hours {
        let begun = self.hours.iter().rev().find(|hours| hours.since <= day);
        begun.unwrap_or(&self.hours[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../figures/audit.toml");

    #[test]
    fn the_shipped_table_is_read() {
        let read = Attention::read(SHIPPED).expect("the shipped table holds together");
        assert_eq!(read.version, "1");
        assert_eq!(read.hours.len(), 1);
    }

    #[test]
    fn mistakes_name_their_figure() {
        for (right, wrong, named) in [
            ("times = 6", "times = 1", "again.times"),
            ("readers = 6", "readers = 0", "many.readers"),
            ("in_an_hour = 30", "in_an_hour = 1", "bulk.in_an_hour"),
            ("in_a_day = 120", "in_a_day = 0", "bulk.in_a_day"),
            ("times_usual = 3", "times_usual = 0", "times_usual"),
            ("usual_days = 28", "usual_days = 93", "usual_days"),
            ("Europe/Paris", "Europe/Nowhere", "time_zone"),
            ("\"20:00\"", "\"06:00\"", "to"),
            ("\"monday\"", "\"lundi\"", "days"),
            ("version = \"1\"", "verzion = \"1\"", "verzion"),
        ] {
            let text = SHIPPED.replacen(right, wrong, 1);
            assert_ne!(text, SHIPPED, "{right}");
            let told = Attention::read(&text).expect_err(wrong);
            assert!(told.contains(named), "{told}");
        }
    }

    #[test]
    fn a_day_is_judged_by_the_hours_of_then() {
        let later = "[[hours]]\nsince = \"2027-01-01\"\ntime_zone = \"UTC\"\ndays = [\"sunday\"]\n\
                     from = \"00:00\"\nto = \"24:00\"\n[again]";
        let read = Attention::read(&SHIPPED.replacen("[again]", later, 1)).expect("two tables");
        let zone = |day: &str| read.hours_on(day.parse().expect("a day")).time_zone.clone();
        assert_eq!(zone("2025-05-01"), "Europe/Paris", "before them all");
        assert_eq!(zone("2026-12-31"), "Europe/Paris");
        assert_eq!(zone("2027-01-01"), "UTC");
    }
}
