//! Each type of complaint: what it refers to exists, its pages have a title and a place of their
//! own, it may be filed under every profile.

use std::collections::BTreeSet;

use super::Audit;
use crate::form::field::{Field, Required};
use crate::form::journey::{CHECK, DECLARATION};
use crate::form::kind::{Kind, Mode, ModeChoice, PageStep, Step};
use crate::form::pack::{OTHER, Pack};

/// Most urgent actions shown.
const MOST_URGENT: usize = 4;

/// Most tasks of a list: more is no list a person holds in mind.
const MOST_TASKS: usize = 9;

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for needed in [OTHER] {
        if pack.kind(needed).is_none() {
            audit.report(&format!("type.{needed}"), "this type must exist");
        }
    }
    if !pack.blocks.contains_key(DECLARATION) {
        audit.report(&format!("block.{DECLARATION}"), "this block must exist");
    }
    let mut ids = BTreeSet::new();
    for kind in pack.kinds.values() {
        let key = format!("type.{}", kind.code);
        if !ids.insert(&kind.id) {
            audit.report(&key, format!("the id {} is used twice", kind.id));
        }
        references(audit, &key, kind);
        pages(audit, &key, kind);
        tasks(audit, &key, kind);
        modes(audit, &key, kind);
    }
    for (key, block) in &pack.blocks {
        let key = format!("block.{key}");
        for page in &block.pages {
            page_fields(audit, &key, page);
            if page.task.is_some() {
                audit.report(&key, "a block opens no task: the type that uses it does");
            }
        }
        if let Some(more) = &block.more
            && !block.pages.iter().any(|page| page.page.contains(more))
        {
            audit.report(&key, format!("{more} is asked by no page of the block"));
        }
    }
    profiles(audit);
    contacts(audit);
    for (word, code) in &pack.spellings {
        if pack.kind(code).is_none() {
            audit.report(
                &format!("kind.{word}"),
                format!("type {code} does not exist"),
            );
        }
    }
}

fn references(audit: &mut Audit<'_>, key: &str, kind: &Kind) {
    let pack = audit.pack;
    if kind.urgent.len() > MOST_URGENT {
        audit.report(
            key,
            format!("more than {MOST_URGENT} urgent actions: keep the first"),
        );
    }
    for urge in &kind.urgent {
        if !pack.urgent.contains_key(&urge.key) {
            audit.report(
                key,
                format!("the urgent action {} does not exist", urge.key),
            );
        }
    }
    for route in &kind.routes {
        if pack.route(&route.to).is_none() && pack.kind_by_id(&route.to).is_none() {
            audit.report(key, format!("{} is neither a route nor a type", route.to));
        }
    }
    for step in &kind.steps {
        let asked = match step {
            Step::Page(page) => {
                page_fields(audit, key, page);
                &page.ask
            }
            Step::Block(step) => {
                match pack.blocks.get(&step.block) {
                    None => audit.report(key, format!("block {} does not exist", step.block)),
                    Some(block) => {
                        if step.repeat.is_some() && block.more.is_none() {
                            let what = format!("block {} repeats: give it a `more`", step.block);
                            audit.report(key, what);
                        }
                        if let Some(profile) = &step.profile
                            && !block
                                .pages
                                .iter()
                                .any(|page| page.profiles.contains(profile))
                        {
                            let what = format!("block {} has no profile {profile}", step.block);
                            audit.report(key, what);
                        }
                    }
                }
                &step.ask
            }
        };
        for evidence in asked {
            if !pack.evidence.contains_key(evidence) {
                audit.report(key, format!("the evidence {evidence} does not exist"));
            }
        }
    }
}

fn tasks(audit: &mut Audit<'_>, key: &str, kind: &Kind) {
    let count = kind
        .steps
        .iter()
        .filter(|step| step.task().is_some())
        .count();
    if count > 0 && kind.steps.first().is_some_and(|step| step.task().is_none()) {
        audit.report(key, "a list of tasks: give the first step its task too");
    }
    if count > MOST_TASKS {
        let what = format!("{count} tasks: keep {MOST_TASKS} at most");
        audit.report(key, what);
    }
}

fn page_fields(audit: &mut Audit<'_>, key: &str, page: &PageStep) {
    for field in &page.page {
        if audit.pack.field(field).is_none() {
            audit.report(key, format!("the field {field} does not exist"));
        }
    }
    if page.page.is_empty() {
        audit.report(key, "a page without a field: remove it");
    }
    if page.page.len() > 1 && page.title.is_none() {
        let what = format!(
            "the page of {} has several fields: give it a title",
            page.page[0]
        );
        audit.report(key, what);
    }
    folded(audit, key, page);
}

/// What is folded may be left unread: it is optional, and never the whole page.
fn folded(audit: &mut Audit<'_>, key: &str, page: &PageStep) {
    let Some(folded) = &page.folded else { return };
    for name in &folded.fields {
        if !page.page.contains(name) {
            audit.report(
                key,
                format!("{name} is folded on a page that does not ask it"),
            );
        }
        let needed = |field: &Field| field.required != Required::No || field.legal_min;
        if audit.pack.field(name).is_some_and(needed) {
            audit.report(key, format!("{name} is needed: do not fold it"));
        }
    }
    if page.page.iter().all(|name| folded.fields.contains(name)) {
        let what = format!("the page of {} is folded whole", folded.fields.join(", "));
        audit.report(key, what);
    }
}

/// The pages a type may have, in order, with the step that brings them.
pub(in crate::form) fn pages_of<'p>(
    pack: &'p Pack,
    kind: &'p Kind,
) -> Vec<(&'p Step, &'p PageStep)> {
    let mut pages = Vec::new();
    for step in &kind.steps {
        match step {
            Step::Page(page) => pages.push((step, page)),
            Step::Block(named) => {
                let block = pack.blocks.get(&named.block);
                let block_pages = block.into_iter().flat_map(|block| &block.pages);
                let wanted = block_pages.filter(|page| match &named.profile {
                    Some(profile) => page.profiles.is_empty() || page.profiles.contains(profile),
                    None => true,
                });
                pages.extend(wanted.map(|page| (step, page)));
            }
        }
    }
    pages
}

fn pages(audit: &mut Audit<'_>, key: &str, kind: &Kind) {
    let mut slugs = BTreeSet::from([CHECK.to_owned()]);
    let mut fields = BTreeSet::new();
    let mut has_pivot = false;
    for (_, page) in pages_of(audit.pack, kind) {
        let slug = page.slug.clone().or_else(|| page.page.first().cloned());
        let slug = slug.unwrap_or_default().replace(['.', '_'], "-");
        let plain = slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !plain || slug.is_empty() {
            audit.report(key, format!("the slug {slug} is not fit for a URL"));
        }
        if !slugs.insert(slug.clone()) {
            audit.report(
                key,
                format!("two pages have the slug {slug}: name one otherwise"),
            );
        }
        for field in &page.page {
            if !fields.insert(field) {
                audit.report(key, format!("{field} is asked twice"));
            }
            has_pivot |= audit.pack.field(field).is_some_and(|f| f.pivot.is_some());
        }
    }
    if !has_pivot {
        audit.report(key, "no pivot: nothing would link these complaints");
    }
}

fn modes(audit: &mut Audit<'_>, key: &str, kind: &Kind) {
    for (profile, said) in &audit.pack.profiles {
        match kind.mode.get(profile) {
            None if said.otherwise.is_some() => {}
            None => audit.report(key, format!("no filing mode for the profile {profile}")),
            Some(choice) if choice.modes().contains(&Mode::Counter) => {
                audit.report(
                    key,
                    format!("mode.{profile}: nobody files online at a counter"),
                );
            }
            Some(ModeChoice::One(_)) => {}
            Some(ModeChoice::Rules(rules)) => {
                if rules.last().is_none_or(|rule| rule.when.is_some()) {
                    audit.report(
                        key,
                        format!("mode.{profile}: end with a rule for all others"),
                    );
                }
            }
        }
    }
    for profile in kind.mode.keys() {
        if !audit.pack.profiles.contains_key(profile) {
            audit.report(key, format!("the profile {profile} does not exist"));
        }
    }
}

/// Each profile says what every mode means.
fn profiles(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for (key, profile) in &pack.profiles {
        for mode in Mode::ALL {
            let met = mode != Mode::Counter || profile.counter.is_some();
            if met && !profile.modes.contains_key(&mode) {
                let what = format!(
                    "say what the mode {} means: told, next, officer",
                    mode.code()
                );
                audit.report(&format!("profile.{key}"), what);
            }
        }
    }
}

fn contacts(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for (key, contact) in &pack.contacts {
        let key = format!("contact.{key}");
        if contact.source.trim().is_empty() {
            audit.report(&key, "say where this was read: source");
        }
        if contact.number.is_none() && contact.site.is_none() {
            audit.report(&key, "give a number or a site");
        }
    }
    let used = pack
        .urgent
        .iter()
        .map(|(key, action)| (format!("urgent.{key}"), &action.contacts))
        .chain(
            pack.routes
                .iter()
                .map(|(key, r)| (format!("route.{key}"), &r.contacts)),
        );
    for (key, contacts) in used {
        for contact in contacts {
            if pack.contact(contact).is_none() {
                audit.report(&key, format!("the contact {contact} does not exist"));
            }
        }
    }
}
