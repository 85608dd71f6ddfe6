//! What an exported configuration would change. Pure: reads nothing.

use super::Settings;

/// One setting that is not the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its dotted key.
    pub key: String,
    /// Here; nothing: the default.
    pub here: Option<toml::Value>,
    /// In the file; nothing: the default.
    pub there: Option<toml::Value>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = |value: &Option<toml::Value>| match value {
            Some(value) => value.to_string(),
            None => "default".to_owned(),
        };
        write!(
            f,
            "{}: {} -> {}",
            self.key,
            told(&self.here),
            told(&self.there)
        )
    }
}

/// The settings that differ, by their keys.
#[must_use]
pub fn compare(here: &Settings, there: &Settings) -> Vec<Difference> {
    let keys: std::collections::BTreeSet<&String> = here.keys().chain(there.keys()).collect();
    let differ = keys
        .into_iter()
        .filter(|key| here.get(*key) != there.get(*key));
    differ
        .map(|key| Difference {
            key: key.clone(),
            here: here.get(key).cloned(),
            there: there.get(key).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_added_and_taken_away_is_told() {
        let settings = |pairs: &[(&str, i64)]| -> Settings {
            let pairs = pairs
                .iter()
                .map(|(key, n)| ((*key).to_owned(), (*n).into()));
            pairs.collect()
        };
        let told: Vec<String> = compare(
            &settings(&[("a", 1), ("b", 2), ("c", 3)]),
            &settings(&[("a", 1), ("b", 4), ("d", 5)]),
        )
        .iter()
        .map(ToString::to_string)
        .collect();
        assert_eq!(told, ["b: 2 -> 4", "c: 3 -> default", "d: default -> 5"]);
    }
}
