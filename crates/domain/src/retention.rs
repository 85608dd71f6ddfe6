//! How long each class of data is kept, what is due, and what may not be erased: pure rules over the table of
//! `figures/retention.toml`, whose durations stand in the law pack. Erases nothing, and holds no duration.

use faisceau_law::{At, Value};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A class of data, each with its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Answers not yet filed.
    Draft,
    /// A recorded complaint, where the installation only passes it on.
    Transit,
    /// A complaint in the space of its victim, that nobody recorded.
    Space,
    /// A complaint that an officer recorded.
    CaseBase,
    /// A report that nobody followed.
    Unfollowed,
    /// An exhibit under seal.
    Exhibit,
    /// A complaint among the others, under the frame of judicial linkage software.
    Series,
    /// The reasons of the journal.
    Journal,
}

impl Class {
    /// Every class, in the order they are shown.
    pub const ALL: [Class; 8] = [
        Class::Draft,
        Class::Transit,
        Class::Space,
        Class::CaseBase,
        Class::Unfollowed,
        Class::Exhibit,
        Class::Series,
        Class::Journal,
    ];

    /// The word of the table, of locales and of certificates.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Class::Draft => "draft",
            Class::Transit => "transit",
            Class::Space => "space",
            Class::CaseBase => "case_base",
            Class::Unfollowed => "unfollowed",
            Class::Exhibit => "exhibit",
            Class::Series => "series",
            Class::Journal => "journal",
        }
    }

    /// Reads a word written by [`Class::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// How long, in the unit of who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Days.
    Days(u32),
    /// Months.
    Months(u32),
    /// Years.
    Years(u32),
}

impl Length {
    fn span(self) -> Span {
        match self {
            Length::Days(days) => i64::from(days).days(),
            Length::Months(months) => i64::from(months).months(),
            Length::Years(years) => i64::from(years).years(),
        }
    }
}

/// The clock of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Its key of the law pack.
    pub law: String,
    /// How long.
    pub length: Length,
    /// The operator's own text, where it sets another length than the law pack.
    pub act: Option<String>,
    /// Whether what is due falls without anybody's gesture.
    pub by_itself: bool,
}

/// A clock as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    law: String,
    value: Option<String>,
    days: Option<u32>,
    months: Option<u32>,
    act: Option<String>,
    by_itself: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    transit: bool,
    clock: BTreeMap<String, Written>,
}

/// The clocks in force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    transit: bool,
    clocks: BTreeMap<Class, Clock>,
}

/// What clocks need to know of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether it is a report.
    pub is_report: bool,
    /// Whether an officer recorded it.
    pub is_recorded: bool,
    /// When something last happened in it.
    pub moved_at: Timestamp,
}

/// What keeps a complaint from being erased, whatever its clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Somebody named placed a hold.
    Hold,
    /// An exhibit is under seal.
    Sealed,
}

impl Block {
    /// The word of locales and interfaces.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Block::Hold => "hold",
            Block::Sealed => "sealed",
        }
    }
}

/// What blocks the erasure of a complaint with so many holds in force and exhibits under seal.
#[must_use]
pub fn blocked(holds: i64, sealed: i64) -> Option<Block> {
    match (holds, sealed) {
        (1.., _) => Some(Block::Hold),
        (_, 1..) => Some(Block::Sealed),
        _ => None,
    }
}

/// Why a complaint is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Its time is over.
    Clock,
    /// The person asked for it.
    Request,
    /// A judge or the supervisory authority ordered it.
    Order,
    /// It should never have been kept.
    Unlawful,
}

impl Ground {
    /// Every ground, in the order they are offered.
    pub const ALL: [Ground; 4] = [
        Ground::Clock,
        Ground::Request,
        Ground::Order,
        Ground::Unlawful,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Ground::Clock => "clock",
            Ground::Request => "request",
            Ground::Order => "order",
            Ground::Unlawful => "unlawful",
        }
    }

    /// Reads a word written by [`Ground::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// Which of what is due is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Falls {
    /// All of it.
    Anyhow,
    /// What needs nobody's gesture.
    ByItself,
}

/// When a complaint is due, and by which clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'c> {
    /// Its class.
    pub class: Class,
    /// The clock of that class.
    pub clock: &'c Clock,
    /// The instant from which it is due.
    pub at: Timestamp,
}

impl Clocks {
    /// The clocks of an installation on a day.
    ///
    /// # Errors
    /// Says what is wrong with the table, or what the law pack lacks.
    pub fn of(table: &str, law: At<'_>) -> Result<Clocks, String> {
        let table: Table = toml::from_str(table).map_err(|wrong| wrong.to_string())?;
        let mut clocks = BTreeMap::new();
        for (name, written) in table.clock {
            let class = Class::from_code(&name).ok_or_else(|| format!("`{name}` is no class"))?;
            let clock = read(law, written).map_err(|wrong| format!("clock.{name}: {wrong}"))?;
            clocks.insert(class, clock);
        }
        if let Some(absent) = Class::ALL.iter().find(|class| !clocks.contains_key(class)) {
            return Err(format!("clock.{} is missing", absent.code()));
        }
        Ok(Clocks {
            transit: table.transit,
            clocks,
        })
    }

    /// The clock of a class.
    ///
    /// # Panics
    /// Never: a table without it is refused.
    #[must_use]
    pub fn clock(&self, class: Class) -> &Clock {
        let clock = self.clocks.get(&class);
        clock.expect("a table without one of the classes is refused")
    }

    /// The class of a complaint.
    #[must_use]
    pub fn class_of(&self, facts: &Facts) -> Class {
        match (facts.is_recorded, facts.is_report) {
            (true, _) if self.transit => Class::Transit,
            (true, _) => Class::CaseBase,
            (false, true) => Class::Unfollowed,
            (false, false) => Class::Space,
        }
    }

    /// The clocks under which complaints go, with the instant of which what moved last then, and nothing since,
    /// is due by now: of those recorded, of reports, of the others.
    #[must_use]
    pub fn complaints_due(&self, now: Timestamp, fall: Falls) -> [Timestamp; 3] {
        let recorded = match self.transit {
            true => Class::Transit,
            false => Class::CaseBase,
        };
        [recorded, Class::Unfollowed, Class::Space].map(|class| match fall {
            Falls::ByItself if !self.clock(class).by_itself => Timestamp::MIN,
            Falls::ByItself | Falls::Anyhow => self.since(class, now),
        })
    }

    /// When a complaint is due.
    #[must_use]
    pub fn due(&self, facts: &Facts) -> Due<'_> {
        let class = self.class_of(facts);
        let clock = self.clock(class);
        let from = facts.moved_at.to_zoned(zone());
        // An instant out of the calendar is never reached.
        let at = from.checked_add(clock.length.span());
        let at = at.map_or(Timestamp::MAX, |at| at.timestamp());
        Due { class, clock, at }
    }

    /// The last instant of which what happened then, and nothing since, is due by now.
    #[must_use]
    pub fn since(&self, class: Class, now: Timestamp) -> Timestamp {
        let back = now
            .to_zoned(zone())
            .checked_sub(self.clock(class).length.span());
        back.map_or(Timestamp::MIN, |since| since.timestamp())
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

fn read(law: At<'_>, written: Written) -> Result<Clock, String> {
    let Written {
        law: key,
        value,
        days,
        months,
        act,
        by_itself,
    } = written;
    let entry = law.get(&key).map_err(|wrong| wrong.to_string())?;
    let own = days.map(Length::Days).or(months.map(Length::Months));
    let length = match (own, value) {
        (Some(_), _) if act.as_ref().is_none_or(|act| act.trim().is_empty()) => {
            return Err("a length of one's own needs `act`, the text that sets it".to_owned());
        }
        (Some(_), Some(_)) => return Err("`value`, or a length of one's own: not both".to_owned()),
        (Some(length), None) => length,
        (None, Some(name)) => match entry.values.get(&name) {
            Some(Value::Days(days)) => Length::Days(u32::from(*days)),
            Some(Value::Months(months)) => Length::Months(u32::from(*months)),
            Some(Value::Years(years)) => Length::Years(u32::from(*years)),
            _ => return Err(format!("`{key}` gives no length `{name}`")),
        },
        (None, None) => return Err("no length: `value`, `days` or `months`".to_owned()),
    };
    Ok(Clock {
        law: key,
        length,
        act,
        by_itself,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use faisceau_law::Pack;
    use jiff::civil::date;

    const TABLE: &str = include_str!("../../../figures/retention.toml");

    fn pack() -> Pack {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law");
        let read = |name: &str| {
            let text = std::fs::read_to_string(format!("{folder}/{name}"));
            (name.to_owned(), text.expect("a file of the law pack"))
        };
        let files = ["codes.toml", "fr/linkage.toml", "fr/retention.toml"];
        Pack::read(files.map(read)).expect("the law pack is whole")
    }

    fn clocks(table: &str) -> Result<Clocks, String> {
        Clocks::of(table, pack().at(date(2026, 11, 23)))
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn facts(is_report: bool, is_recorded: bool) -> Facts {
        Facts {
            is_report,
            is_recorded,
            moved_at: at("2026-01-31T12:00:00Z"),
        }
    }

    #[test]
    fn each_class_has_the_clock_the_law_pack_gives() {
        let clocks = clocks(TABLE).expect("it is well made");
        let length = |class| clocks.clock(class).length;
        assert_eq!(length(Class::Draft), Length::Days(30));
        assert_eq!(length(Class::Transit), Length::Months(6));
        assert_eq!(length(Class::Space), Length::Months(72));
        assert_eq!(length(Class::CaseBase), Length::Months(72));
        assert_eq!(length(Class::Unfollowed), Length::Months(24));
        assert_eq!(length(Class::Series), Length::Years(3));
        assert_eq!(length(Class::Journal), Length::Months(36));
        assert!(clocks.clock(Class::Draft).by_itself);
        assert!(!clocks.clock(Class::CaseBase).by_itself);
    }

    #[test]
    fn a_complaint_is_due_by_the_clock_of_where_it_stands() {
        let kept = clocks(TABLE).expect("it is well made");
        let due = kept.due(&facts(true, false));
        assert_eq!(
            (due.class, due.at),
            (Class::Unfollowed, at("2028-01-31T12:00:00Z"))
        );
        assert_eq!(kept.due(&facts(false, false)).class, Class::Space);
        assert_eq!(kept.due(&facts(false, true)).class, Class::CaseBase);
        let passing =
            clocks(&TABLE.replace("transit = false", "transit = true")).expect("it is well made");
        let due = passing.due(&facts(true, true));
        // July has a 31st; an end of month that does not exist is the last day there is.
        assert_eq!(
            (due.class, due.at),
            (Class::Transit, at("2026-07-31T11:00:00Z"))
        );
        assert_eq!(passing.class_of(&facts(false, false)), Class::Space);
    }

    #[test]
    fn what_is_due_now_is_what_moved_last_before_the_same_length() {
        let clocks = clocks(TABLE).expect("it is well made");
        let now = at("2028-01-31T12:00:00Z");
        let since = clocks.since(Class::Unfollowed, now);
        assert_eq!(since, at("2026-01-31T12:00:00Z"));
        assert!(clocks.due(&facts(true, false)).at <= now);
        let [recorded, report, space] = clocks.complaints_due(now, Falls::Anyhow);
        assert_eq!((report, recorded), (since, space));
        let none = [Timestamp::MIN; 3];
        assert_eq!(clocks.complaints_due(now, Falls::ByItself), none);
    }

    #[test]
    fn a_hold_blocks_and_so_does_a_seal() {
        assert_eq!(blocked(0, 0), None);
        assert_eq!(blocked(1, 0), Some(Block::Hold));
        assert_eq!(blocked(0, 2), Some(Block::Sealed));
        assert_eq!(blocked(1, 1), Some(Block::Hold));
    }

    #[test]
    fn a_length_of_ones_own_names_the_text_that_sets_it() {
        let own = |lines: &str| {
            let asked = "law = \"fr.retention.draft\"\nvalue = \"kept_days\"";
            clocks(&TABLE.replace(asked, &format!("law = \"fr.retention.draft\"\n{lines}")))
        };
        let set = own("days = 10\nact = \"arrêté du 3 mars\"").expect("it is well made");
        assert_eq!(set.clock(Class::Draft).length, Length::Days(10));
        for wrong in [
            "days = 10",
            "days = 10\nact = \" \"",
            "days = 10\nvalue = \"kept_days\"\nact = \"arrêté\"",
            "act = \"arrêté\"",
            "value = \"kept_hours\"",
        ] {
            assert!(own(wrong).is_err(), "{wrong}");
        }
        assert!(clocks(&TABLE.replace("clock.journal", "clock.nothing")).is_err());
        let absent = TABLE
            .split("[clock.journal]")
            .next()
            .expect("it is well made");
        assert!(
            clocks(absent)
                .expect_err("it is refused")
                .contains("clock.journal")
        );
    }

    #[test]
    fn words_are_read_back() {
        for class in Class::ALL {
            assert_eq!(Class::from_code(class.code()), Some(class));
        }
        for ground in Ground::ALL {
            assert_eq!(Ground::from_code(ground.code()), Some(ground));
        }
        assert_eq!(Ground::from_code("whim"), None);
    }
}
