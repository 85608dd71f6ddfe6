//! The classifications: every type has its codes in every scheme or a reason, every code is a term
//! of its scheme, and a term that ends names what takes its place.

use std::collections::BTreeSet;

use super::Audit;
use crate::form::field::{Field, FieldKind};
use crate::form::kind::Kind;
use crate::form::taxonomy::ByScheme;

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for (key, scheme) in &pack.schemes {
        let key = format!("scheme.{key}");
        if scheme.version.trim().is_empty() {
            audit.report(&key, "say which version: version");
        }
        if scheme.source.trim().is_empty() {
            audit.report(&key, "say where its codes were read: source");
        }
    }
    for scheme in pack.terms.keys() {
        let key = format!("term.{scheme}");
        if pack.scheme(scheme).is_none() {
            audit.report(&key, format!("the scheme {scheme} does not exist"));
        }
        terms(audit, &key, scheme);
    }
    for kind in pack.kinds.values() {
        of_type(audit, kind);
    }
    // Codes of a type that is not in the pack wait for it: a jurisdiction may leave a type out.
    for (field, options) in &pack.option_codes {
        let key = format!("option_codes.{field}");
        let Some(field) = pack.field(field) else {
            audit.report(&key, format!("the field {field} does not exist"));
            continue;
        };
        for (option, codes) in options {
            if !can_be(field, option) {
                audit.report(&key, format!("{option} is no choice of {}", field.key));
            }
            exist(audit, &key, codes);
        }
    }
}

fn terms(audit: &mut Audit<'_>, key: &str, scheme: &str) {
    let pack = audit.pack;
    for (code, term) in pack.terms.get(scheme).into_iter().flatten() {
        match (term.until, term.successors.is_empty()) {
            (Some(_), true) => audit.report(
                key,
                format!("{code} ends: name what takes its place: successors"),
            ),
            (None, false) => audit.report(
                key,
                format!("{code} has successors and no end: write until, or remove them"),
            ),
            _ => {}
        }
        for successor in &term.successors {
            if pack.term(scheme, successor).is_none() {
                let what = format!("{successor}, which takes the place of {code}, does not exist");
                audit.report(key, what);
            }
        }
        if follows_itself(audit, scheme, code) {
            audit.report(key, format!("{code} takes its own place: break the circle"));
        }
    }
}

fn follows_itself(audit: &Audit<'_>, scheme: &str, code: &str) -> bool {
    let next = |code: &str| {
        let term = audit.pack.term(scheme, code);
        term.map_or(&[][..], |term| term.successors.as_slice())
    };
    let mut seen = BTreeSet::new();
    let mut pending: Vec<&String> = next(code).iter().collect();
    while let Some(one) = pending.pop() {
        if one == code {
            return true;
        }
        if seen.insert(one) {
            pending.extend(next(one));
        }
    }
    false
}

fn of_type(audit: &mut Audit<'_>, kind: &Kind) {
    let pack = audit.pack;
    let key = format!("type.{}", kind.code);
    let Some(codes) = pack.codes.get(&kind.code) else {
        if !pack.schemes.is_empty() {
            audit.report(&key, format!("no codes: write [codes.{}]", kind.code));
        }
        return;
    };
    let key = format!("codes.{}", kind.code);
    for scheme in pack.schemes.keys() {
        let has = codes.given.get(scheme).is_some_and(|all| !all.is_empty());
        match (has, codes.none.contains_key(scheme)) {
            (true, true) => audit.report(
                &key,
                format!("{scheme} has codes and a reason for none: keep one"),
            ),
            (false, false) => audit.report(
                &key,
                format!("no code in {scheme}: give one, or say why in none.{scheme}"),
            ),
            _ => {}
        }
    }
    for scheme in codes.none.keys() {
        if pack.scheme(scheme).is_none() {
            audit.report(&key, format!("the scheme {scheme} does not exist"));
        }
    }
    exist(audit, &key, &codes.given);
    for (scheme, code) in pairs(&codes.given) {
        let ended = pack.term(scheme, code).and_then(|term| term.until);
        if ended.is_some_and(|until| until < kind.valid_from) {
            let what =
                format!("{code} of {scheme} ended before this type began: write its successor");
            audit.report(&key, what);
        }
    }
}

fn exist(audit: &mut Audit<'_>, key: &str, codes: &ByScheme) {
    for scheme in codes.keys() {
        if audit.pack.scheme(scheme).is_none() {
            audit.report(key, format!("the scheme {scheme} does not exist"));
        }
    }
    for (scheme, code) in pairs(codes) {
        if audit.pack.term(scheme, code).is_none() {
            audit.report(key, format!("{code} is no term of {scheme}"));
        }
    }
}

fn pairs(codes: &ByScheme) -> impl Iterator<Item = (&str, &str)> {
    codes.iter().flat_map(|(scheme, codes)| {
        codes
            .iter()
            .map(move |code| (scheme.as_str(), code.as_str()))
    })
}

fn can_be(field: &Field, option: &str) -> bool {
    match field.kind {
        FieldKind::Bool3 => matches!(option, "yes" | "no"),
        _ => field.choice(option).is_some(),
    }
}
