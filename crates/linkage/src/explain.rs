//! Why complaints are together: the evidence of a series, the path between two complaints,
//! what was not used. Figures only; the words are in the locales.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::Timestamp;

use crate::closure::ClosedSet;
use crate::correction::{Correction, CorrectionId, Ruled, rule};
use crate::group::{Proposal, Refused, Study};
use crate::params::{Bits, Params};
use crate::part::{Rank, rank};
use crate::record::{RecordId, ValueKey};
use crate::weigh::{Class, Reason, Tally, Weighed};
use faisceau_identifiers::Role;

/// What joins complaints.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Because {
    /// A value they share.
    Value {
        /// The value, its class, its reason and how much it is used in all.
        weighed: Weighed,
        /// How much it is used among the complaints explained.
        within: Tally,
        /// Where each of these complaints says it.
        sources: Vec<Source>,
    },
    /// A must-link or a confirmation.
    Decision {
        /// The correction.
        by: CorrectionId,
        /// The complaints explained that it names, earliest first.
        records: Vec<RecordId>,
    },
}

/// Where a complaint says a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The complaint.
    pub record: RecordId,
    /// When it was received.
    pub received_at: Timestamp,
    /// The place of the value in [`Record::values`](crate::Record::values).
    pub place: usize,
}

/// One step of a path from complaint to complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The complaint left.
    pub from: RecordId,
    /// The complaint reached.
    pub to: RecordId,
    /// What they share; its sources are those two complaints.
    pub because: Because,
}

/// A value of a complaint that joins it to nobody, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotUsed {
    /// The value.
    pub value: ValueKey,
    /// How much it is used in all by complaints on which it may link; `None`: by none.
    pub tally: Option<Tally>,
    /// Why.
    pub because: Unused,
}

/// Why a value joins a complaint to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unused {
    /// It is the victim's or an impersonated person's.
    Role(Role),
    /// No other complaint uses it.
    Alone,
    /// It is proposed or shared by many.
    Class(Class, Reason),
}

/// Everything there is to say about a complaint in its series, or about two complaints.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The version of the parameters.
    pub version: u32,
    /// Whether the complaints explained are in one series (for one: whether it is in any).
    pub together: bool,
    /// The direct evidence, the most trusted first.
    pub because: Vec<Because>,
    /// For two complaints together, the strongest path: the one whose weakest step is the most
    /// trusted, then the shortest.
    pub path: Vec<Step>,
    /// Values of the complaints explained that join nobody.
    pub not_used: Vec<NotUsed>,
    /// Open proposals about their values: what was not merged.
    pub alternatives: Vec<Proposal>,
}

/// A closed set ready to be explained. Build it once, ask as often as needed.
#[derive(Debug)]
pub struct Explainer<'a> {
    set: &'a ClosedSet,
    params: &'a Params,
    ruled: Ruled<'a>,
    study: Study,
    values: BTreeMap<ValueKey, u32>,
    proposals: Vec<Proposal>,
}

/// One way to go from complaint to complaint: a link value, or a must-link.
struct Hub<'a> {
    /// `None` for a decision: before any value.
    rank: Option<Rank<'a>>,
    users: Vec<u32>,
    because: Ground,
}

#[derive(Clone, Copy)]
enum Ground {
    Value(u32),
    Bond(usize),
}

impl<'a> Explainer<'a> {
    /// Groups the set. Cost: that of [`group`](crate::group) on it.
    ///
    /// # Errors
    /// As [`regroup`](crate::regroup).
    pub fn new(
        set: &'a ClosedSet,
        params: &'a Params,
        corrections: &'a [Correction],
    ) -> Result<Self, Refused> {
        let ruled = rule(corrections)?;
        let study = Study::closed(set, params, &ruled)?;
        let proposals = study.proposals(&ruled);
        let values = study.world.values.iter().cloned().zip(0..).collect();
        Ok(Self {
            set,
            params,
            ruled,
            study,
            values,
            proposals,
        })
    }

    /// The evidence table of the series that holds this complaint: every link value and decision
    /// with at least two members, the most trusted first. `None` if the complaint is not here.
    #[must_use]
    pub fn evidence(&self, member: RecordId) -> Option<Vec<Because>> {
        let members = self.series_of(self.study.world.find(member)?);
        let hubs = self.hubs(&members);
        Some(hubs.iter().map(|hub| self.because(hub)).collect())
    }

    /// Why a complaint is where it is. `None` if it is not here.
    #[must_use]
    pub fn membership(&self, id: RecordId) -> Option<Explanation> {
        let record = self.study.world.find(id)?;
        let members = self.series_of(record);
        let hubs = self.hubs(&members);
        let mine = hubs.iter().filter(|hub| hub.users.contains(&record));
        Some(Explanation {
            together: members.len() > 1,
            because: mine.map(|hub| self.because(hub)).collect(),
            path: Vec::new(),
            ..self.about(&[id])
        })
    }

    /// Why two complaints are together, or are not. `None` if one of them is not here.
    #[must_use]
    pub fn pair(&self, from: RecordId, to: RecordId) -> Option<Explanation> {
        let world = &self.study.world;
        let (a, b) = (world.find(from)?, world.find(to)?);
        let members = self.series_of(a);
        let together = members.contains(&b);
        let hubs = if together {
            self.hubs(&members)
        } else {
            Vec::new()
        };
        let shared = hubs.iter().filter_map(|hub| {
            let both = hub.users.contains(&a) && hub.users.contains(&b);
            both.then(|| self.between(hub, a, b))
        });
        Some(Explanation {
            together,
            because: if a == b { Vec::new() } else { shared.collect() },
            path: self.path(&hubs, a, b),
            ..self.about(&[from, to])
        })
    }

    fn series_of(&self, record: u32) -> Vec<u32> {
        let series = &self.study.parted.series;
        let ours = series[record as usize];
        (0..self.study.world.len())
            .filter(|&other| series[other as usize] == ours)
            .collect()
    }

    /// What joins these members, the most trusted first.
    fn hubs(&self, members: &[u32]) -> Vec<Hub<'_>> {
        let world = &self.study.world;
        let here = |users: &[u32]| -> Vec<u32> {
            let inside = users
                .iter()
                .filter(|user| members.binary_search(user).is_ok());
            inside.copied().collect()
        };
        let mut hubs = Vec::new();
        for (place, bond) in self.ruled.bonds.iter().enumerate() {
            let mut present: Vec<u32> = bond
                .members
                .iter()
                .filter_map(|id| world.find(*id))
                .collect();
            present.sort_unstable();
            present.dedup();
            hubs.push(Hub {
                rank: None,
                users: here(&present),
                because: Ground::Bond(place),
            });
        }
        let values: BTreeSet<u32> = members
            .iter()
            .flat_map(|&member| world.uses.get(member).iter().copied())
            .collect();
        for value in values {
            let weighed = self.study.weighed[value as usize].as_ref();
            if let Some(weighed) = weighed.filter(|weighed| weighed.class == Class::Link) {
                hubs.push(Hub {
                    rank: Some(rank(weighed, self.prior(&weighed.value))),
                    users: here(world.users.get(value)),
                    because: Ground::Value(value),
                });
            }
        }
        hubs.retain(|hub| hub.users.len() > 1);
        hubs.sort_by(|a, b| a.rank.cmp(&b.rank));
        hubs
    }

    fn prior(&self, value: &ValueKey) -> Bits {
        self.params.kinds.get(value.kind).prior
    }

    fn because(&self, hub: &Hub<'_>) -> Because {
        self.ground(hub.because, &hub.users)
    }

    fn between(&self, hub: &Hub<'_>, a: u32, b: u32) -> Because {
        self.ground(hub.because, &[a.min(b), a.max(b)])
    }

    fn ground(&self, ground: Ground, users: &[u32]) -> Because {
        let world = &self.study.world;
        match ground {
            Ground::Bond(place) => Because::Decision {
                by: self.ruled.bonds[place].id,
                records: users.iter().map(|&user| world.id(user)).collect(),
            },
            Ground::Value(value) => {
                let weighed = self.study.weighed[value as usize].clone();
                let weighed = weighed.expect("a hub is a classed value");
                Because::Value {
                    within: Tally {
                        users: users.len() as u64,
                        first: world.received(users[0]),
                        last: world.received(users[users.len() - 1]),
                    },
                    sources: users
                        .iter()
                        .map(|&user| self.source(user, &weighed.value))
                        .collect(),
                    weighed,
                }
            }
        }
    }

    fn source(&self, user: u32, value: &ValueKey) -> Source {
        let id = self.study.world.id(user);
        let record = self.set.record(id).expect("the world holds the set alone");
        let says = |used: &crate::Used| used.value == *value && used.role.may_link();
        Source {
            record: id,
            received_at: record.received_at,
            place: record
                .values
                .iter()
                .position(says)
                .expect("a user of a value says it in a role that may link"),
        }
    }

    /// The path whose weakest step is the most trusted, then the shortest, then the earliest.
    fn path(&self, hubs: &[Hub<'_>], from: u32, to: u32) -> Vec<Step> {
        let Some(enough) = weakest_needed(hubs, from, to) else {
            return Vec::new();
        };
        let mut hubs_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, hub) in hubs[..enough].iter().enumerate() {
            for &user in &hub.users {
                hubs_of.entry(user).or_default().push(place);
            }
        }
        let mut came: BTreeMap<u32, Option<(u32, usize)>> = BTreeMap::from([(from, None)]);
        let mut queue = VecDeque::from([from]);
        let mut crossed = BTreeSet::new();
        while let Some(at) = queue.pop_front() {
            for &place in hubs_of.get(&at).into_iter().flatten() {
                if !crossed.insert(place) {
                    continue;
                }
                for &next in &hubs[place].users {
                    came.entry(next).or_insert_with(|| {
                        queue.push_back(next);
                        Some((at, place))
                    });
                }
            }
        }
        let mut steps = Vec::new();
        let mut at = to;
        while let Some(Some((before, place))) = came.get(&at).copied() {
            steps.push(Step {
                from: self.study.world.id(before),
                to: self.study.world.id(at),
                because: self.between(&hubs[place], before, at),
            });
            at = before;
        }
        steps.reverse();
        steps
    }

    /// What is said of complaints wherever they are: values not used, open proposals.
    fn about(&self, ids: &[RecordId]) -> Explanation {
        let used = ids
            .iter()
            .filter_map(|id| self.set.record(*id))
            .flat_map(|record| &record.values);
        let mut not_used: Vec<NotUsed> = Vec::new();
        let mut values = BTreeSet::new();
        for used in used {
            if used.role.may_link() {
                values.insert(&used.value);
            }
            if let Some(because) = self.unused(used) {
                let found = NotUsed {
                    tally: self.set.tallies().get(&used.value).copied(),
                    value: used.value.clone(),
                    because,
                };
                if !not_used.contains(&found) {
                    not_used.push(found);
                }
            }
        }
        let open = self.proposals.iter().filter(|p| values.contains(&p.value));
        Explanation {
            version: self.params.version,
            together: false,
            because: Vec::new(),
            path: Vec::new(),
            not_used,
            alternatives: open.cloned().collect(),
        }
    }

    fn unused(&self, used: &crate::Used) -> Option<Unused> {
        if !used.role.may_link() {
            return Some(Unused::Role(used.role));
        }
        let number = self.values.get(&used.value)?;
        match &self.study.weighed[*number as usize] {
            None => Some(Unused::Alone),
            Some(weighed) if weighed.class == Class::Link => None,
            Some(weighed) => Some(Unused::Class(weighed.class, weighed.reason.clone())),
        }
    }
}

/// How many hubs, from the most trusted, are needed to join two complaints.
fn weakest_needed(hubs: &[Hub<'_>], from: u32, to: u32) -> Option<usize> {
    let highest = hubs.iter().filter_map(|hub| hub.users.last()).max()?;
    let mut sets = crate::union::Sets::singletons(highest + 1);
    let within = from.max(to) <= *highest;
    for (place, hub) in hubs.iter().enumerate().filter(|_| within) {
        for pair in hub.users.windows(2) {
            sets.union(pair[0], pair[1]);
        }
        if sets.root(from) == sets.root(to) {
            return Some(place + 1);
        }
    }
    None
}
