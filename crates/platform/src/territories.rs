//! Territories: the units of one place or of one jurisdiction, as the operator names them in the table `[territories]` of the
//! configuration. Who is posted to one of them carries the others too; what that opens is written in the policies only.

use crate::fault::Fault;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Territories of one installation: a country has some hundreds of courts.
pub const TERRITORIES_MAX: usize = 2_000;
/// Units of one territory.
pub const UNITS_MAX: usize = 1_000;

/// Each territory with its units. A unit may belong to several, as a district lies in a region.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Territories(BTreeMap<String, Vec<String>>);

impl Territories {
    /// The territories of these names.
    #[must_use]
    pub fn of(named: BTreeMap<String, Vec<String>>) -> Territories {
        Territories(named)
    }

    /// Refuses what could not be meant.
    ///
    /// # Errors
    /// Says which name or unit to correct.
    pub fn check(&self) -> Result<(), Fault> {
        if self.0.len() > TERRITORIES_MAX {
            return Err(Fault::new(format!(
                "territories: {TERRITORIES_MAX} at most"
            )));
        }
        self.0.iter().try_for_each(|(name, units)| one(name, units))
    }

    /// The units of every territory that this one belongs to, itself included; none where it belongs to none.
    #[must_use]
    pub fn around(&self, unit: &str) -> BTreeSet<String> {
        let with = |units: &&Vec<String>| units.iter().any(|known| known == unit);
        self.0.values().filter(with).flatten().cloned().collect()
    }
}

fn one(name: &str, units: &[String]) -> Result<(), Fault> {
    let refuse = |why: &str| Err(Fault::new(format!("territories: `{name}` {why}")));
    if !is_a_name(name) {
        return refuse("must be a name without space around it, on one line");
    }
    if units.len() < 2 {
        return refuse("must join two units or more");
    }
    if units.len() > UNITS_MAX {
        return refuse(&format!("joins more than {UNITS_MAX} units"));
    }
    let mut seen = BTreeSet::new();
    for unit in units {
        if !is_a_name(unit) {
            return refuse("names a unit that is empty, on several lines or with space around it");
        }
        if !seen.insert(unit) {
            return refuse(&format!("names `{unit}` twice"));
        }
    }
    Ok(())
}

fn is_a_name(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn territories(text: &str) -> Territories {
        let named: BTreeMap<String, Vec<String>> = toml::from_str(text).expect("the table");
        Territories::of(named)
    }

    #[test]
    fn a_unit_carries_those_of_every_territory_it_belongs_to() {
        let known = territories(
            "\"Lille\" = [\"lille\", \"roubaix\"]\n\"Nord\" = [\"lille\", \"douai\"]\n\"Ouest\" = [\"brest\", \"quimper\"]",
        );
        assert!(known.check().is_ok());
        let around = |unit: &str| known.around(unit).into_iter().collect::<Vec<_>>();
        assert_eq!(around("lille"), ["douai", "lille", "roubaix"]);
        assert_eq!(around("roubaix"), ["lille", "roubaix"]);
        assert!(around("lyon").is_empty());
        assert!(
            around("").is_empty(),
            "the central queue is of no territory"
        );
        assert!(around("lil").is_empty());
        assert!(Territories::default().around("lille").is_empty());
    }

    #[test]
    fn what_could_not_be_meant_is_refused_with_its_name() {
        for (text, told) in [
            ("\"Nord\" = []", "`Nord` must join two units"),
            ("\"Nord\" = [\"lille\"]", "`Nord` must join two units"),
            (
                "\"Nord\" = [\"lille\", \"lille\"]",
                "`Nord` names `lille` twice",
            ),
            (
                "\"Nord\" = [\"lille\", \"\"]",
                "`Nord` names a unit that is empty",
            ),
            ("\"Nord\" = [\"lille\", \" douai\"]", "space around it"),
            ("\"Nord\" = [\"lille\", \"dou\\nai\"]", "on several lines"),
            ("\" \" = [\"lille\", \"douai\"]", "must be a name"),
        ] {
            let why = territories(text).check().expect_err(text).to_string();
            assert!(why.contains(told), "{text}: {why}");
        }
        let read = |text: &str| Config::read(Some(text), &BTreeMap::new());
        let why = read("[territories]\n\"Nord\" = [\"lille\"]").expect_err("one unit");
        assert!(why.to_string().contains("`Nord` must join"), "{why}");
        let known = read("[territories]\n\"Nord\" = [\"lille\", \"douai\"]").expect("two");
        assert!(known.territories.around("lille").contains("douai"));
        let units: Vec<String> = (0..=UNITS_MAX).map(|n| format!("u{n}")).collect();
        let many = BTreeMap::from([("Nord".to_owned(), units)]);
        assert!(Territories::of(many).check().is_err());
        let pair = || vec!["a".to_owned(), "b".to_owned()];
        let many = (0..=TERRITORIES_MAX).map(|n| (format!("t{n}"), pair()));
        assert!(Territories::of(many.collect()).check().is_err());
    }
}
