//! The static lists shipped with the platform, turned into what linkage reads, and the figures
//! in force with them. The lists are data in `noise/`; this file names each and says what it means.

use faisceau_identifiers::{Kind as Typed, parse};
use faisceau_linkage::{Figures, Kind, NoiseList, Pattern};
use std::collections::BTreeSet;
use std::sync::OnceLock;

const BANKS: &str = include_str!("../noise/bank-website.txt");
const SHORTENERS: &str = include_str!("../noise/url-shortener.txt");
const DISPOSABLE: &str = include_str!("../noise/disposable-email.txt");
const CONTACTS: &str = include_str!("../noise/common-contact-emails.txt");
const FICTION: &str = include_str!("../noise/phone_numbers.txt");

/// The figures in force.
#[must_use]
pub fn figures() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(Figures::second)
}

/// The lists in force; the first that names a value gives its name. A demonstration has only
/// numbers kept for fiction: there the list of those is left out. Cost: the lists are read once
/// per process.
#[must_use]
pub fn lists(demonstration: bool) -> &'static [NoiseList] {
    static REAL: OnceLock<Vec<NoiseList>> = OnceLock::new();
    static SHOWN: OnceLock<Vec<NoiseList>> = OnceLock::new();
    let held = if demonstration { &SHOWN } else { &REAL };
    held.get_or_init(|| read(demonstration))
}

fn read(demonstration: bool) -> Vec<NoiseList> {
    let mut lists = vec![
        sites("bank-website", BANKS),
        sites("url-shortener", SHORTENERS),
        sites("disposable-email", DISPOSABLE),
        beginnings("common-contact-emails", Kind::Email, CONTACTS),
    ];
    if !demonstration {
        lists.push(beginnings("phone_numbers", Kind::Phone, FICTION));
    }
    lists
}

fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Hosts, each as the key an address of that host would have: exact, so that a short link or a
/// tenant below a listed host is not taken for the host itself.
fn sites(name: &str, text: &str) -> NoiseList {
    let hosts = entries(text).flat_map(|host| {
        let key = parse(Typed::Url, host).map(|address| address.key().to_owned());
        [Some(host.to_owned()), key.ok()]
    });
    let keys: BTreeSet<String> = hosts.flatten().collect();
    NoiseList::new(name, Kind::Url, keys, Vec::new())
}

fn beginnings(name: &str, kind: Kind, text: &str) -> NoiseList {
    let patterns = entries(text).map(|start| Pattern::Prefix(start.to_owned()));
    NoiseList::new(name, kind, [], patterns.collect())
}
