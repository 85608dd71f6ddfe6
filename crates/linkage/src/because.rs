//! Why complaints are together, or are not, as the linker sees it: figures and identities only.
//! The words are in the locales; which ways there are is found in `ways.rs`, what was left aside
//! in `aside.rs`.
//!
//! The linker keeps no complaint whole: where a complaint says a value, and in which role, is
//! added by [`Explained::read`] from the complaints that [`Explained::named`] lists.
//!
//! The types can be written and read back, so that the process that holds the linker may answer
//! another one. That form is read by the same version of the program only.

use std::collections::BTreeSet;

use crate::class::{Tally, Weighed};
use crate::correction::CorrectionId;
use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::record::{Record, RecordId, ValueKey};
use crate::roll::Slot;
use crate::score::{least, weighing};
use crate::sketch::Sketch;
use crate::ways::{By, Way};
use faisceau_identifiers::Role;
use serde::{Deserialize, Serialize};

/// Everything there is to say about a complaint in its series, or about two complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explained {
    /// The complaints asked about, one or two, as they were asked.
    pub asked: Vec<RecordId>,
    /// The version of the figures.
    pub version: u32,
    /// Whether the two complaints are in one series; for one, whether it is in any.
    pub together: bool,
    /// How many complaints are in the series of the first complaint asked.
    pub members: usize,
    /// The strongest path: the one whose weakest step is the most trusted, then the shortest, then
    /// the one whose first steps are the most trusted. For one complaint, from it to the earliest
    /// other of its series. A decision is trusted more than a thread, a thread more than evidence.
    pub path: Vec<PathStep>,
    /// Every direct reason, the most trusted first: for two complaints those that join the one to
    /// the other, for one all those that it has or that its group has.
    pub direct: Vec<Ground>,
    /// Values of the complaints asked that join them to nobody, or not to everybody.
    pub not_used: Vec<LeftOut>,
    /// Other groups that something speaks for, the strongest evidence first.
    pub alternatives: Vec<Alternative>,
    /// How many alternatives more there are than those listed.
    pub more_alternatives: usize,
}

/// One step of a path from complaint to complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathStep {
    /// The complaint left.
    pub from: RecordId,
    /// The complaint reached.
    pub to: RecordId,
    /// What joins them.
    pub ground: Ground,
}

/// What joins complaints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Ground {
    /// The thread of a value: what its users also agree on links them.
    Thread(Box<Thread>),
    /// What two groups share, added up.
    Evidence(Box<Evidence>),
    /// A must-link or a confirmation.
    Decision {
        /// The correction.
        by: CorrectionId,
        /// The complaints of the series that it names, earliest first.
        records: Vec<RecordId>,
    },
}

/// A value whose users are linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Thread {
    /// The value, how much it is used in all, what it is worth, and of how many arrivals how many
    /// were corroborated.
    pub weighed: Weighed,
    /// How much it is used in this series.
    pub within: Tally,
    /// Where the complaints explained say it.
    pub said: Vec<Said>,
}

/// Where a complaint says a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The complaint.
    pub record: RecordId,
    /// The place of the value in [`Record::values`], once the complaint was read.
    pub place: Option<usize>,
}

/// A group of linked complaints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSeen {
    /// Its earliest complaint, by which it is known.
    pub first: RecordId,
    /// How many complaints it has.
    pub size: usize,
}

/// What two groups share. Hundredths of a bit; `start`, the values, the picture, the headings, the
/// scripts and `size` add up to `sum`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The two groups.
    pub groups: [GroupSeen; 2],
    /// What the sum starts from.
    pub start: i32,
    /// Every value that both use and that counts, in order of kind and key.
    pub values: Vec<SharedValue>,
    /// The rarest picture that both use.
    pub picture: Option<SharedPicture>,
    /// Headings.
    pub headings: HeadingsAgree,
    /// Scripts, when both groups quote some.
    pub scripts: Option<ScriptsAgree>,
    /// Taken for the size of the smaller group.
    pub size: i32,
    /// The sum.
    pub sum: i32,
    /// From which sum such groups may join.
    pub threshold: i32,
}

/// A value that two groups use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedValue {
    /// The value.
    pub value: ValueKey,
    /// How many groups use it.
    pub groups: usize,
    /// What it adds.
    pub bits: i32,
    /// One of two established groups uses it only as a lent value, or hardly: it adds nothing.
    pub thin: bool,
}

/// A picture that two groups use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPicture {
    /// How many groups have one that looks like it.
    pub groups: usize,
    /// What it adds.
    pub bits: i32,
}

/// How the headings of two groups agree, among the complaints that stand for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingsAgree {
    /// Pairs of complaints, one of each group, that both have a heading.
    pub compared: i32,
    /// Those that have the same.
    pub same: i32,
    /// What it adds.
    pub bits: i32,
}

/// How the scripts of two groups agree, among the complaints that stand for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptsAgree {
    /// Pairs of complaints, one of each group, that both quote a script.
    pub compared: i32,
    /// The steps of those pairs ([`Figures::script`](crate::Figures::script)), added up.
    pub steps: i32,
    /// The best agreement of a pair.
    pub best: i32,
    /// Out of this.
    pub of: i32,
    /// What it adds.
    pub bits: i32,
}

/// A value of a complaint that joins it to nobody, or not to everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The complaint.
    pub record: RecordId,
    /// The value.
    pub value: ValueKey,
    /// Why.
    pub because: WhyNot,
}

impl LeftOut {
    /// A value that its role forbids to link on, for who reads the complaint elsewhere.
    #[must_use]
    pub const fn of_role(record: RecordId, value: ValueKey, role: Role) -> Self {
        Self {
            record,
            value,
            because: WhyNot::Role(role),
        }
    }
}

/// Why a value of a complaint was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum WhyNot {
    /// It is the victim's or an impersonated person's. Only the complaint says so: never stored.
    #[serde(skip)]
    Role(Role),
    /// No other complaint uses it.
    Alone,
    /// Its class, with the reason.
    Class(Box<Weighed>),
    /// It links other complaints, with which this one does not agree enough.
    Apart(Box<Weighed>),
    /// The complaint keeps company on another of its values, with complaints that do not use this
    /// one, and keeps none here: its use of this one is taken for a lent one.
    Lent(Box<Weighed>),
    /// No other complaint uses it in the same tenancy: it is given to somebody else when nobody
    /// used it for so many days.
    Anew {
        /// The value.
        weighed: Box<Weighed>,
        /// How many days without a use.
        days: u32,
    },
    /// It alone joins established groups.
    Cut {
        /// The value.
        weighed: Box<Weighed>,
        /// The complaint's own group.
        own: GroupSeen,
        /// The others that use it and are in other series, earliest first.
        others: Vec<GroupSeen>,
    },
    /// Decisions keep its other users apart from this complaint.
    Refused {
        /// The value.
        weighed: Box<Weighed>,
        /// What keeps them apart.
        by: Refusal,
    },
}

/// What keeps two series apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Refusal {
    /// A cannot-link.
    Wall(CorrectionId),
    /// Both hold a series that was confirmed.
    BothConfirmed(CorrectionId, CorrectionId),
    /// Decisions divide one of the groups, and the evidence goes to another part of it.
    Divided,
}

/// A group that something speaks for, and that was not joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alternative {
    /// What the two groups share: the complaint's own first, then the other.
    pub evidence: Evidence,
    /// Why they are not joined.
    pub because: NotJoined,
}

/// Why two groups are not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NotJoined {
    /// The sum is below the threshold.
    Below,
    /// A small group joins one other only, the one that most speaks for.
    Elsewhere {
        /// The small group.
        group: GroupSeen,
        /// The one that most speaks for.
        joins: GroupSeen,
    },
    /// Decisions keep them apart.
    Refused(Refusal),
}

impl Explained {
    /// The complaints to [read](Self::read), in order of identity: those asked about, and those
    /// said to use a value.
    #[must_use]
    pub fn named(&self) -> Vec<RecordId> {
        let steps = self.path.iter().map(|step| &step.ground);
        let mut named: BTreeSet<RecordId> = self.asked.iter().copied().collect();
        for ground in steps.chain(&self.direct) {
            if let Ground::Thread(thread) = ground {
                named.extend(thread.said.iter().map(|said| said.record));
            }
        }
        named.into_iter().collect()
    }

    /// Adds what only the whole complaint says: the places of its values, and for a complaint
    /// asked about, the values whose role forbids to link on them. Reading twice changes nothing.
    pub fn read(&mut self, record: &Record) {
        let steps = self.path.iter_mut().map(|step| &mut step.ground);
        for ground in steps.chain(&mut self.direct) {
            let Ground::Thread(thread) = ground else {
                continue;
            };
            let known = &thread.weighed.value;
            let says = |used: &crate::Used| {
                used.role.may_link() && Linker::known_as(record, &used.value) == *known
            };
            let place = record.values.iter().position(says);
            let here = thread.said.iter_mut().filter(|s| s.record == record.id);
            here.for_each(|said| said.place = place);
        }
        if !self.asked.contains(&record.id) {
            return;
        }
        for used in record.values.iter().filter(|used| !used.role.may_link()) {
            let found = LeftOut::of_role(record.id, used.value.clone(), used.role);
            if !self.not_used.contains(&found) {
                self.not_used.push(found);
            }
        }
    }
}

impl Linker {
    /// Why a complaint is in its series, or why two complaints are together or not, as of the last
    /// [`Linker::settle`]. `None` unless one or two complaints are asked about and all are held.
    /// Cost: linear in the series, and in the groups that share something with theirs.
    #[must_use]
    pub fn explain(&self, ids: &[RecordId]) -> Option<Explained> {
        let slots: Option<Vec<Slot>> = ids.iter().map(|id| self.roll.slot(*id)).collect();
        let slots = slots?;
        let (from, other) = match slots[..] {
            [one] => (one, None),
            [one, other] if one == other => (one, None),
            [one, other] => (one, Some(other)),
            _ => return None,
        };
        let mut series = self.companions(from);
        series.sort_unstable_by_key(|&slot| self.roll.order(slot));
        let to = other.or_else(|| series.iter().copied().find(|&slot| slot != from));
        let together = to.is_some_and(|to| self.same_series(from, to));
        let ways = if together {
            self.ways(&series)
        } else {
            Vec::new()
        };
        let path = to
            .filter(|_| together)
            .map(|to| self.path(&ways, &series, from, to));
        let step = |(a, b, way): (Slot, Slot, &Way<'_>)| PathStep {
            from: self.roll.id(a),
            to: self.roll.id(b),
            ground: self.ground(way, &[a, b], &series),
        };
        let asked: Vec<Slot> = std::iter::once(from).chain(other).collect();
        let direct = ways.iter().filter(|way| self.directly(way, &asked));
        let (alternatives, more_alternatives) = self.alternatives(&asked);
        Some(Explained {
            version: self.figures.version,
            together,
            members: series.len(),
            path: path.into_iter().flatten().map(step).collect(),
            direct: direct
                .map(|way| self.ground(way, &asked, &series))
                .collect(),
            not_used: asked.iter().flat_map(|&slot| self.left_out(slot)).collect(),
            alternatives,
            more_alternatives,
            asked: asked.into_iter().map(|slot| self.roll.id(slot)).collect(),
        })
    }

    /// Whether a way concerns all these complaints themselves, or their groups.
    fn directly(&self, way: &Way<'_>, asked: &[Slot]) -> bool {
        match way.by {
            By::Bond(_) | By::Thread(_) => asked.iter().all(|slot| way.users.contains(slot)),
            By::Evidence(a, b) => {
                let group = |slot: &Slot| self.groups.of[*slot as usize];
                let mut groups: Vec<GroupNo> = asked.iter().map(group).collect();
                groups.dedup();
                groups.len() == asked.len() && groups.iter().all(|group| [a, b].contains(group))
            }
        }
    }

    fn ground(&self, way: &Way<'_>, between: &[Slot], series: &[Slot]) -> Ground {
        match way.by {
            By::Bond(by) => Ground::Decision {
                by,
                records: way.users.iter().map(|&slot| self.roll.id(slot)).collect(),
            },
            By::Evidence(a, b) => {
                let turned = between
                    .first()
                    .is_some_and(|&slot| self.groups.of[slot as usize] == b);
                let (a, b) = if turned { (b, a) } else { (a, b) };
                Ground::Evidence(Box::new(self.evidence(a, b)))
            }
            By::Thread(value) => {
                let users = self.roll.users(value).iter().copied();
                let within: Vec<Slot> = users
                    .filter(|&user| self.same_series(user, series[0]))
                    .collect();
                let at = |slot: Slot| self.roll.order(slot).0;
                let said = between.iter().map(|&slot| Said {
                    record: self.roll.id(slot),
                    place: None,
                });
                Ground::Thread(Box::new(Thread {
                    weighed: self.standing(value).expect("a value of several"),
                    within: Tally {
                        users: within.len() as u64,
                        first: at(within[0]),
                        last: at(within[within.len() - 1]),
                    },
                    said: said.collect(),
                }))
            }
        }
    }

    pub(crate) fn seen(&self, group: GroupNo) -> GroupSeen {
        GroupSeen {
            first: self.groups.order(&self.roll, group).1,
            size: self.groups.size(group),
        }
    }

    /// What two groups share, part by part.
    pub(crate) fn evidence(&self, a: GroupNo, b: GroupNo) -> Evidence {
        let (roll, figures, groups) = (&self.roll, &self.figures, &self.groups);
        let found = weighing(roll, figures, groups, a, b);
        let sizes = [a, b].map(|group| groups.size(group));
        let sum = found.sum();
        let shared = found.values.iter().map(|counted| SharedValue {
            value: roll.values[counted.value as usize].key.clone(),
            groups: groups.on(counted.value).len(),
            bits: counted.bits,
            thin: counted.thin,
        });
        let mut values: Vec<SharedValue> = shared.collect();
        values.sort_unstable_by(|one, other| one.value.cmp(&other.value));
        let (headings, lanes) = (found.headings, i32::try_from(Sketch::LANES));
        Evidence {
            groups: [a, b].map(|group| self.seen(group)),
            start: found.start,
            values,
            picture: found
                .picture
                .map(|(groups, bits)| SharedPicture { groups, bits }),
            headings: HeadingsAgree {
                compared: headings.said,
                same: headings.same,
                bits: headings.bits,
            },
            scripts: found.scripts.map(|scripts| ScriptsAgree {
                compared: scripts.compared,
                steps: scripts.steps,
                best: scripts.best,
                of: lanes.expect("a few dozen"),
                bits: scripts.bits,
            }),
            size: found.size,
            sum,
            threshold: least(figures, sizes[0], sizes[1]),
        }
    }
}
