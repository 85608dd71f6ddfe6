//! Names of accounts that are nearly one: which of those held are compared, and how near two are. Names
//! lie in blocks, made when first asked for and kept since; only names of one block are compared, and
//! none of a block of many. Nothing is ever linked on it.
//!
//! How near: Winkler, "String comparator metrics and enhanced decision rules in the Fellegi-Sunter
//! model of record linkage" (1990).

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::OnceLock;

use faisceau_identifiers::Look;
use rustc_hash::FxHasher;

use crate::record::Kind;
use crate::roll::ValueNo;
use crate::slip::Slip;
use crate::values::Values;

/// Names of a block that are compared. In a block of more they are neighbours by nature (first names,
/// names that are counted), and an arrival compares no more than this in each of its blocks.
const MOST: usize = 32;
/// Signs of a name's beginning, and of its end before its figures, that a block shares: one slip leaves
/// one of the two as it was.
const ENDS: usize = 3;
/// Figures at the end of two names that make them somebody's own. With fewer, names are first names and
/// names of families: strangers have them too.
const FIGURES: usize = 3;
/// From how many hundredths two names are nearly one.
const NEARLY: u8 = 94;
/// Names longer than this are compared with none.
const LONGEST: usize = 64;

/// The blocks of the names held, once somebody asked.
#[derive(Debug, Default)]
pub(crate) struct Names(OnceLock<BTreeSet<(u64, ValueNo)>>);

/// How two names are nearly one; `None` when they are not, or are one. The keys are those of handles.
#[must_use]
pub fn resemblance(one: &str, other: &str) -> Option<Slip> {
    let (first, second) = (look(one)?, look(other)?);
    (one != other).then(|| compared(&first, &second)).flatten()
}

/// Whether a name is compared with others.
pub(crate) fn is_compared(key: &str) -> bool {
    look(key).is_some()
}

/// What names that look the same share.
pub(crate) fn whole(key: &str) -> Option<String> {
    look(key).map(|look| look.whole())
}

fn look(key: &str) -> Option<Look<'_>> {
    Look::of(key).filter(|_| key.len() <= LONGEST)
}

fn compared(one: &Look<'_>, other: &Look<'_>) -> Option<Slip> {
    if !one.may_meet(other) {
        return None;
    }
    let own = one.figures.len() >= FIGURES && other.figures.len() >= FIGURES;
    if one.whole() == other.whole() {
        // A name that many have is the same only as it was written, but for signs taken for others.
        let same = own || one.platform == other.platform && one.same_words(other);
        return same.then_some(Slip::LooksSame);
    }
    // Names that count (lea751, lea752) are not one: the figures are the same, or nothing is said.
    if !own || one.figures != other.figures {
        return None;
    }
    // The measure takes the first that fits: asked in one order, it says one thing.
    let [first, second] = [&one.stem, &other.stem];
    let (first, second) = (first.min(second), first.max(second));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let hundredths = (strsim::jaro_winkler(first, second) * 100.0) as u8;
    (hundredths >= NEARLY).then_some(Slip::Resembles { hundredths })
}

/// The blocks a name lies in: of those that look the same, that begin and that end alike.
fn blocks(look: &Look<'_>) -> [u64; 3] {
    let first = look.stem.chars().take(ENDS);
    let last = look.stem.chars().rev().take(ENDS);
    let of = |which: u8, figures: &str, signs: String| {
        let mut hasher = FxHasher::default();
        (which, figures, signs).hash(&mut hasher);
        hasher.finish()
    };
    [
        of(0, "", look.whole()),
        of(1, look.figures, first.collect()),
        of(2, look.figures, last.collect()),
    ]
}

impl Names {
    /// The names held that are nearly this one, and how.
    pub(crate) fn near(&self, values: &Values, key: &str) -> BTreeMap<ValueNo, Slip> {
        let mut found = BTreeMap::new();
        let Some(own) = look(key) else {
            return found;
        };
        for block in blocks(&own) {
            let members = members(self.all(values), block);
            if members.len() > MOST {
                continue;
            }
            for number in members {
                let other = &*values[number as usize].key.key;
                let slip = look(other).filter(|_| other != key);
                if let Some(slip) = slip.and_then(|other| compared(&own, &other)) {
                    found.insert(number, slip);
                }
            }
        }
        found
    }

    fn all(&self, values: &Values) -> &BTreeSet<(u64, ValueNo)> {
        self.0.get_or_init(|| {
            let names = values.held(Kind::Handle);
            let entries = names.flat_map(|(number, key)| entries(key, number));
            entries.collect()
        })
    }

    /// Takes names in, or again; those of the blocks that became too many to be compared.
    pub(crate) fn took(
        &mut self,
        values: &Values,
        numbers: impl Iterator<Item = ValueNo>,
    ) -> Vec<ValueNo> {
        let Some(all) = self.0.get_mut() else {
            return Vec::new();
        };
        let mut closed = Vec::new();
        for number in numbers {
            let value = &values[number as usize].key;
            if value.kind != Kind::Handle {
                continue;
            }
            for entry in entries(&value.key, number) {
                let members = all.insert(entry).then(|| members(all, entry.0));
                let members = members.filter(|members| members.len() == MOST + 1);
                closed.extend(members.into_iter().flatten());
            }
        }
        closed
    }

    /// Lets a name go that nobody uses; those of the blocks that are few enough again.
    pub(crate) fn left(&mut self, values: &Values, number: ValueNo) -> Vec<ValueNo> {
        let value = &values[number as usize].key;
        let Some(all) = self.0.get_mut().filter(|_| value.kind == Kind::Handle) else {
            return Vec::new();
        };
        let mut opened = Vec::new();
        for entry in entries(&value.key, number) {
            let members = all.remove(&entry).then(|| members(all, entry.0));
            let members = members.filter(|members| members.len() == MOST);
            opened.extend(members.into_iter().flatten());
        }
        opened
    }
}

/// A name in each of its blocks.
fn entries(key: &str, number: ValueNo) -> impl Iterator<Item = (u64, ValueNo)> {
    let blocks = look(key).map(|look| blocks(&look));
    let blocks = blocks.into_iter().flatten();
    blocks.map(move |block| (block, number))
}

/// The names of a block, and no more than tell that they are too many, and were not just before.
fn members(all: &BTreeSet<(u64, ValueNo)>, block: u64) -> Vec<ValueNo> {
    let members = all.range((block, 0)..=(block, ValueNo::MAX));
    members.take(MOST + 2).map(|(_, number)| *number).collect()
}
