//! When a series deserves to be told of: it is born, it grows fast against its own past, its loss
//! crosses a threshold. The thresholds are data (`figures/alerts.toml`); tells nobody by itself.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The thresholds, checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// The version of the table.
    pub version: String,
    /// Complaints from which a series is told of.
    pub born_complaints: u32,
    /// What fast growth is.
    pub growth: Growth,
    /// Losses in minor units, by currency, the smallest first.
    pub loss: BTreeMap<String, Vec<i64>>,
    /// The limits of watching a value.
    pub watch: Watching,
}

/// What fast growth is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Days looked at together.
    pub window_days: u32,
    /// Windows before, at most, that say what is usual.
    pub past_windows: u32,
    /// Complaints within the last window below which nothing grows fast.
    pub recent_complaints: u32,
    /// How many times the usual number.
    pub times: u32,
}

/// The limits of watching a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watching {
    /// Days proposed.
    pub days: u32,
    /// Days at most.
    pub days_max: u32,
    /// Values one person may watch at once.
    pub each_max: u32,
}

/// A series as it is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Complaints in it.
    pub complaints: u32,
    /// Those received within the last window.
    pub recent: u32,
    /// Those received in the windows before.
    pub before: u32,
    /// Whole windows it lived before the last one, at most [`Growth::past_windows`].
    pub windows_before: u32,
    /// Loss in minor units, by currency.
    pub losses: BTreeMap<String, i64>,
}

/// What is told of a series.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// It holds enough complaints to be told of.
    Born,
    /// It grows fast.
    Growing {
        /// Received within the last window.
        recent: u32,
        /// Received in the windows before.
        before: u32,
        /// How many these were.
        windows: u32,
    },
    /// Its loss crossed a threshold.
    Loss {
        /// ISO 4217.
        currency: String,
        /// The threshold, in minor units.
        threshold: i64,
    },
}

impl Thresholds {
    /// Reads the table.
    ///
    /// # Errors
    /// Says which figure is wrong, and what it must be.
    pub fn read(text: &str) -> Result<Thresholds, String> {
        let read: Thresholds = toml::from_str(text).map_err(|e| e.to_string())?;
        let at_least_one = [
            ("born_complaints", read.born_complaints),
            ("growth.window_days", read.growth.window_days),
            ("growth.past_windows", read.growth.past_windows),
            ("growth.recent_complaints", read.growth.recent_complaints),
            ("growth.times", read.growth.times),
            ("watch.days", read.watch.days),
            ("watch.each_max", read.watch.each_max),
        ];
        if let Some((name, _)) = at_least_one.iter().find(|(_, n)| *n == 0) {
            return Err(format!("`{name}` must be 1 or more"));
        }
        if read.growth.window_days > 366 || read.growth.past_windows > 520 {
            return Err("`growth` looks at 520 windows of 366 days at most".to_owned());
        }
        if read.watch.days > read.watch.days_max || read.watch.days_max > 3_660 {
            return Err("`watch.days` must be at most `watch.days_max`, and that 3660".to_owned());
        }
        for (currency, steps) in &read.loss {
            let rising = steps.windows(2).all(|pair| pair[0] < pair[1]);
            if !rising || steps.first().is_none_or(|least| *least <= 0) {
                return Err(format!("`loss.{currency}` must rise, from above 0"));
            }
        }
        Ok(read)
    }

    /// Whether a series grows fast. One that did not live a whole window before has no past to
    /// grow against: it was just born.
    #[must_use]
    pub fn grows(&self, seen: &Seen) -> bool {
        let recent = u64::from(seen.recent);
        let usual = u64::from(seen.before.max(1)) * u64::from(self.growth.times);
        seen.windows_before > 0
            && seen.recent >= self.growth.recent_complaints
            && recent * u64::from(seen.windows_before) >= usual
    }

    /// All that there is to tell of a series as it stands.
    #[must_use]
    pub fn alarms(&self, seen: &Seen) -> Vec<Alarm> {
        let mut alarms = Vec::new();
        if seen.complaints < self.born_complaints {
            return alarms;
        }
        alarms.push(Alarm::Born);
        if self.grows(seen) {
            alarms.push(Alarm::Growing {
                recent: seen.recent,
                before: seen.before,
                windows: seen.windows_before,
            });
        }
        for (currency, loss) in &seen.losses {
            let steps = self.loss.get(currency).map_or(&[][..], Vec::as_slice);
            // The highest crossed says the others too.
            if let Some(threshold) = steps.iter().rev().find(|step| *step <= loss) {
                alarms.push(Alarm::Loss {
                    currency: currency.clone(),
                    threshold: *threshold,
                });
            }
        }
        alarms
    }
}
