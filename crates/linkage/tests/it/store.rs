//! The store a caller keeps, in memory: complaints, classes, proposals, series.
//! Regroups as the series capability does, answering the closure's questions and no more.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{
    Class, ClosedSet, Closure, Correction, Params, Previous, Proposal, Record, RecordId, Regrouped,
    SeriesId, Standing, Tally, Touched, ValueKey, Want, Weighed, regroup,
};

use crate::world::day;

#[derive(Default)]
pub(crate) struct Store {
    pub(crate) params: Option<Params>,
    pub(crate) records: BTreeMap<RecordId, Record>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) classed: BTreeMap<ValueKey, Weighed>,
    pub(crate) proposals: BTreeMap<ValueKey, Proposal>,
    pub(crate) series: BTreeMap<SeriesId, Previous>,
    next: u128,
    /// Whether the stored series of each user are offered to the closure.
    pub(crate) offers: bool,
    /// Rounds of questions of the last closure.
    pub(crate) rounds: Cell<usize>,
    /// Complaints loaded by the last regrouping.
    pub(crate) loaded: usize,
}

impl Store {
    pub(crate) fn new(params: Params) -> Self {
        Self {
            params: Some(params),
            ..Self::default()
        }
    }

    fn params(&self) -> &Params {
        self.params.as_ref().unwrap()
    }

    fn users(&self, value: &ValueKey) -> Vec<&Record> {
        let uses = |record: &&Record| record.linking().any(|used| used == value);
        self.records.values().filter(uses).collect()
    }

    fn standing(&self, value: &ValueKey) -> Standing {
        let received = self.users(value).into_iter().map(|user| user.received_at);
        let received: BTreeSet<_> = received.collect();
        let tally = received.first().map(|first| Tally {
            users: self.users(value).len() as u64,
            first: *first,
            last: *received.last().unwrap(),
        });
        let stored: Option<Class> = self.classed.get(value).map(|weighed| weighed.class);
        Standing { tally, stored }
    }

    /// The members of the stored series of these complaints.
    fn companions(&self, users: &[RecordId]) -> Vec<RecordId> {
        let meets = |stored: &&Previous| stored.members.iter().any(|m| users.contains(m));
        let met = self.series.values().filter(meets);
        met.flat_map(|stored| stored.members.clone()).collect()
    }

    /// Answers every question until none is left.
    pub(crate) fn closed(&self, touched: Touched) -> ClosedSet {
        let mut closure = Closure::new(self.params(), &self.corrections, touched).unwrap();
        self.rounds.set(0);
        loop {
            let wants = closure.wants();
            if wants.is_empty() {
                return closure.close().unwrap();
            }
            self.rounds.set(self.rounds.get() + 1);
            for want in wants {
                match want {
                    Want::Record(id) => closure.record(id, self.records.get(&id).cloned()),
                    Want::Standing(value) => {
                        let standing = self.standing(&value);
                        closure.standing(value, standing);
                    }
                    Want::Users(value) => {
                        let users = self.users(&value).into_iter().map(|user| user.id);
                        let users: Vec<RecordId> = users.collect();
                        if self.offers {
                            closure.also(self.companions(&users));
                        }
                        closure.users(value, users);
                    }
                }
            }
        }
    }

    /// Regroups what a change touches and writes the result back.
    pub(crate) fn regroup(&mut self, touched: Touched) -> Regrouped {
        let gone = touched.records.clone();
        let set = self.closed(touched);
        self.loaded = set.records().count();
        let inside: BTreeSet<RecordId> = set.records().map(|r| r.id).chain(gone).collect();
        let meets = |stored: &&Previous| stored.members.iter().any(|m| inside.contains(m));
        let previous: Vec<Previous> = self.series.values().filter(meets).cloned().collect();
        let mut next = self.next;
        let mut new_id = || {
            next += 1;
            SeriesId(next)
        };
        let corrections = &self.corrections;
        let done = regroup(&set, self.params(), corrections, &previous, &mut new_id).unwrap();
        self.next = next;
        self.write(&done);
        done
    }

    fn write(&mut self, done: &Regrouped) {
        for value in &done.unclassed {
            self.classed.remove(value);
            self.proposals.remove(value);
        }
        for weighed in &done.grouping.values {
            self.classed.insert(weighed.value.clone(), weighed.clone());
            self.proposals.remove(&weighed.value);
        }
        for proposal in &done.grouping.proposals {
            self.proposals
                .insert(proposal.value.clone(), proposal.clone());
        }
        for ended in &done.changes.ended {
            self.series.remove(ended).unwrap();
        }
        for outcome in &done.changes.outcomes {
            let formed_at = day(i64::try_from(outcome.id.0).unwrap());
            let stored = self.series.entry(outcome.id).or_insert(Previous {
                id: outcome.id,
                formed_at,
                members: Vec::new(),
            });
            // Only what the outcome names is written, as rows would be.
            stored
                .members
                .retain(|member| !outcome.left.contains(member));
            stored.members.extend(&outcome.joined);
        }
    }

    pub(crate) fn add(&mut self, record: Record) -> Regrouped {
        let id = record.id;
        self.records.insert(id, record);
        self.regroup(Touched {
            records: vec![id],
            values: Vec::new(),
        })
    }

    pub(crate) fn erase(&mut self, id: RecordId) -> Regrouped {
        let gone = self.records.remove(&id);
        let values = gone.iter().flat_map(Record::linking).cloned().collect();
        self.regroup(Touched {
            records: vec![id],
            values,
        })
    }

    /// The members of every series, sorted.
    pub(crate) fn partition(&self) -> BTreeSet<Vec<RecordId>> {
        let sorted = |stored: &Previous| {
            let mut members = stored.members.clone();
            members.sort_unstable();
            members
        };
        self.series.values().map(sorted).collect()
    }
}
