//! Days off as data, and where they are: which days are holidays comes from `holidays.toml`, which
//! places have a clock of their own from `places.toml`; only the date of Easter is computed here.
//! Never asks what day it is.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

use crate::fields::{Fields, Notes};
use crate::lang::Text;
use crate::mistake::Problem;

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holiday {
    name: Text,
    falls: Falls,
    /// Places where it is a day off; empty: every place that keeps the common holidays.
    places: Vec<String>,
    confirmed: bool,
}

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Falls {
    /// The same day every year.
    On { month: i8, day: i8 },
    /// So many days from Easter Sunday, before it when negative.
    FromEaster { days: i8 },
}

impl Holiday {
    fn is_on(&self, on: Date) -> bool {
        match self.falls {
            Falls::On { month, day } => on.month() == month && on.day() == day,
            Falls::FromEaster { days } => {
                let day = easter(on.year()).checked_add(i64::from(days).days());
                day.is_ok_and(|day| day == on)
            }
        }
    }
}

/// A place where a clock is read: its time zone and its days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its word in the pack, as in `metropole`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its time zone: a day there ends at its midnight.
    pub zone: TimeZone,
    /// Whether somebody vouches for what its own calendar says.
    pub confirmed: bool,
    common: bool,
    own: Vec<Holiday>,
}

/// Why nobody works on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOff {
    /// A Saturday.
    Saturday,
    /// A Sunday.
    Sunday,
    /// A public holiday.
    Holiday {
        /// Its name.
        name: Text,
        /// Whether somebody vouches for it there.
        confirmed: bool,
    },
}

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// Every day but Saturdays, Sundays and holidays (*jours ouvrés*).
    Working,
    /// Every day but Sundays and holidays (*jours ouvrables*).
    Open,
}

/// Reads `[[holiday]]` tables: `month` and `day`, or `days_from_easter`.
pub(crate) fn read(notes: &mut Notes, text: &str) -> Vec<Holiday> {
    let mut holidays = Vec::new();
    for table in notes.items(text, "holiday") {
        let mut fields = Fields::open(notes, table, "id");
        let _id = fields.words("id");
        let name = fields.text("name");
        let falls = read_falls(&mut fields);
        let places = fields.list_of_words("places");
        let _source = fields.words("source");
        let confirmed = fields.confirmed();
        if let (Some(name), Some(falls), Some(confirmed)) = (name, falls, confirmed) {
            let holiday = Holiday {
                name,
                falls,
                places,
                confirmed: confirmed.is_some(),
            };
            let twice =
                |known: &Holiday| known.falls == holiday.falls && known.places == holiday.places;
            if holidays.iter().any(twice) {
                let other = "this file".to_owned();
                fields.mistake(Problem::Duplicate { other });
            } else {
                holidays.push(holiday);
            }
        }
        fields.close();
    }
    holidays
}

fn read_falls(fields: &mut Fields<'_>) -> Option<Falls> {
    const WANTS: &str = "a day of the year: `month` and `day`, or `days_from_easter`";
    let mut number = |field| {
        let number = fields.take(field).map(|value| value.as_integer());
        number.map(|n| n.and_then(|n| i8::try_from(n).ok()).unwrap_or(i8::MIN))
    };
    let falls = match (number("month"), number("day"), number("days_from_easter")) {
        // 2019 is not a leap year: a holiday exists every year.
        (Some(month), Some(day), None) => {
            let exists = Date::new(2019, month, day).is_ok();
            exists.then_some(Falls::On { month, day })
        }
        (None, None, Some(days)) if days > i8::MIN => Some(Falls::FromEaster { days }),
        _ => None,
    };
    if falls.is_none() {
        fields.wrong("holiday", WANTS);
    }
    falls
}

/// Reads `[[place]]` tables, before they meet their holidays.
pub(crate) fn read_places(notes: &mut Notes, text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for table in notes.items(text, "place") {
        let mut fields = Fields::open(notes, table, "id");
        let id = fields.words("id");
        let name = fields.text("name");
        let zone = fields.words("zone");
        let common = fields.take("common_holidays").map(|value| value.as_bool());
        if !matches!(common, Some(Some(_))) {
            fields.wrong("common_holidays", "true or false");
        }
        let _source = fields.words("source");
        let confirmed = fields.confirmed();
        let zone = zone.and_then(|named| {
            let zone = TimeZone::get(&named).ok();
            if zone.is_none() {
                fields.mistake(Problem::UnknownZone { zone: named });
            }
            zone
        });
        if let Some(twice) = id.as_ref().filter(|id| places.iter().any(|p| p.id == **id)) {
            let other = twice.clone();
            fields.mistake(Problem::Duplicate { other });
        } else if let (Some(id), Some(name), Some(zone), Some(confirmed)) =
            (id, name, zone, confirmed)
        {
            places.push(Place {
                id,
                name,
                zone,
                confirmed: confirmed.is_some(),
                common: common.flatten().unwrap_or(true),
                own: Vec::new(),
            });
        }
        fields.close();
    }
    places
}

/// Gives each place its holidays.
pub(crate) fn settle(places: &mut [Place], holidays: &[Holiday]) {
    for place in places {
        let kept = holidays.iter().filter(|holiday| {
            (place.common && holiday.places.is_empty()) || holiday.places.contains(&place.id)
        });
        place.own = kept.cloned().collect();
    }
}

/// The places that a holiday names and nobody described.
pub(crate) fn strangers<'h>(places: &[Place], holidays: &'h [Holiday]) -> Vec<&'h str> {
    let named = holidays.iter().flat_map(|holiday| &holiday.places);
    let known = |id: &str| places.iter().any(|place| place.id == id);
    named.map(String::as_str).filter(|id| !known(id)).collect()
}

impl Place {
    /// The place of a pack that describes none: no holiday, and Greenwich.
    pub(crate) fn anywhere() -> Place {
        Place {
            id: String::new(),
            name: Text::of(|_| String::new()),
            zone: TimeZone::UTC,
            confirmed: true,
            common: true,
            own: Vec::new(),
        }
    }

    /// Why nobody works there on that day; `None` on a day that is worked.
    #[must_use]
    pub fn day_off(&self, on: Date) -> Option<DayOff> {
        if let Some(holiday) = self.own.iter().find(|holiday| holiday.is_on(on)) {
            return Some(DayOff::Holiday {
                name: holiday.name.clone(),
                confirmed: holiday.confirmed,
            });
        }
        match on.weekday() {
            Weekday::Saturday => Some(DayOff::Saturday),
            Weekday::Sunday => Some(DayOff::Sunday),
            _ => None,
        }
    }

    /// Whether that day counts.
    pub(crate) fn counts(&self, on: Date, counting: Counting) -> bool {
        match (self.day_off(on), counting) {
            (None, _) => true,
            // A holiday that falls on a Saturday is a holiday: `day_off` says it first.
            (Some(DayOff::Saturday), Counting::Open) => true,
            (Some(_), _) => false,
        }
    }

    /// The day itself when it is worked, else the next one that is, with the days passed over.
    /// `None` past the calendar's end.
    pub(crate) fn next_worked(&self, on: Date) -> Option<(Date, Vec<(Date, DayOff)>)> {
        // No run of days off is this long, whatever the file says: the loop always ends.
        const DAYS_MAX: usize = 366;
        let mut passed = Vec::new();
        for day in on.series(1.day()).take(DAYS_MAX) {
            match self.day_off(day) {
                None => return Some((day, passed)),
                Some(why) => passed.push((day, why)),
            }
        }
        None
    }
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
