//! What must be loaded so that a few complaints can be regrouped exactly as the batch would.
//! Asks and remembers; never reads a store itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::correction::{Contradiction, Correction, Ruled, rule};
use crate::params::Params;
use crate::record::{Record, RecordId, ValueKey};
use crate::weigh::{Class, Tally, weigh};

/// What changed since the last grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Complaints added or amended, and every complaint named by a correction added or withdrawn.
    pub records: Vec<RecordId>,
    /// Values that complaints stopped using (erasure, amendment), and values whose mark changed.
    pub values: Vec<ValueKey>,
}

/// One question to the store. Answer many at once: [`Closure::wants`] gives them all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// The complaint, or that it is gone: [`Closure::record`].
    Record(RecordId),
    /// The tally of the value and its stored class: [`Closure::standing`].
    Standing(ValueKey),
    /// Every complaint using the value in a role that may link: [`Closure::users`].
    Users(ValueKey),
}

/// What the store knows of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How much it is used now, over all complaints; `None` when nobody uses it any more.
    pub tally: Option<Tally>,
    /// The class stored by the last grouping that visited it; `None` when none was. A caller
    /// that does not know may always answer `Link`: the set is then larger, never wrong.
    pub stored: Option<Class>,
}

/// The closure of a change, by questions and answers.
///
/// A set of complaints is *closed* when it holds
///
/// 1. every touched complaint;
/// 2. with each complaint, every member of a must-link or confirmation that names it;
/// 3. with each complaint, every user of each of its values that links now **or** whose stored
///    class is `Link`;
/// 4. every user of each touched value that links or is proposed now, or whose stored class is
///    `Link`.
///
/// Then it is a union of whole loose components, of before and of now, and grouping it alone
/// gives for its complaints the series, and for its values the classes and proposals, of the
/// whole. Values shared by many are known by their tally only: a hub costs nothing.
///
/// Read the answers in one transaction. The stored classes must be written back after each regrouping (see
/// [`Regrouped`](crate::Regrouped)); a tally may run ahead of them, never behind.
#[derive(Debug)]
pub struct Closure<'a> {
    params: &'a Params,
    ruled: Ruled<'a>,
    bonds: BTreeMap<RecordId, Vec<usize>>,
    /// The must-links whose members were already asked for.
    crossed: BTreeSet<usize>,
    touched_values: BTreeSet<ValueKey>,
    wants: BTreeSet<Want>,
    asked: BTreeSet<Want>,
    records: BTreeMap<RecordId, Record>,
    tallies: BTreeMap<ValueKey, Option<Tally>>,
    spreading: BTreeSet<ValueKey>,
    users: BTreeMap<ValueKey, Vec<RecordId>>,
}

impl<'a> Closure<'a> {
    /// Opens the closure of a change, under **all** the corrections in force after it.
    ///
    /// # Errors
    /// The contradiction between the corrections, if any.
    pub fn new(
        params: &'a Params,
        corrections: &'a [Correction],
        touched: Touched,
    ) -> Result<Self, Contradiction> {
        let ruled = rule(corrections)?;
        let mut bonds: BTreeMap<RecordId, Vec<usize>> = BTreeMap::new();
        for (place, bond) in ruled.bonds.iter().enumerate() {
            for member in bond.members {
                bonds.entry(*member).or_default().push(place);
            }
        }
        let mut closure = Self {
            params,
            ruled,
            bonds,
            crossed: BTreeSet::new(),
            touched_values: touched.values.iter().cloned().collect(),
            wants: BTreeSet::new(),
            asked: BTreeSet::new(),
            records: BTreeMap::new(),
            tallies: BTreeMap::new(),
            spreading: BTreeSet::new(),
            users: BTreeMap::new(),
        };
        for record in touched.records {
            closure.want(Want::Record(record));
        }
        for value in touched.values {
            closure.want(Want::Standing(value));
        }
        Ok(closure)
    }

    fn want(&mut self, want: Want) {
        if self.asked.insert(want.clone()) {
            self.wants.insert(want);
        }
    }

    /// The questions still open, in a stable order. None: the set is closed.
    #[must_use]
    pub fn wants(&self) -> Vec<Want> {
        self.wants.iter().cloned().collect()
    }

    /// Takes more complaints in, which is always safe. Offering the stored series of each user
    /// of a value makes the closure of a long chain cost a few rounds and not its length.
    pub fn also(&mut self, records: impl IntoIterator<Item = RecordId>) {
        for record in records {
            self.want(Want::Record(record));
        }
    }

    /// Answers [`Want::Record`]; `None` for an erased complaint.
    pub fn record(&mut self, id: RecordId, record: Option<Record>) {
        if !self.wants.remove(&Want::Record(id)) {
            return;
        }
        for place in self.bonds.get(&id).cloned().unwrap_or_default() {
            if self.crossed.insert(place) {
                let members = self.ruled.bonds[place].members;
                self.also(members.iter().copied());
            }
        }
        if let Some(record) = record {
            for value in record.linking() {
                self.want(Want::Standing(value.clone()));
            }
            self.records.insert(id, record);
        }
    }

    /// Answers [`Want::Standing`].
    pub fn standing(&mut self, value: ValueKey, standing: Standing) {
        if !self.wants.remove(&Want::Standing(value.clone())) {
            return;
        }
        let users = standing.tally.map_or(0, |tally| tally.users);
        let now = weigh(&value, users, self.params, &self.ruled).map(|found| found.0);
        let touched = self.touched_values.contains(&value);
        let links = now == Some(Class::Link) || standing.stored == Some(Class::Link);
        if links || (touched && now == Some(Class::Propose)) {
            self.spreading.insert(value.clone());
        }
        if links || now == Some(Class::Propose) {
            self.want(Want::Users(value.clone()));
        }
        self.tallies.insert(value, standing.tally);
    }

    /// Answers [`Want::Users`].
    pub fn users(&mut self, value: ValueKey, users: Vec<RecordId>) {
        if !self.wants.remove(&Want::Users(value.clone())) {
            return;
        }
        if self.spreading.contains(&value) {
            for user in &users {
                self.want(Want::Record(*user));
            }
        }
        self.users.insert(value, users);
    }

    /// The closed set.
    ///
    /// # Errors
    /// The questions still open.
    pub fn close(self) -> Result<ClosedSet, Vec<Want>> {
        if !self.wants.is_empty() {
            return Err(self.wants());
        }
        let mut visited: BTreeSet<ValueKey> = self.tallies.keys().cloned().collect();
        let tallies: BTreeMap<ValueKey, Tally> = self
            .tallies
            .into_iter()
            .filter_map(|(value, tally)| Some((value, tally?)))
            .collect();
        visited.retain(|value| tallies.get(value).is_none_or(|tally| tally.users < 2));
        Ok(ClosedSet {
            records: self.records,
            tallies,
            abroad: self.users,
            unclassed: visited.into_iter().collect(),
        })
    }
}

/// Complaints that can be regrouped without the others; made by a [`Closure`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedSet {
    records: BTreeMap<RecordId, Record>,
    tallies: BTreeMap<ValueKey, Tally>,
    abroad: BTreeMap<ValueKey, Vec<RecordId>>,
    unclassed: Vec<ValueKey>,
}

impl ClosedSet {
    /// The complaints, in order of identity.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// One complaint.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }

    /// The values visited that fewer than two complaints use now: they have no class.
    #[must_use]
    pub fn unclassed(&self) -> &[ValueKey] {
        &self.unclassed
    }

    pub(crate) const fn tallies(&self) -> &BTreeMap<ValueKey, Tally> {
        &self.tallies
    }

    pub(crate) const fn abroad(&self) -> &BTreeMap<ValueKey, Vec<RecordId>> {
        &self.abroad
    }
}
