//! Which figures differ between two sets, by their names in a file of parameters. Pure.

use faisceau_linkage::Figures;
use serde_json::Value;
use std::collections::BTreeMap;

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// Its name, such as `kinds.iban.prior` or `heading[0]`.
    pub name: String,
    /// In the first set; empty where it is not.
    pub one: String,
    /// In the second.
    pub other: String,
}

/// The figures that differ, by name; their versions are left out.
#[must_use]
pub fn differ(one: &Figures, other: &Figures) -> Vec<Differs> {
    let (one, mut other) = (named(one), named(other));
    let mut found: Vec<Differs> = Vec::new();
    for (name, one) in one {
        let other = other.remove(&name).unwrap_or_default();
        if one != other {
            found.push(Differs { name, one, other });
        }
    }
    found.extend(other.into_iter().map(|(name, other)| Differs {
        name,
        one: String::new(),
        other,
    }));
    found
}

fn named(figures: &Figures) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let whole = serde_json::to_value(figures).expect("figures are numbers under names");
    flatten(String::new(), &whole, &mut found);
    found.remove("version");
    found
}

fn flatten(name: String, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (field, inner) in fields {
                let dot = if name.is_empty() { "" } else { "." };
                flatten(format!("{name}{dot}{field}"), inner, found);
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                flatten(format!("{name}[{place}]"), inner, found);
            }
        }
        simple => {
            found.insert(name, simple.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Differs, differ};
    use faisceau_linkage::{Figures, Kind};

    #[test]
    fn only_what_differs_is_named() {
        let one = Figures::third();
        let mut other = one.clone();
        other.version += 1;
        assert_eq!(differ(&one, &other), []);
        other.kinds.get_mut(Kind::Iban).prior += 7;
        other.heading[1] -= 1;
        let names = |d: &Differs| (d.name.clone(), d.one.clone(), d.other.clone());
        let prior = one.kinds.get(Kind::Iban).prior;
        let heading = one.heading[1];
        let told = |name: &str, was: i32, is: i32| (name.into(), was.to_string(), is.to_string());
        assert_eq!(
            differ(&one, &other).iter().map(names).collect::<Vec<_>>(),
            [
                told("heading[1]", heading, heading - 1),
                told("kinds.iban.prior", prior, prior + 7)
            ]
        );
    }
}
