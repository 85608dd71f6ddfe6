//! What of a series is looked at: one filter for the table, the drawings, the list and what is
//! taken out. Pure: reads the texts of an address and writes them again; what it does not
//! understand it names.

use faisceau_identifiers::Kind;
use faisceau_platform::world::zone;
use jiff::Timestamp;
use jiff::civil::Date;

/// What is asked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The code of a kind of identifier.
    pub kind: String,
    /// The first day of reception.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The least loss, in units of any currency.
    pub loss: String,
    /// The code of a département, or `?` for those that say none.
    pub area: String,
}

/// The filter as understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only values of this kind, and complaints that use one.
    pub kind: Option<Kind>,
    /// Received since.
    pub from: Option<Timestamp>,
    /// Received before.
    pub before: Option<Timestamp>,
    /// At least this loss, in minor units.
    pub loss_min: Option<i64>,
    /// In this département.
    pub area: Option<String>,
}

/// A part of the filter that is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No kind has this code.
    Kind,
    /// Not a day.
    From,
    /// Not a day.
    To,
    /// The last day is before the first.
    Order,
    /// Not a sum.
    Loss,
    /// Not the code of a département.
    Area,
}

impl Filter {
    /// Reads what was typed; what is wrong is left out of the filter and named.
    #[must_use]
    pub fn read(typed: &Typed) -> (Filter, Vec<Wrong>) {
        let mut wrong = Vec::new();
        let kind = known(&typed.kind, Kind::from_code, Wrong::Kind, &mut wrong);
        let from = known(&typed.from, day, Wrong::From, &mut wrong);
        let to = known(&typed.to, day, Wrong::To, &mut wrong);
        let loss_min = known(&typed.loss, sum, Wrong::Loss, &mut wrong);
        let area = known(&typed.area, area, Wrong::Area, &mut wrong);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            wrong.push(Wrong::Order);
        }
        let filter = Filter {
            kind,
            from: from.and_then(midnight),
            before: to.and_then(|day| midnight(day.tomorrow().ok()?)),
            loss_min,
            area,
        };
        (filter, wrong)
    }

    /// Whether everything is looked at.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }
}

fn known<T>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
    wrong: Wrong,
    all: &mut Vec<Wrong>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = read(text);
    if found.is_none() {
        all.push(wrong);
    }
    found
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(zone()).ok()?.timestamp())
}

/// A sum as people type it: spaces, and a comma or a point before at most two figures.
fn sum(text: &str) -> Option<i64> {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '€')
        .map(|letter| if letter == ',' { '.' } else { letter })
        .collect();
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || cents.len() > 2 || !digits(whole) || !digits(cents) {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + cents)
}

fn area(text: &str) -> Option<String> {
    let code = text.to_ascii_uppercase();
    let known = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    (known || code == "?").then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{Filter, Typed, Wrong};

    fn typed(set: impl Fn(&mut Typed)) -> Typed {
        let mut typed = Typed::default();
        set(&mut typed);
        typed
    }

    #[test]
    fn nothing_typed_is_everything() {
        let (filter, wrong) = Filter::read(&Typed::default());
        assert!(filter.is_open() && wrong.is_empty());
    }

    #[test]
    fn sums_are_read_as_people_type_them() {
        for (text, minor) in [("500", 50_000), ("1 234,5", 123_450), ("0.07 €", 7)] {
            let (filter, wrong) = Filter::read(&typed(|t| t.loss = text.to_owned()));
            assert_eq!(filter.loss_min, Some(minor), "{text}");
            assert!(wrong.is_empty());
        }
        for text in ["-5", "5,001", "beaucoup", "1.2.3", "99999999999999"] {
            let (_, wrong) = Filter::read(&typed(|t| t.loss = text.to_owned()));
            assert_eq!(wrong, [Wrong::Loss], "{text}");
        }
    }

    #[test]
    fn the_last_day_is_whole_and_never_before_the_first() {
        let (filter, _) = Filter::read(&typed(|t| {
            t.from = "2026-03-02".to_owned();
            t.to = "2026-03-02".to_owned();
        }));
        let hours = filter
            .before
            .zip(filter.from)
            .map(|(b, f)| b.duration_since(f).as_hours());
        assert_eq!(hours, Some(24));
        let (_, wrong) = Filter::read(&typed(|t| {
            t.from = "2026-03-03".to_owned();
            t.to = "2026-03-02".to_owned();
        }));
        assert_eq!(wrong, [Wrong::Order]);
        let (_, wrong) = Filter::read(&typed(|t| t.to = "2026-02-30".to_owned()));
        assert_eq!(wrong, [Wrong::To]);
    }

    #[test]
    fn what_is_no_code_is_named() {
        let (filter, wrong) = Filter::read(&typed(|t| {
            t.kind = "iban".to_owned();
            t.area = "2a".to_owned();
        }));
        assert_eq!((filter.area.as_deref(), wrong.len()), (Some("2A"), 0));
        let (_, wrong) = Filter::read(&typed(|t| {
            t.kind = "'; drop".to_owned();
            t.area = "nord".to_owned();
        }));
        assert_eq!(wrong, [Wrong::Kind, Wrong::Area]);
    }
}
