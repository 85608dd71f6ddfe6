//! Where every complaint is stored, in the memory of who links: read once, then kept with what each
//! turn writes. What a turn changed is compared with it, so that an arrival reads nothing of the
//! series it joins, however large. Reads no table and writes none.

use crate::catalogue::Standing;
use crate::decide::stand::Stand;
use crate::load::Stored;
use faisceau_linkage::{Changes, Previous, RecordId, SeriesId, compare};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The stored series, and who is in which.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    of: HashMap<RecordId, SeriesId>,
    series: HashMap<SeriesId, Known>,
    /// How members stand who are no candidates.
    standings: HashMap<RecordId, Standing>,
}

/// A stored series.
#[derive(Debug)]
struct Known {
    formed_at: Timestamp,
    members: usize,
}

/// What differs from what is stored.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) changes: Changes,
    /// The members, before, of the series that end.
    pub(crate) ended_members: BTreeMap<SeriesId, Vec<RecordId>>,
    /// Complaints that join a series and were in another.
    pub(crate) moved: BTreeSet<RecordId>,
}

/// What a new series is made of, as stored.
#[derive(Debug, Default)]
struct Parts {
    stored: BTreeMap<SeriesId, usize>,
    newcomers: Vec<RecordId>,
    /// A member that is stored in a series.
    settled: Option<RecordId>,
}

impl Placed {
    pub(crate) fn of(stored: &Stored) -> Placed {
        let mut placed = Placed {
            standings: stored.standings.clone(),
            ..Placed::default()
        };
        for (id, series) in &stored.series {
            let known = Known {
                formed_at: series.formed_at,
                members: series.members.len(),
            };
            placed.series.insert(*id, known);
            placed
                .of
                .extend(series.members.iter().map(|member| (*member, *id)));
        }
        placed
    }

    /// Whether a complaint is in a series.
    pub(crate) fn holds(&self, id: RecordId) -> bool {
        self.of.contains_key(&id)
    }

    /// How members stand who are no candidates.
    pub(crate) fn standings(&self) -> &HashMap<RecordId, Standing> {
        &self.standings
    }

    /// Compares the new series with those stored. `others` are complaints in none of them that may
    /// have been in one; without them, all that are stored. A series that only grew is compared by
    /// who came and one who was there: the others stay where they are.
    pub(crate) fn compare(
        &self,
        series: Vec<Vec<RecordId>>,
        others: Option<Vec<RecordId>>,
        new_id: &mut dyn FnMut() -> SeriesId,
    ) -> Compared {
        let parts: Vec<Parts> = series.iter().map(|members| self.parts(members)).collect();
        let goes_on = parts.iter().filter_map(|parts| self.whole_in(parts));
        let goes_on: BTreeSet<SeriesId> = goes_on.collect();
        let asked: BTreeSet<SeriesId> = match &others {
            Some(others) => others
                .iter()
                .filter_map(|id| self.of.get(id).copied())
                .collect(),
            None => self.series.keys().copied().collect(),
        };
        let named = parts.iter().flat_map(|parts| parts.stored.keys().copied());
        let looked_at = named.chain(asked).filter(|id| !goes_on.contains(id));
        let mut previous = self.previous(looked_at.collect(), &series, others.as_deref());
        let mut grown: HashMap<SeriesId, (Vec<RecordId>, usize)> = HashMap::new();
        let mut given: Vec<Vec<RecordId>> = Vec::new();
        for (members, parts) in series.into_iter().zip(parts) {
            let (Some(id), Some(one)) = (self.whole_in(&parts), parts.settled) else {
                given.push(members);
                continue;
            };
            if parts.newcomers.is_empty() {
                continue;
            }
            previous.push(Previous {
                id,
                formed_at: self.series[&id].formed_at,
                members: vec![one],
            });
            given.push(std::iter::once(one).chain(parts.newcomers).collect());
            grown.insert(id, (members, self.series[&id].members));
        }
        let mut changes = compare(&previous, &given, new_id);
        for outcome in &mut changes.outcomes {
            if let Some((members, stayed)) = grown.remove(&outcome.id) {
                outcome.members = members;
                outcome.lineage.iter_mut().for_each(|o| o.members = stayed);
            }
        }
        self.told(changes, previous)
    }

    fn told(&self, changes: Changes, previous: Vec<Previous>) -> Compared {
        let ended: BTreeSet<&SeriesId> = changes.ended.iter().collect();
        let ended_members = previous
            .into_iter()
            .filter(|stored| ended.contains(&stored.id))
            .map(|stored| (stored.id, stored.members));
        let ended_members = ended_members.collect();
        let joined = changes.outcomes.iter().flat_map(|outcome| &outcome.joined);
        let moved = joined.copied().filter(|id| self.holds(*id)).collect();
        Compared {
            changes,
            ended_members,
            moved,
        }
    }

    fn parts(&self, members: &[RecordId]) -> Parts {
        let mut parts = Parts::default();
        let mut last: Option<(SeriesId, usize)> = None;
        for member in members {
            match (self.of.get(member), &mut last) {
                (None, _) => parts.newcomers.push(*member),
                (Some(id), Some((known, count))) if id == known => *count += 1,
                (Some(id), last) => {
                    parts.settled.get_or_insert(*member);
                    if let Some((known, count)) = last.replace((*id, 1)) {
                        *parts.stored.entry(known).or_default() += count;
                    }
                }
            }
        }
        if let Some((known, count)) = last {
            *parts.stored.entry(known).or_default() += count;
        }
        parts
    }

    /// The stored series all of whose members, and nobody of another, are in a new one.
    fn whole_in(&self, parts: &Parts) -> Option<SeriesId> {
        let mut stored = parts.stored.iter();
        let (id, count) = stored.next()?;
        let alone = stored.next().is_none() && *count == self.series[id].members;
        alone.then_some(*id)
    }

    /// Stored series with all their members.
    fn previous(
        &self,
        ids: BTreeSet<SeriesId>,
        series: &[Vec<RecordId>],
        others: Option<&[RecordId]>,
    ) -> Vec<Previous> {
        if ids.is_empty() {
            return Vec::new();
        }
        let mut members: BTreeMap<SeriesId, BTreeSet<RecordId>> =
            ids.into_iter().map(|id| (id, BTreeSet::new())).collect();
        let mut put = |member: &RecordId| {
            if let Some(of) = self.of.get(member).and_then(|id| members.get_mut(id)) {
                of.insert(*member);
            }
        };
        series.iter().flatten().for_each(&mut put);
        others.into_iter().flatten().for_each(&mut put);
        // A member that is not among those that may have changed: everybody is looked at.
        let short =
            |(id, found): (&SeriesId, &BTreeSet<RecordId>)| found.len() < self.series[id].members;
        if members.iter().any(short) {
            for (member, id) in &self.of {
                if let Some(of) = members.get_mut(id) {
                    of.insert(*member);
                }
            }
        }
        let previous = members.into_iter().map(|(id, members)| Previous {
            id,
            formed_at: self.series[&id].formed_at,
            members: members.into_iter().collect(),
        });
        previous.collect()
    }

    /// Remembers what was written.
    pub(crate) fn note(&mut self, compared: &Compared, stand: &Stand, at: Timestamp) {
        for ended in &compared.changes.ended {
            self.series.remove(ended);
        }
        for (ended, members) in &compared.ended_members {
            for member in members {
                self.leave(*member, *ended);
            }
        }
        for outcome in &compared.changes.outcomes {
            for member in &outcome.left {
                self.leave(*member, outcome.id);
            }
        }
        for outcome in &compared.changes.outcomes {
            for member in &outcome.joined {
                self.of.insert(*member, outcome.id);
            }
            let known = self.series.entry(outcome.id).or_insert(Known {
                formed_at: at,
                members: 0,
            });
            known.members = outcome.members.len();
        }
        for (standing, members) in &stand.members {
            for member in members {
                match standing {
                    Standing::Candidate => self.standings.remove(member),
                    _ => self.standings.insert(*member, *standing),
                };
            }
        }
        let gone: Vec<RecordId> = self.gone(compared).collect();
        for member in gone {
            self.standings.remove(&member);
        }
    }

    fn leave(&mut self, member: RecordId, series: SeriesId) {
        if self.of.get(&member) == Some(&series) {
            self.of.remove(&member);
        }
    }

    /// Who left a series for no other: no row says any more how they stood.
    fn gone<'a>(&'a self, compared: &'a Compared) -> impl Iterator<Item = RecordId> + 'a {
        let left = compared.changes.outcomes.iter().flat_map(|o| &o.left);
        let ended = compared.ended_members.values().flatten();
        let left = left.chain(ended).copied();
        left.filter(|member| !self.of.contains_key(member))
    }
}
