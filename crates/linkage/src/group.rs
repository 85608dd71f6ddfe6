//! From complaints and corrections to series, value classes and proposals, all at once.
//! A pure function of the set: the order in which complaints are given changes nothing.

use std::collections::BTreeMap;

use crate::closure::ClosedSet;
use crate::correction::{Contradiction, Correction, CorrectionId, Ruled, rule};
use crate::params::Params;
use crate::part::{Evidence, Parted};
use crate::record::{Record, RecordId, ValueKey};
use crate::union::Kept;
use crate::weigh::{Class, Tally, Weighed, weigh};
use crate::world::{Intake, World};

/// Why complaints cannot be grouped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The corrections contradict each other.
    #[error("linkage.contradiction: {0}")]
    Contradiction(#[from] Contradiction),
    /// Two complaints bear one identity.
    #[error("linkage.twice: {0:?}")]
    Twice(RecordId),
    /// More than 2³² complaints, values or uses.
    #[error("linkage.too_many")]
    TooMany,
    /// A set said to be closed lacks users of this value, or holds more than its tally.
    #[error("linkage.not_closed: {0:?}")]
    NotClosed(ValueKey),
}

impl Refused {
    /// The stable code of the refusal; its words are in the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Contradiction(why) => why.code(),
            Self::Twice(_) => "linkage.twice",
            Self::TooMany => "linkage.too_many",
            Self::NotClosed(_) => "linkage.not_closed",
        }
    }
}

/// At least two complaints joined by evidence or by decision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Series {
    /// The earliest member, by `(received_at, id)`. Neutral, but changes with the members: it is
    /// not a public identity.
    pub label: RecordId,
    /// The earliest complaint of the loose component the series was cut from.
    pub component: RecordId,
    /// The members, earliest first.
    pub members: Vec<RecordId>,
}

/// Why a value is put before an analyst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// Its class is [`Class::Propose`].
    ProposeClass,
    /// It would link across this cannot-link.
    CannotLink(CorrectionId),
    /// It would merge two confirmed series.
    BothConfirmed,
}

/// A value whose users are not all in one series, though it might join them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// The value.
    pub value: ValueKey,
    /// The complaints that use it, in order of identity. The caller maps them to their series.
    pub users: Vec<RecordId>,
    /// Why it is proposed and not applied.
    pub why: Why,
}

/// The result: two groupings are equal when their series, classes and proposals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The version of the parameters.
    pub version: u32,
    ids: Vec<RecordId>,
    series: Vec<u32>,
    component: Vec<u32>,
    /// Every value with at least two users, in order of kind and key.
    pub values: Vec<Weighed>,
    /// Open questions, in order of kind and key.
    pub proposals: Vec<Proposal>,
}

impl Grouping {
    /// Every complaint once with the label of its set, earliest first. A complaint alone bears
    /// its own id.
    pub fn labels(&self) -> impl Iterator<Item = (RecordId, RecordId)> {
        let label = |root: &u32| self.ids[*root as usize];
        self.ids.iter().copied().zip(self.series.iter().map(label))
    }

    /// The series of at least two, in order of their labels' arrival. Linear.
    #[must_use]
    pub fn series(&self) -> Vec<Series> {
        let mut sizes = vec![0_u32; self.ids.len()];
        for &root in &self.series {
            sizes[root as usize] += 1;
        }
        let mut place = vec![usize::MAX; self.ids.len()];
        let mut found: Vec<Series> = Vec::new();
        for (record, &root) in self.series.iter().enumerate() {
            let root = root as usize;
            if sizes[root] < 2 {
                continue;
            }
            if place[root] == usize::MAX {
                place[root] = found.len();
                found.push(Series {
                    label: self.ids[root],
                    component: self.ids[self.component[root] as usize],
                    members: Vec::with_capacity(sizes[root] as usize),
                });
            }
            found[place[root]].members.push(self.ids[record]);
        }
        found
    }

    /// The classed entry of a value, if at least two complaints use it. Logarithmic.
    #[must_use]
    pub fn value(&self, value: &ValueKey) -> Option<&Weighed> {
        let place = self.values.binary_search_by(|w| w.value.cmp(value)).ok()?;
        Some(&self.values[place])
    }
}

/// Groups complaints. Time `O(n α(n) + v log v)` for `n` uses of `v` shared values, memory linear;
/// a component with a cannot-link or two confirmations costs its own sort besides.
///
/// # Errors
/// [`Refused`]: contradictory corrections, one identity twice, more than 2³² of anything.
pub fn group(
    records: &[Record],
    params: &Params,
    corrections: &[Correction],
) -> Result<Grouping, Refused> {
    let mut batch = Batch::default();
    for record in records {
        batch.push(record)?;
    }
    batch.group(params, corrections)
}

/// Grouping a stream: takes complaints one by one and keeps only their place and values.
#[derive(Debug, Default)]
pub struct Batch {
    intake: Intake,
}

impl Batch {
    /// Takes a complaint, in any order. Amortised `O(values)`; repeated values are kept once.
    ///
    /// # Errors
    /// [`Refused::TooMany`] beyond 2³² complaints, values or uses.
    pub fn push(&mut self, record: &Record) -> Result<(), Refused> {
        self.intake.push(record)
    }

    /// Groups what was taken; as [`group`].
    ///
    /// # Errors
    /// As [`group`].
    pub fn group(self, params: &Params, corrections: &[Correction]) -> Result<Grouping, Refused> {
        let ruled = rule(corrections)?;
        let world = self.intake.seal()?;
        Study::whole(world, params, &ruled).map(|study| study.grouping(params, &ruled))
    }
}

/// The complaints with the class of each value and the sets that follow.
#[derive(Debug)]
pub(crate) struct Study {
    pub(crate) world: World,
    pub(crate) weighed: Vec<Option<Weighed>>,
    pub(crate) parted: Parted,
    /// Every user of a proposed value, where some of them are not in the world.
    abroad: BTreeMap<ValueKey, Vec<RecordId>>,
}

impl Study {
    fn whole(world: World, params: &Params, ruled: &Ruled<'_>) -> Result<Self, Refused> {
        let tallies = (0..).zip(&world.values).map(|(v, _)| inside(&world, v));
        let tallies: Vec<Option<Tally>> = tallies.collect();
        Ok(Self::of(world, &tallies, BTreeMap::new(), params, ruled))
    }

    /// The study of a closed set, whose values may have users elsewhere.
    pub(crate) fn closed(
        set: &ClosedSet,
        params: &Params,
        ruled: &Ruled<'_>,
    ) -> Result<Self, Refused> {
        let mut intake = Intake::default();
        for record in set.records() {
            intake.push(record)?;
        }
        for value in set.tallies().keys() {
            intake.number(value)?;
        }
        let world = intake.seal()?;
        let mut tallies = Vec::with_capacity(world.values.len());
        for (number, value) in (0..).zip(&world.values) {
            let here = world.users.get(number).len() as u64;
            let tally = set.tallies().get(value).copied();
            let users = tally.map_or(0, |tally| tally.users);
            let lacking = match weigh(value, users, params, ruled).map(|found| found.0) {
                Some(Class::Link) => here < users,
                Some(Class::Propose) => here == 0,
                Some(Class::Shared) | None => false,
            };
            if here > users || lacking {
                return Err(Refused::NotClosed(value.clone()));
            }
            tallies.push(tally);
        }
        Ok(Self::of(
            world,
            &tallies,
            set.abroad().clone(),
            params,
            ruled,
        ))
    }

    fn of(
        world: World,
        tallies: &[Option<Tally>],
        abroad: BTreeMap<ValueKey, Vec<RecordId>>,
        params: &Params,
        ruled: &Ruled<'_>,
    ) -> Self {
        let entry = |(value, tally): (&ValueKey, &Option<Tally>)| {
            let tally = (*tally)?;
            let (class, reason) = weigh(value, tally.users, params, ruled)?;
            Some(Weighed {
                value: value.clone(),
                tally,
                class,
                reason,
                bits: None,
            })
        };
        let weighed: Vec<_> = world.values.iter().zip(tallies).map(entry).collect();
        let parted = Evidence {
            world: &world,
            weighed: &weighed,
            ruled,
            params,
        }
        .part();
        Self {
            world,
            weighed,
            parted,
            abroad,
        }
    }

    pub(crate) fn grouping(self, params: &Params, ruled: &Ruled<'_>) -> Grouping {
        let mut proposals = self.proposals(ruled);
        proposals.sort_by(|a, b| a.value.cmp(&b.value));
        let mut values: Vec<Weighed> = self.weighed.into_iter().flatten().collect();
        values.sort_unstable_by(|a, b| a.value.cmp(&b.value));
        Grouping {
            version: params.version,
            ids: (0..self.world.len()).map(|r| self.world.id(r)).collect(),
            series: self.parted.series,
            component: self.parted.component,
            values,
            proposals,
        }
    }

    pub(crate) fn proposals(&self, ruled: &Ruled<'_>) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for (number, weighed) in (0..).zip(&self.weighed) {
            let Some(weighed) = weighed else { continue };
            let why = match (weighed.class, self.parted.refused.get(&number)) {
                (Class::Propose, _) => Why::ProposeClass,
                (Class::Link, Some(Kept::ByWall(wall))) => {
                    Why::CannotLink(ruled.walls[*wall as usize].id)
                }
                (Class::Link, Some(Kept::BothConfirmed)) => Why::BothConfirmed,
                _ => continue,
            };
            let here = self.world.users.get(number);
            let series = |user: &u32| self.parted.series[*user as usize];
            let together = here.windows(2).all(|w| series(&w[0]) == series(&w[1]));
            if together && here.len() as u64 == weighed.tally.users {
                continue;
            }
            let mut users = match self.abroad.get(&weighed.value) {
                Some(users) => users.clone(),
                None => here.iter().map(|&user| self.world.id(user)).collect(),
            };
            users.sort_unstable();
            proposals.push(Proposal {
                value: weighed.value.clone(),
                users,
                why,
            });
        }
        proposals
    }
}

/// The use of a value when every complaint is in the world.
fn inside(world: &World, value: u32) -> Option<Tally> {
    let users = world.users.get(value);
    let (&first, &last) = (users.first()?, users.last()?);
    Some(Tally {
        users: users.len() as u64,
        first: world.received(first),
        last: world.received(last),
    })
}
