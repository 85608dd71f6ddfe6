//! In what order complaints and series are looked at, and why: facts weighed with figures that are data
//! (`figures/priority.toml`). It sorts; it never rejects, hides or decides, and every point has its
//! reason. A threat to life weighs more than all the rest together.

use crate::urgency::{Urgency, Urgent};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The weights, checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The version of the table.
    pub version: String,
    life: u32,
    minor: u32,
    threat: u32,
    recall: u32,
    growing: u32,
    loss: BTreeMap<String, Vec<Step>>,
    series: SeriesSteps,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesSteps {
    complaints: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    from: i64,
    points: u32,
}

/// Why something weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Somebody may be in danger.
    Life,
    /// A minor, or an age not told.
    Minor,
    /// A threat to disclose.
    Threat,
    /// A transfer that may still be called back; it runs out.
    Recall,
    /// What was lost.
    Loss,
    /// How many complaints the series holds.
    Series,
    /// The series grows fast.
    Growing,
}

impl Reason {
    /// Every reason, people first.
    pub const ALL: [Reason; 7] = [
        Reason::Life,
        Reason::Minor,
        Reason::Threat,
        Reason::Recall,
        Reason::Loss,
        Reason::Series,
        Reason::Growing,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Life => "life",
            Reason::Minor => "minor",
            Reason::Threat => "threat",
            Reason::Recall => "recall",
            Reason::Loss => "loss",
            Reason::Series => "series",
            Reason::Growing => "growing",
        }
    }

    /// The reason of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// A reason and what it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weighed {
    /// Why.
    pub reason: Reason,
    /// How much.
    pub points: u32,
}

/// Reasons with what they weigh, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Priority(pub Vec<Weighed>);

impl Priority {
    /// The points together.
    #[must_use]
    pub fn points(&self) -> u32 {
        self.0.iter().map(|weighed| weighed.points).sum()
    }

    /// As stored: `loss:120|series:60`.
    #[must_use]
    pub fn written(&self) -> String {
        let parts = self.0.iter();
        let parts = parts.map(|weighed| format!("{}:{}", weighed.reason.code(), weighed.points));
        parts.collect::<Vec<_>>().join("|")
    }

    /// Reads what [`Priority::written`] wrote; what another version wrote and this one does not know
    /// is left out.
    #[must_use]
    pub fn read(text: &str) -> Priority {
        let weighed = text.split('|').filter_map(|part| {
            let (code, points) = part.split_once(':')?;
            Some(Weighed {
                reason: Reason::from_code(code)?,
                points: points.parse().ok()?,
            })
        });
        Priority(weighed.collect())
    }
}

/// What is weighed of a complaint by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Own<'a> {
    /// Why it cannot wait.
    pub urgency: Option<&'a Urgency>,
    /// Its loss: minor units and currency.
    pub loss: Option<(i64, &'a str)>,
}

/// What is weighed of a series.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfSeries {
    /// Complaints in it.
    pub complaints: u32,
    /// Whether it grows fast.
    pub growing: bool,
}

impl Weights {
    /// Reads the table.
    ///
    /// # Errors
    /// Says which weight is wrong, and what it must be.
    pub fn read(text: &str) -> Result<Weights, String> {
        let read: Weights = toml::from_str(text).map_err(|e| e.to_string())?;
        let lists = read
            .loss
            .iter()
            .map(|(currency, steps)| (format!("loss.{currency}"), steps));
        let series = ("series.complaints".to_owned(), &read.series.complaints);
        for (name, steps) in lists.chain([series]) {
            let rises =
                |pair: &[Step]| pair[0].from < pair[1].from && pair[0].points <= pair[1].points;
            if !steps.windows(2).all(rises) {
                return Err(format!("`{name}` must rise: more is never weighed less"));
            }
        }
        let most = |steps: &[Step]| steps.last().map_or(0, |step| u64::from(step.points));
        let losses = read.loss.values().map(|steps| most(steps));
        let rest = [read.minor, read.threat, read.recall, read.growing];
        let rest: u64 = rest.iter().map(|points| u64::from(*points)).sum();
        let rest = rest + losses.max().unwrap_or(0) + most(&read.series.complaints);
        if u64::from(read.life) <= rest {
            return Err(format!(
                "`life` must be more than all the rest together, {rest}"
            ));
        }
        if read.life > POINTS_MAX {
            return Err(format!("`life` must be at most {POINTS_MAX}"));
        }
        Ok(read)
    }

    /// What a complaint weighs by itself.
    #[must_use]
    pub fn own(&self, own: Own<'_>) -> Priority {
        let urgent = own.urgency.map_or(&[][..], |urgency| &urgency.reasons);
        let mut weighed: Vec<Weighed> = urgent.iter().map(|urgent| self.urgent(*urgent)).collect();
        weighed.extend(self.loss(own.loss));
        sorted(weighed)
    }

    /// What a series adds to each of its complaints.
    #[must_use]
    pub fn series(&self, series: &OfSeries) -> Priority {
        let size = step(&self.series.complaints, i64::from(series.complaints));
        let size = size.map(|points| weigh(Reason::Series, points));
        let growing = series.growing.then(|| weigh(Reason::Growing, self.growing));
        sorted(size.into_iter().chain(growing).collect())
    }

    /// What a sum weighs.
    #[must_use]
    pub fn loss(&self, loss: Option<(i64, &str)>) -> Option<Weighed> {
        let (minor, currency) = loss?;
        let points = step(self.loss.get(currency)?, minor)?;
        Some(weigh(Reason::Loss, points))
    }

    fn urgent(&self, urgent: Urgent) -> Weighed {
        match urgent {
            Urgent::Danger => weigh(Reason::Life, self.life),
            Urgent::Minor => weigh(Reason::Minor, self.minor),
            Urgent::Threat => weigh(Reason::Threat, self.threat),
            Urgent::Recall => weigh(Reason::Recall, self.recall),
        }
    }
}

/// The sum of all weights stays far from what a column holds.
const POINTS_MAX: u32 = 1_000_000;

fn weigh(reason: Reason, points: u32) -> Weighed {
    Weighed { reason, points }
}

/// The points of the highest step reached.
fn step(steps: &[Step], value: i64) -> Option<u32> {
    let reached = steps.iter().rev().find(|step| step.from <= value);
    reached.map(|step| step.points)
}

/// The heaviest first, people before money among equals; what weighs nothing is no reason.
fn sorted(mut weighed: Vec<Weighed>) -> Priority {
    weighed.retain(|weighed| weighed.points > 0);
    weighed.sort_by_key(|weighed| (std::cmp::Reverse(weighed.points), weighed.reason));
    Priority(weighed)
}
