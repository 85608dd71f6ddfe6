//! The checks of the pack before it may be used. Each mistake names its file, its key and what to
//! do; nothing is repaired silently.

mod codes;
mod fields;
mod kinds;
mod order;
mod orientation;
mod pivots;
mod reach;
mod words;

pub(super) use kinds::pages_of;

use super::mistake::Mistake;
use super::pack::Pack;

/// Every mistake of the pack, in the order of files.
pub(super) fn mistakes(pack: &Pack) -> Vec<Mistake> {
    let mut audit = Audit {
        pack,
        found: Vec::new(),
    };
    words::check(&mut audit);
    fields::check(&mut audit);
    kinds::check(&mut audit);
    codes::check(&mut audit);
    pivots::check(&mut audit);
    order::check(&mut audit);
    orientation::check(&mut audit);
    // Reaching pages supposes that what they refer to exists.
    if audit.found.is_empty() {
        reach::check(&mut audit);
    }
    audit.found.sort();
    audit.found.dedup();
    audit.found
}

struct Audit<'p> {
    pack: &'p Pack,
    found: Vec<Mistake>,
}

impl Audit<'_> {
    fn report(&mut self, key: &str, what: impl Into<String>) {
        // "type.x.label" and deeper belong to the entry "type.x".
        let file = self.pack.origins.get(key).or_else(|| {
            let mut entries = self.pack.origins.iter().rev();
            entries
                .find(|(entry, _)| key.starts_with(entry.as_str()))
                .map(|(_, file)| file)
        });
        let file = file.map_or("", String::as_str).to_owned();
        self.found.push(Mistake::new(&file, key, what));
    }
}
