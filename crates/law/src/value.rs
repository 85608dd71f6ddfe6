//! Typed values of the pack: a number whose name ends with its unit. Prints numbers only; the
//! words around them belong to the sentence.

use crate::lang::Lang;

/// A value of the law, with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Civil years (`…_years`).
    Years(u16),
    /// Civil months (`…_months`).
    Months(u16),
    /// Civil days (`…_days`).
    Days(u16),
    /// Days but Saturdays, Sundays and holidays (`…_working_days`, *jours ouvrés*).
    WorkingDays(u16),
    /// Days but Sundays and holidays (`…_open_days`, *jours ouvrables*).
    OpenDays(u16),
    /// Hours of elapsed time (`…_hours`).
    Hours(u16),
    /// Whole euros (`…_eur`).
    Euros(u32),
}

impl Value {
    /// Reads a number and the unit its name ends with.
    pub(crate) fn read(name: &str, number: i64) -> Result<Value, NotAValue> {
        let unit = name.rsplit_once('_').map(|(_, unit)| unit);
        let make = match unit {
            Some("years") => Value::Years,
            Some("months") => Value::Months,
            Some("days") if name.ends_with("_working_days") => Value::WorkingDays,
            Some("days") if name.ends_with("_open_days") => Value::OpenDays,
            Some("days") => Value::Days,
            Some("hours") => Value::Hours,
            Some("eur") => {
                let euros = u32::try_from(number).ok().filter(|&n| n > 0);
                return euros.map(Value::Euros).ok_or(NotAValue::OutOfRange);
            }
            _ => return Err(NotAValue::NoUnit),
        };
        let length = u16::try_from(number).ok().filter(|&n| n > 0);
        length.map(make).ok_or(NotAValue::OutOfRange)
    }

    /// The number alone.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Value::Years(n)
            | Value::Months(n)
            | Value::Days(n)
            | Value::WorkingDays(n)
            | Value::OpenDays(n)
            | Value::Hours(n) => u32::from(n),
            Value::Euros(n) => n,
        }
    }

    /// The number as printed: thousands apart by a no-break space in French (the narrow one is
    /// missing from many fonts), by a comma in English.
    #[must_use]
    pub fn printed(self, lang: Lang) -> String {
        let digits = self.number().to_string();
        let mut out = String::with_capacity(digits.len() + 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(match lang {
                    Lang::Fr => '\u{a0}',
                    Lang::En => ',',
                });
            }
            out.push(digit);
        }
        out
    }
}

/// Why a number is not a value of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAValue {
    /// Its name does not end with a unit.
    NoUnit,
    /// Zero, negative, or beyond what a law would state.
    OutOfRange,
}
