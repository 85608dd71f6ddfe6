//! What a new grouping changes to the series people already know: who keeps which identity.
//! Identities and lineage are history; the grouping itself never depends on them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::record::RecordId;

/// The public identity of a series, given once and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId(pub u128);

/// A series as it is stored before the regrouping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Its public identity.
    pub id: SeriesId,
    /// When it was formed; decides ties.
    pub formed_at: Timestamp,
    /// Its members, erased complaints included.
    pub members: Vec<RecordId>,
}

/// A stored series part of whose members are now in another, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// The series on the other side.
    pub series: SeriesId,
    /// How many members they have in common.
    pub members: usize,
}

/// A series after the regrouping, when anything about it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// Its public identity, kept or new.
    pub id: SeriesId,
    /// Its members, earliest first.
    pub members: Vec<RecordId>,
    /// Members that did not bear this identity before: the rows to write.
    pub joined: Vec<RecordId>,
    /// Members before that are no longer here: moved, alone or erased.
    pub left: Vec<RecordId>,
    /// The stored series its members come from, largest overlap first.
    pub lineage: Vec<Overlap>,
}

/// What happened to the series, in words an event can carry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A new public series, out of complaints alone or of parts of older series.
    Formed {
        /// The new series.
        series: SeriesId,
        /// The stored series it takes members from.
        from: Vec<Overlap>,
        /// Its size.
        members: usize,
    },
    /// Complaints joined that were in no series.
    Grew {
        /// The series.
        series: SeriesId,
        /// The newcomers.
        joined: Vec<RecordId>,
    },
    /// Complaints left for no other series: erased, or alone again.
    Shrank {
        /// The series.
        series: SeriesId,
        /// Those who left.
        left: Vec<RecordId>,
    },
    /// All that remains of other series is now in this one.
    Merged {
        /// The series that keeps its identity.
        into: SeriesId,
        /// The series that ended in it.
        from: Vec<Overlap>,
    },
    /// Members of one series are now in several.
    Split {
        /// The stored series.
        series: SeriesId,
        /// Where its members are, itself included if it goes on.
        into: Vec<Overlap>,
    },
    /// No two members are together any more.
    Dissolved {
        /// The stored series.
        series: SeriesId,
        /// Its former members.
        members: Vec<RecordId>,
    },
}

/// The difference between the stored series and the new grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Series new or changed, in order of their earliest member.
    pub outcomes: Vec<Outcome>,
    /// Stored series whose identity ends.
    pub ended: Vec<SeriesId>,
    /// The same told as events, endings last.
    pub events: Vec<Event>,
}

/// Compares stored series with new ones over the same complaints. The new series with the
/// largest overlap keeps the public identity; ties go to the oldest stored series, then to the
/// earliest new one. Members of `series` are earliest first, and so are the series.
pub fn compare(
    previous: &[Previous],
    series: &[Vec<RecordId>],
    new_id: &mut dyn FnMut() -> SeriesId,
) -> Changes {
    let overlaps = Overlaps::of(previous, series);
    let kept = overlaps.identities(previous, series.len());
    let ids: Vec<SeriesId> = kept
        .iter()
        .map(|old| old.map_or_else(&mut *new_id, |old| previous[old].id))
        .collect();
    let stored: BTreeSet<RecordId> = previous.iter().flat_map(|p| p.members.clone()).collect();
    let placed: BTreeSet<RecordId> = series.iter().flatten().copied().collect();
    let mut changes = Changes::default();
    for (new, members) in series.iter().enumerate() {
        let before: &[RecordId] = kept[new].map_or(&[], |old| &previous[old].members);
        let outcome = Outcome {
            id: ids[new],
            joined: without(members, before),
            left: without(before, members),
            lineage: overlaps.ancestors(new, previous),
            members: members.clone(),
        };
        if outcome.joined.is_empty() && outcome.left.is_empty() {
            continue;
        }
        let swallowed = kept[new].map(|old| overlaps.swallowed(new, old, previous));
        tell(&outcome, swallowed, &stored, &placed, &mut changes.events);
        changes.outcomes.push(outcome);
    }
    for (old, stored) in previous.iter().enumerate() {
        end(stored, overlaps.descendants(old, &ids), &mut changes);
    }
    changes
}

/// Tells what became of a stored series that is no longer in one piece.
fn end(stored: &Previous, into: Vec<Overlap>, changes: &mut Changes) {
    if !into.iter().any(|overlap| overlap.series == stored.id) {
        changes.ended.push(stored.id);
    }
    if into.is_empty() {
        changes.events.push(Event::Dissolved {
            series: stored.id,
            members: stored.members.clone(),
        });
    } else if into.len() > 1 {
        changes.events.push(Event::Split {
            series: stored.id,
            into,
        });
    }
}

fn without(members: &[RecordId], known: &[RecordId]) -> Vec<RecordId> {
    let known: BTreeSet<&RecordId> = known.iter().collect();
    let unknown = members.iter().filter(|member| !known.contains(member));
    unknown.copied().collect()
}

/// How many members each stored and each new series have in common, and which stored series each
/// new one has members of.
struct Overlaps {
    sizes: BTreeMap<(usize, usize), usize>,
    sources: BTreeSet<(usize, usize)>,
}

impl Overlaps {
    fn of(previous: &[Previous], series: &[Vec<RecordId>]) -> Self {
        let mut new_of: BTreeMap<RecordId, usize> = BTreeMap::new();
        for (new, members) in series.iter().enumerate() {
            new_of.extend(members.iter().map(|member| (*member, new)));
        }
        let mut sizes = BTreeMap::new();
        for (old, stored) in previous.iter().enumerate() {
            for new in stored.members.iter().filter_map(|m| new_of.get(m)) {
                *sizes.entry((old, *new)).or_default() += 1;
            }
        }
        let sources = sizes.keys().map(|&(old, new)| (new, old)).collect();
        Self { sizes, sources }
    }

    /// For each new series, the place of the stored series whose identity it keeps.
    fn identities(&self, previous: &[Previous], count: usize) -> Vec<Option<usize>> {
        let mut by_size: Vec<(usize, usize, usize)> = self
            .sizes
            .iter()
            .map(|((old, new), size)| (*old, *new, *size))
            .collect();
        by_size.sort_by_key(|&(old, new, size)| {
            let stored = &previous[old];
            (Reverse(size), stored.formed_at, stored.id, new)
        });
        let mut kept = vec![None; count];
        let mut used = BTreeSet::new();
        for (old, new, _) in by_size {
            if kept[new].is_none() && used.insert(old) {
                kept[new] = Some(old);
            }
        }
        kept
    }

    fn ancestors(&self, new: usize, previous: &[Previous]) -> Vec<Overlap> {
        largest_first(self.common(new).map(|(old, members)| Overlap {
            series: previous[old].id,
            members,
        }))
    }

    /// The stored series that a new one has members of, and how many.
    fn common(&self, new: usize) -> impl Iterator<Item = (usize, usize)> {
        let sources = self.sources.range((new, 0)..=(new, usize::MAX));
        sources.map(|&(new, old)| (old, self.sizes[&(old, new)]))
    }

    fn descendants(&self, old: usize, ids: &[SeriesId]) -> Vec<Overlap> {
        let theirs = self.sizes.range((old, 0)..=(old, usize::MAX));
        largest_first(theirs.map(|((_, new), size)| Overlap {
            series: ids[*new],
            members: *size,
        }))
    }

    /// The stored series that end wholly in a new one, beside the one it continues.
    fn swallowed(&self, new: usize, kept: usize, previous: &[Previous]) -> Vec<Overlap> {
        let ended = |old: usize| {
            let mut into = self.sizes.range((old, 0)..=(old, usize::MAX));
            into.next().is_some() && into.next().is_none()
        };
        let ours = self.common(new);
        let ours = ours.filter(|(old, _)| *old != kept && ended(*old));
        largest_first(ours.map(|(old, members)| Overlap {
            series: previous[old].id,
            members,
        }))
    }
}

fn largest_first(overlaps: impl Iterator<Item = Overlap>) -> Vec<Overlap> {
    let mut overlaps: Vec<Overlap> = overlaps.collect();
    overlaps.sort_by_key(|overlap| (Reverse(overlap.members), overlap.series));
    overlaps
}

/// Tells one outcome: formed, or merged, grown, shrunk.
fn tell(
    outcome: &Outcome,
    swallowed: Option<Vec<Overlap>>,
    stored: &BTreeSet<RecordId>,
    placed: &BTreeSet<RecordId>,
    events: &mut Vec<Event>,
) {
    let series = outcome.id;
    let Some(from) = swallowed else {
        events.push(Event::Formed {
            series,
            from: outcome.lineage.clone(),
            members: outcome.members.len(),
        });
        return;
    };
    if !from.is_empty() {
        events.push(Event::Merged { into: series, from });
    }
    let outside = |members: &[RecordId], known: &BTreeSet<RecordId>| -> Vec<RecordId> {
        let unknown = members.iter().filter(|member| !known.contains(member));
        unknown.copied().collect()
    };
    let joined = outside(&outcome.joined, stored);
    if !joined.is_empty() {
        events.push(Event::Grew { series, joined });
    }
    let left = outside(&outcome.left, placed);
    if !left.is_empty() {
        events.push(Event::Shrank { series, left });
    }
}
