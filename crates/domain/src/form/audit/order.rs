//! Conditions: each looks only at fields asked on an earlier page, and compares them with what
//! they can say. So no condition can go round in a circle.

use std::collections::BTreeSet;

use super::Audit;
use super::kinds::pages_of;
use crate::form::condition::{Condition, Literal};
use crate::form::field::{Field, FieldKind};
use crate::form::kind::{Kind, ModeChoice, PageStep};
use crate::form::orientation::{BLOCK, Crossing};
use crate::form::pack::Pack;

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for (key, profile) in &pack.profiles {
        let at_counter = profile.counter.iter().flat_map(|counter| &counter.rules);
        for rule in profile.rules.iter().chain(at_counter) {
            literals(audit, &format!("profile.{key}"), &rule.when);
        }
    }
    for (ask, rule) in &pack.freeze {
        literals(audit, &format!("freeze.{}", ask.code()), &rule.when);
    }
    for (urgent, rule) in &pack.presses {
        literals(audit, &format!("presses.{}", urgent.code()), &rule.when);
    }
    for (name, rule) in &pack.sensitive {
        literals(audit, &format!("sensitive.{name}"), &rule.when);
    }
    for field in pack.fields.values() {
        for when in field.when.iter().chain(&field.loss_when) {
            literals(audit, &format!("field.{}", field.key), when);
        }
    }
    for kind in pack.kinds.values() {
        walk(audit, kind);
    }
}

fn walk(audit: &mut Audit<'_>, kind: &Kind) {
    let pack = audit.pack;
    let key = format!("type.{}", kind.code);
    let mut earlier: BTreeSet<&str> = BTreeSet::new();
    for (step, page) in pages_of(pack, kind) {
        let whens = step.when().into_iter().chain(page.when.as_ref());
        for when in whens {
            literals(audit, &key, when);
            known(audit, &key, when, &earlier, page);
        }
        for field in page.page.iter().filter_map(|field| pack.field(field)) {
            if let Some(when) = &field.when {
                known(audit, &key, when, &earlier, page);
            }
        }
        earlier.extend(page.page.iter().map(String::as_str));
    }
    let modes = kind.mode.values().flat_map(|choice| match choice {
        ModeChoice::One(_) => [].iter(),
        ModeChoice::Rules(rules) => rules.iter(),
    });
    let anywhere: Vec<&Condition> = modes
        .filter_map(|rule| rule.when.as_ref())
        .chain(kind.urgent.iter().filter_map(|urge| urge.when.as_ref()))
        .chain(kind.routes.iter().filter_map(|route| route.when.as_ref()))
        .chain(&kind.uploads_when)
        .chain(&kind.danger)
        .chain(&kind.sensitive)
        .collect();
    for when in anywhere {
        literals(audit, &key, when);
        for (field, _) in when.mentions() {
            if !earlier.contains(field) && crossing(pack, field).is_none() {
                audit.report(
                    &key,
                    format!("a condition asks {field}, which no page asks"),
                );
            }
        }
    }
}

fn known(
    audit: &mut Audit<'_>,
    key: &str,
    when: &Condition,
    earlier: &BTreeSet<&str>,
    page: &PageStep,
) {
    for (field, _) in when.mentions() {
        if !earlier.contains(field) {
            let page = page.page.first().map_or("", String::as_str);
            let what = format!("the page of {page} depends on {field}: ask it on an earlier page");
            audit.report(key, what);
        }
    }
}

fn literals(audit: &mut Audit<'_>, key: &str, when: &Condition) {
    for (name, literals) in when.mentions() {
        if let Some(crossing) = crossing(audit.pack, name) {
            for literal in literals {
                if !matches!(literal, Literal::Word(word) if crossing.way(word).is_some()) {
                    let what = format!("{name} can never be {literal:?}: check the code");
                    audit.report(key, what);
                }
            }
            continue;
        }
        let Some(field) = audit.pack.field(name) else {
            audit.report(
                key,
                format!("a condition asks {name}, which does not exist"),
            );
            continue;
        };
        for literal in literals {
            if !can_say(field, literal) {
                audit.report(
                    key,
                    format!("{name} can never be {literal:?}: check the code"),
                );
            }
        }
    }
}

/// The question of the orientation whose answer has this name.
fn crossing<'p>(pack: &'p Pack, name: &str) -> Option<&'p Crossing> {
    let name = name.strip_prefix(BLOCK)?.strip_prefix('.')?;
    pack.orientation
        .values()
        .find(|crossing| crossing.name == name)
}

fn can_say(field: &Field, literal: &Literal) -> bool {
    match literal {
        Literal::Word(word) => field.choice(word).is_some() || field.offers(word),
        Literal::Flag(_) => matches!(field.kind, FieldKind::Bool3 | FieldKind::Tick),
        Literal::Number(_) => matches!(
            field.kind,
            FieldKind::Money | FieldKind::Quantity | FieldKind::Int
        ),
    }
}
