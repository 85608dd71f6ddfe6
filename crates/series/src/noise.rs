//! The lists of values that are everybody's ([`Lists`]) as linkage reads them, and the figures shipped
//! beside them. The lists are data in `noise/`; this file holds none.

use faisceau_domain::noise::{List, Lists, Matching, network};
use faisceau_identifiers::Kind as Typed;
use faisceau_linkage::{Figures, Kind, NoiseList, Pattern};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The figures shipped: in force until others are adopted.
#[must_use]
pub fn figures() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(Figures::third)
}

/// Lists as linkage reads them; the first that names a value gives its code. The last ones made are
/// kept under their version: a linker begins again often, and thousands of entries are parsed.
#[must_use]
pub fn lists(of: &Lists) -> Vec<NoiseList> {
    static LAST: Mutex<Option<(String, Vec<NoiseList>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    match &*last {
        Some((version, made)) if version == of.version() => made.clone(),
        _ => {
            let made: Vec<NoiseList> = of.all().iter().map(made).collect();
            *last = Some((of.version().to_owned(), made.clone()));
            made
        }
    }
}

fn made(list: &List) -> NoiseList {
    let kinds: Vec<Kind> = list.kinds.iter().flat_map(|kind| linked(*kind)).collect();
    let patterns = list.entries.iter().flat_map(|entry| patterns(list, entry));
    NoiseList::new(&list.code, &kinds, patterns)
}

fn patterns(list: &List, entry: &str) -> Vec<Pattern> {
    let host = || entry.to_ascii_lowercase();
    match list.matching {
        Matching::Exact => {
            let keys = list.keys(entry).into_iter();
            keys.map(|(_, key)| Pattern::Exact(key)).collect()
        }
        Matching::Registrable => vec![Pattern::Registrable(host())],
        Matching::Suffix => vec![Pattern::Suffix(host())],
        Matching::Prefix => vec![Pattern::Prefix(entry.to_owned())],
        Matching::Network => {
            let read = network(entry).into_iter();
            read.map(|(address, bits)| Pattern::Network(address, bits))
                .collect()
        }
    }
}

/// The kinds of linkage that a type a person chooses becomes.
fn linked(kind: Typed) -> Vec<Kind> {
    match kind {
        Typed::Iban => vec![Kind::Iban],
        Typed::Phone => vec![Kind::Phone, Kind::ShortCode],
        Typed::Email => vec![Kind::Email],
        Typed::Url => vec![Kind::Url],
        Typed::Crypto => vec![Kind::Crypto],
        Typed::Handle => vec![Kind::Handle],
        Typed::Ip => vec![Kind::Ip],
        Typed::PaymentReference => vec![Kind::PaymentRef, Kind::Label],
    }
}
