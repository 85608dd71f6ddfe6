//! The period an auditor chooses: so many days up to the end of one, or to now. Holds no rule on how long it may be.

use faisceau_documents::words::Say;
use faisceau_platform::web::lang;
use faisceau_platform::web::parts::{Asked, Choice, FieldError, Kind, Select, TextField};
use faisceau_platform::world::zone;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;

use crate::audit::Period;

/// Lengths offered, in days.
const DAYS: [u32; 3] = [1, 7, 28];
/// The one proposed.
const USUAL: u32 = 7;

/// What was chosen.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    pub(crate) jours: String,
    #[serde(default)]
    pub(crate) fin: String,
    #[serde(default)]
    pub(crate) page: u32,
}

impl Chosen {
    /// Days looked at.
    pub(crate) fn days(&self) -> u32 {
        let read = self.jours.parse().ok();
        read.filter(|days| DAYS.contains(days)).unwrap_or(USUAL)
    }

    /// The period, to the end of the day chosen or to `now`.
    pub(crate) fn period(&self, now: Timestamp) -> Result<Period, ()> {
        let until = match self.fin.trim() {
            "" => now,
            text => {
                let day: Date = text.parse().map_err(|_| ())?;
                let next = day.checked_add(1.day()).map_err(|_| ())?;
                let end = next.to_zoned(zone()).map_err(|_| ())?.timestamp();
                end.min(now)
            }
        };
        Ok(Period::before(until, self.days()))
    }

    /// The address of a page of the same period.
    pub(crate) fn address(&self, page: &str, number: u32) -> String {
        let (days, end) = (self.days(), lang::escaped(self.fin.trim()));
        format!("{page}?jours={days}&fin={end}&page={number}")
    }
}

/// That the day is none.
pub(crate) fn error(say: &Say) -> FieldError {
    FieldError {
        name: "fin".to_owned(),
        message: say.say("audit-end-error"),
    }
}

/// The choice of how many days.
pub(crate) fn days(say: &Say, chosen: &Chosen) -> Select {
    let choices = DAYS.map(|days| {
        let words = say.number("audit-days", i64::from(days));
        Choice::new(days.to_string(), words).chosen(days == chosen.days())
    });
    let asked = Asked::new(say, "jours", say.say("audit-days-label"));
    Select::new(say, asked, choices.to_vec())
}

/// The field of the last day.
pub(crate) fn end(say: &Say, chosen: &Chosen, error: Option<&FieldError>) -> TextField {
    let told = error.filter(|error| error.name == "fin");
    let asked = Asked::new(say, "fin", say.say("audit-end"))
        .hint(say.say("audit-end-hint"))
        .error(told.map(|error| error.message.clone()));
    let kept: String = chosen
        .fin
        .chars()
        .filter(|c| !c.is_control())
        .take(20)
        .collect();
    TextField::new(asked, Kind::Text, kept).wide(10)
}
