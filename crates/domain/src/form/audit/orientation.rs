//! The orientation: a tree from one start, without circles, in which every answer leads somewhere,
//! every question can be met, and "I don't know" is an answer.

use std::collections::BTreeSet;

use super::Audit;
use crate::form::field::FieldKind;
use crate::form::key::Key;
use crate::form::orientation::{BLOCK, Crossing, Way};

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    if pack.orientation.is_empty() {
        return;
    }
    let starts: Vec<&Crossing> = pack.orientation.values().filter(|c| c.first).collect();
    let [start] = starts[..] else {
        audit.report("orientation", "one question, and one only, is `first`");
        return;
    };
    let mut names = BTreeSet::new();
    for crossing in pack.orientation.values() {
        let key = format!("orientation.{}", crossing.key);
        if Key::of(&format!("{BLOCK}.{}", crossing.name), None).is_err() || crossing.name == "type"
        {
            audit.report(&key, format!("{} is no name for an answer", crossing.name));
        }
        if !names.insert(&crossing.name) {
            audit.report(&key, format!("the name {} is used twice", crossing.name));
        }
        if !crossing.certain && crossing.way("unknown").is_none() {
            audit.report(&key, "add the answer `unknown`, or say `certain = true`");
        }
        ways(audit, &key, crossing);
    }
    circles(audit, start);
    reach(audit, start);
}

fn ways(audit: &mut Audit<'_>, key: &str, crossing: &Crossing) {
    let mut codes = BTreeSet::new();
    for way in &crossing.ways {
        if !codes.insert(&way.code) {
            audit.report(key, format!("two answers have the code {}", way.code));
        }
        if way.ask.is_some() == way.kind.is_some() {
            let what = format!("{} leads to a question or to a type: say one", way.code);
            audit.report(key, what);
        }
        if let Some(ask) = &way.ask
            && audit.pack.crossing(ask).is_none()
        {
            audit.report(key, format!("the question {ask} does not exist"));
        }
        for see in &way.see {
            if audit.pack.route(see).is_none() {
                audit.report(key, format!("the route {see} does not exist"));
            }
        }
        gifts(audit, key, way);
    }
}

/// What an answer gives must be a choice of the questionnaire.
fn gifts(audit: &mut Audit<'_>, key: &str, way: &Way) {
    for (field, code) in &way.sets {
        let known = audit.pack.field(field).is_some_and(|field| {
            matches!(field.kind, FieldKind::Choice | FieldKind::Select)
                && field.choice(code).is_some()
        });
        if !known {
            audit.report(key, format!("{field} cannot be set to {code}"));
        }
    }
}

fn circles(audit: &mut Audit<'_>, start: &Crossing) {
    let mut path = vec![start.key.clone()];
    let mut seen = BTreeSet::new();
    if let Some(key) = circle_from(audit, start, &mut path, &mut seen) {
        let what = "its answers lead back to itself: no end would be reached";
        audit.report(&format!("orientation.{key}"), what);
    }
}

fn circle_from(
    audit: &Audit<'_>,
    at: &Crossing,
    path: &mut Vec<String>,
    seen: &mut BTreeSet<String>,
) -> Option<String> {
    for way in &at.ways {
        let Some(next) = way.ask.as_deref().and_then(|key| audit.pack.crossing(key)) else {
            continue;
        };
        if path.contains(&next.key) {
            return Some(next.key.clone());
        }
        if seen.insert(next.key.clone()) {
            path.push(next.key.clone());
            if let Some(found) = circle_from(audit, next, path, seen) {
                return Some(found);
            }
            path.pop();
        }
    }
    None
}

/// Every question is met. That every type is found is a test of the shipped pack: an operator may
/// keep a type of their own for the list and the search.
fn reach(audit: &mut Audit<'_>, start: &Crossing) {
    let pack = audit.pack;
    let mut met = BTreeSet::from([start.key.as_str()]);
    let mut todo = vec![start];
    while let Some(crossing) = todo.pop() {
        for way in &crossing.ways {
            let next = way.ask.as_deref().and_then(|key| pack.crossing(key));
            todo.extend(next.filter(|next| met.insert(next.key.as_str())));
        }
    }
    for key in pack.orientation.keys() {
        if !met.contains(key.as_str()) {
            audit.report(&format!("orientation.{key}"), "no answer leads here");
        }
    }
}
