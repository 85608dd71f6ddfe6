//! What the claims of a person give here: roles and a unit, by the operator's rules. A pure reading: no
//! claim is kept, and what no rule names gives nothing.

use faisceau_domain::access::Role;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// When a claim has this value, these roles are given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The name of the claim, as the provider writes it.
    pub claim: String,
    /// Its value, or one of them when it has several.
    pub value: String,
    /// Roles, by their words.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The unit.
    #[serde(default)]
    pub unit: Option<String>,
}

/// What a person is given, and by which rules (their places, from zero).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted {
    /// Roles; none: nothing opens.
    pub roles: BTreeSet<Role>,
    /// The unit of the first rule that holds and names one.
    pub unit: Option<String>,
    /// The rules that held.
    pub rules: Vec<usize>,
}

impl Rule {
    /// Refuses what can never hold, or would hold for anybody.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.claim.is_empty() || self.value.is_empty() {
            return Err("has no claim or no value".to_owned());
        }
        if self.roles.is_empty() && self.unit.is_none() {
            return Err(format!("on `{}` gives neither roles nor unit", self.claim));
        }
        let unknown = |word: &&String| Role::from_code(word).is_none();
        match self.roles.iter().find(unknown) {
            Some(word) => Err(format!(
                "on `{}` gives the unknown role `{word}`",
                self.claim
            )),
            None => Ok(()),
        }
    }

    fn holds(&self, claims: &Map<String, Value>) -> bool {
        let same = |value: &Value| match value {
            Value::String(text) => *text == self.value,
            Value::Number(number) => number.to_string() == self.value,
            Value::Bool(flag) => flag.to_string() == self.value,
            _ => false,
        };
        match claims.get(&self.claim) {
            Some(Value::Array(several)) => several.iter().any(same),
            Some(one) => same(one),
            None => false,
        }
    }
}

/// What these claims give.
#[must_use]
pub fn granted(rules: &[Rule], claims: &Map<String, Value>) -> Granted {
    let mut granted = Granted::default();
    for (place, rule) in rules.iter().enumerate() {
        if !rule.holds(claims) {
            continue;
        }
        granted.rules.push(place);
        let roles = rule.roles.iter().filter_map(|word| Role::from_code(word));
        granted.roles.extend(roles);
        if granted.unit.is_none() {
            granted.unit.clone_from(&rule.unit);
        }
    }
    granted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rule(claim: &str, value: &str, roles: &[&str], unit: Option<&str>) -> Rule {
        Rule {
            claim: claim.to_owned(),
            value: value.to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            unit: unit.map(str::to_owned),
        }
    }

    #[test]
    fn rules_that_hold_add_up_and_the_first_unit_stands() {
        let rules = [
            rule("siret", "13000766900018", &["officer"], Some("lille")),
            rule("groups", "analystes", &["analyst"], Some("paris")),
            rule("level", "3", &["auditor"], None),
            rule("active", "true", &[], Some("nantes")),
        ];
        let cases = [
            (json!({}), vec![], None, vec![]),
            (
                json!({"siret": "13000766900018", "groups": ["a", "analystes"]}),
                vec![Role::Officer, Role::Analyst],
                Some("lille"),
                vec![0, 1],
            ),
            (
                json!({"groups": "analystes"}),
                vec![Role::Analyst],
                Some("paris"),
                vec![1],
            ),
            (json!({"groups": {"analystes": true}}), vec![], None, vec![]),
            (json!({"level": 3}), vec![Role::Auditor], None, vec![2]),
            (json!({"level": 30}), vec![], None, vec![]),
            (json!({"active": true}), vec![], Some("nantes"), vec![3]),
            (json!({"siret": "1300076690001"}), vec![], None, vec![]),
            (json!({"siret": null}), vec![], None, vec![]),
        ];
        for (claims, roles, unit, held) in cases {
            let told = claims.to_string();
            let granted = granted(&rules, claims.as_object().expect("claims are an object"));
            assert_eq!(granted.roles, roles.into_iter().collect(), "{told}");
            assert_eq!(granted.unit.as_deref(), unit, "{told}");
            assert_eq!(granted.rules, held, "{told}");
        }
    }
}
