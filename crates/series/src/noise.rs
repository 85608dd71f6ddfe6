//! The static lists shipped with the platform, turned into what linkage reads, and the parameters
//! in force with them. The lists are data in `noise/`; this file names each and says what it means.

use faisceau_identifiers::{Kind as Typed, parse};
use faisceau_linkage::{Kind, NoiseList, Params, Pattern};
use std::collections::BTreeSet;
use std::sync::OnceLock;

const BANKS: &str = include_str!("../noise/bank-website.txt");
const SHORTENERS: &str = include_str!("../noise/url-shortener.txt");
const DISPOSABLE: &str = include_str!("../noise/disposable-email.txt");
const CONTACTS: &str = include_str!("../noise/common-contact-emails.txt");
const FICTION: &str = include_str!("../noise/phone_numbers.txt");

/// The parameters in force. A demonstration has only numbers kept for fiction: there the list of
/// those is left out. Cost: the lists are read once per process.
#[must_use]
pub fn parameters(demonstration: bool) -> &'static Params {
    static REAL: OnceLock<Params> = OnceLock::new();
    static SHOWN: OnceLock<Params> = OnceLock::new();
    let held = if demonstration { &SHOWN } else { &REAL };
    held.get_or_init(|| with_lists(demonstration))
}

fn with_lists(demonstration: bool) -> Params {
    let mut params = Params::first();
    params.noise = vec![
        sites("bank-website", BANKS),
        sites("url-shortener", SHORTENERS),
        sites("disposable-email", DISPOSABLE),
        beginnings("common-contact-emails", Kind::Email, CONTACTS),
    ];
    if !demonstration {
        params
            .noise
            .push(beginnings("phone_numbers", Kind::Phone, FICTION));
    }
    params
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
