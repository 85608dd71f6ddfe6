//! A second, slow scorer: every figure found again from the raw complaints with plain loops.
//! Shares nothing with the linker but its public types and figures.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{Correction, Decision, Figures, Kind, Record, Sharing, ValueKey};

use super::slow_company::{Arrival, Kept, company};

/// Pairs compared, those that agree, bits.
type HeadingFigures = (i32, i32, i32);
/// Pairs compared, their steps, the best agreement, bits.
type ScriptFigures = (i32, i32, i32, i32);

/// Complaints by place, earliest first.
pub(crate) struct Slow<'a> {
    pub(crate) figures: Figures,
    pub(crate) records: Vec<&'a Record>,
    corrections: &'a [Correction],
    values: Vec<BTreeSet<ValueKey>>,
    sketches: Vec<Option<Vec<u8>>>,
    pub(crate) threads: BTreeMap<ValueKey, Vec<Vec<usize>>>,
    /// What company each user of a value keeps there.
    pub(crate) company: BTreeMap<ValueKey, BTreeMap<usize, Kept>>,
    /// For each complaint, the earliest of its group.
    pub(crate) group: Vec<usize>,
    on: BTreeMap<ValueKey, BTreeSet<usize>>,
    alike: Vec<BTreeSet<usize>>,
}

/// A value judged again.
pub(crate) struct Judged {
    /// `None` when a correction decides.
    pub(crate) bits: Option<i32>,
    pub(crate) corroborated: u32,
    /// Nothing where a correction decides, or where nobody is ever linked.
    arrivals: Vec<Arrival>,
}

/// Two groups weighed again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Weighed {
    /// How many groups use each, what it counts, and whether it is thin.
    pub(crate) values: Vec<(ValueKey, usize, i32, bool)>,
    pub(crate) picture: Option<(usize, i32)>,
    pub(crate) headings: HeadingFigures,
    pub(crate) scripts: Option<ScriptFigures>,
    pub(crate) size: i32,
    pub(crate) sum: i32,
    pub(crate) threshold: i32,
}

impl<'a> Slow<'a> {
    pub(crate) fn new(
        figures: Figures,
        records: &'a [Record],
        corrections: &'a [Correction],
    ) -> Self {
        let mut records: Vec<&Record> = records.iter().collect();
        records.sort_by_key(|record| (record.received_at, record.id));
        let text = |record: &&Record| record.text.as_deref().and_then(sketch);
        let mut slow = Self {
            figures,
            corrections,
            values: records.iter().map(|record| values_of(record)).collect(),
            sketches: records.iter().map(text).collect(),
            threads: BTreeMap::new(),
            company: BTreeMap::new(),
            group: (0..records.len()).collect(),
            on: BTreeMap::new(),
            alike: Vec::new(),
            records,
        };
        let all: BTreeSet<ValueKey> = slow.values.iter().flatten().cloned().collect();
        let all: Vec<(ValueKey, Judged)> = all
            .into_iter()
            .map(|value| (value.clone(), slow.judge(&value)))
            .collect();
        for (value, judged) in &all {
            if slow.figures.kinds.get(value.kind).hard {
                let joins = |arrival: &Arrival| arrival.term >= slow.least(value, arrival);
                let kept = company(&slow.users(value), &judged.arrivals, joins);
                slow.company.insert(value.clone(), kept);
            }
        }
        for (value, judged) in all {
            let threads = slow.threads_of(&value, &judged);
            slow.threads.insert(value, threads);
        }
        slow.group = slow.grouped();
        let values = slow.threads.keys();
        slow.on = values.map(|v| (v.clone(), slow.groups_on(v))).collect();
        let all = 0..slow.records.len();
        slow.alike = all.map(|at| slow.groups_alike(at)).collect();
        slow
    }

    pub(crate) fn at(&self, id: faisceau_linkage::RecordId) -> usize {
        self.records.iter().position(|r| r.id == id).unwrap()
    }

    pub(crate) fn users(&self, value: &ValueKey) -> Vec<usize> {
        let uses = |at: &usize| self.values[*at].contains(value);
        (0..self.records.len()).filter(uses).collect()
    }

    pub(crate) fn values(&self, at: usize) -> &BTreeSet<ValueKey> {
        &self.values[at]
    }

    pub(crate) fn marked(&self, value: &ValueKey) -> Option<bool> {
        self.corrections.iter().find_map(|c| match &c.decision {
            Decision::Owned(v) if v == value => Some(true),
            Decision::Shared(v) if v == value => Some(false),
            _ => None,
        })
    }

    pub(crate) fn judge(&self, value: &ValueKey) -> Judged {
        let of = self.figures.kinds.get(value.kind);
        let mut judged = Judged {
            bits: None,
            corroborated: 0,
            arrivals: Vec::new(),
        };
        match self.marked(value) {
            Some(_) => {}
            None if !of.links => judged.bits = Some(of.prior),
            None => {
                for run in self.tenancies(value) {
                    let places = 1..run.len();
                    let arrivals = places.map(|place| self.arrival(value, &run[..=place]));
                    let mut arrivals: Vec<Arrival> = arrivals.collect();
                    let worth = of.prior + arrivals.iter().map(|a| a.term).sum::<i32>();
                    arrivals
                        .iter_mut()
                        .for_each(|arrival| arrival.worth = worth);
                    judged.bits = judged.bits.max(Some(worth));
                    judged.arrivals.append(&mut arrivals);
                }
                let corroborated = judged.arrivals.iter().filter(|a| a.corroborated);
                judged.corroborated = u32::try_from(corroborated.count()).unwrap();
            }
        }
        judged
    }

    /// From which bits an arrival joins an earlier user.
    fn least(&self, value: &ValueKey, arrival: &Arrival) -> i32 {
        let ceiling = self.figures.kinds.get(value.kind).ceiling;
        self.figures.link - arrival.worth.min(ceiling)
    }

    fn threads_of(&self, value: &ValueKey, judged: &Judged) -> Vec<Vec<usize>> {
        let users = self.users(value);
        if self.marked(value) == Some(true) && users.len() > 1 {
            return vec![users];
        }
        let mut threads: Vec<Vec<usize>> = Vec::new();
        for user in users {
            let arrival = judged.arrivals.iter().find(|arrival| arrival.user == user);
            let joins = arrival.and_then(|a| self.joins(value, a, self.least(value, a)));
            match joins.and_then(|old| threads.iter_mut().find(|t| t.contains(&old))) {
                Some(thread) => thread.push(user),
                None => threads.push(vec![user]),
            }
        }
        threads.retain(|thread| thread.len() > 1);
        threads
    }

    fn arrival(&self, value: &ValueKey, users: &[usize]) -> Arrival {
        let hard = self.figures.kinds.get(value.kind).hard;
        let window = self.figures.window[usize::from(!hard)];
        let user = users[users.len() - 1];
        let mut before: Vec<usize> = users[..users.len() - 1].to_vec();
        before.reverse();
        before.truncate(8);
        let (mut all, mut corroborated, mut near) = (Vec::new(), false, Vec::new());
        for (step, &old) in before.iter().enumerate() {
            let (bits, firm, shares) = self.agree(value, hard, user, old);
            near.push((old, firm, shares));
            if step < window {
                corroborated |= firm;
                all.push(bits);
            }
        }
        let price = self.figures.choice[all.len().min(8) - 1];
        let [least, most] = self.figures.arrival;
        let term = (all.iter().max().unwrap() - price).max(least).min(most);
        Arrival {
            user,
            term,
            worth: 0,
            price,
            corroborated,
            near,
            bits: all,
        }
    }

    fn agree(&self, but: &ValueKey, hard: bool, a: usize, b: usize) -> (i32, bool, bool) {
        let figures = &self.figures;
        let is_hard = |value: &&ValueKey| figures.kinds.get(value.kind).hard;
        let both: BTreeSet<&ValueKey> = self.values[a].intersection(&self.values[b]).collect();
        let own = |at: usize| -> BTreeSet<Kind> {
            let own = self.values[at].iter().filter(|value| !both.contains(value));
            own.filter(is_hard).map(|value| value.kind).collect()
        };
        let besides = || both.iter().copied().filter(|value| *value != but);
        let shares = besides().any(|value| is_hard(&value));
        let mut firm = shares;
        let soft = besides().any(|value| value.kind == Kind::Handle);
        let mut bits = 0;
        if firm {
            bits += figures.another[0];
        } else if !own(a).is_disjoint(&own(b)) {
            bits += figures.another[1];
        }
        bits += match (&self.records[a].heading, &self.records[b].heading) {
            (Some(one), Some(other)) if one == other => figures.heading[0],
            (Some(_), Some(_)) => figures.heading[1],
            _ => figures.heading[2],
        };
        if let (Some(one), Some(other)) = (&self.sketches[a], &self.sketches[b]) {
            let step = figures.script[same_lanes(one, other) / 8];
            bits += step;
            firm |= step > 100;
        }
        if let (Some(one), Some(other)) = (&self.records[a].image, &self.records[b].image)
            && apart(one, other) <= figures.image_bits
        {
            bits += figures.image;
            firm = true;
        }
        if soft && hard {
            bits += figures.soft;
        }
        if !hard && !firm && !soft {
            bits = bits.min(figures.bare);
        }
        (bits, firm, shares)
    }

    /// Threads join, but where one alone holds several large sides together.
    fn grouped(&self) -> Vec<usize> {
        let every: Vec<(&ValueKey, &Vec<usize>)> = self
            .threads
            .iter()
            .flat_map(|(value, threads)| threads.iter().map(move |thread| (value, thread)))
            .collect();
        let lists: Vec<Vec<usize>> = every.iter().map(|(_, thread)| (*thread).clone()).collect();
        let mut kept: Vec<Vec<usize>> = Vec::new();
        for (place, (value, thread)) in every.iter().enumerate() {
            let others: Vec<Vec<usize>> = lists[..place]
                .iter()
                .chain(&lists[place + 1..])
                .cloned()
                .collect();
            let without = pieces(self.records.len(), &others);
            let size = |piece: usize| without.iter().filter(|other| **other == piece).count();
            let mut large: BTreeSet<usize> = thread.iter().map(|user| without[*user]).collect();
            large.retain(|piece| size(*piece) >= self.figures.established);
            let parts = large.len() > 1 && self.marked(value) != Some(true);
            let mut sides: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
            for &user in *thread {
                let side = Some(without[user]).filter(|piece| parts && large.contains(piece));
                sides.entry(side).or_default().push(user);
            }
            kept.extend(sides.into_values());
        }
        pieces(self.records.len(), &kept)
    }

    pub(crate) fn members(&self, group: usize) -> Vec<usize> {
        let all = 0..self.records.len();
        all.filter(|at| self.group[*at] == group).collect()
    }

    fn few(&self, users: &[usize]) -> BTreeSet<usize> {
        let groups: BTreeSet<usize> = users.iter().map(|user| self.group[*user]).collect();
        if groups.len() < 2 || groups.len() > self.figures.most_groups {
            return BTreeSet::new();
        }
        groups
    }

    fn groups_on(&self, value: &ValueKey) -> BTreeSet<usize> {
        let users = self.users(value);
        let of = self.figures.kinds.get(value.kind);
        let nothing = of.alone.fixed == 0 && of.alone.divided == 0;
        if self.marked(value) == Some(false) || nothing || users.len() > self.figures.most_users {
            return BTreeSet::new();
        }
        self.few(&users)
    }

    fn groups_alike(&self, at: usize) -> BTreeSet<usize> {
        let Some(own) = self.records[at].image else {
            return BTreeSet::new();
        };
        let mut found = Vec::new();
        for (other, record) in self.records.iter().enumerate() {
            let Some(image) = record.image else { continue };
            let part = (0..16).any(|p| own[2 * p..2 * p + 2] == image[2 * p..2 * p + 2]);
            if part && apart(&own, &image) <= self.figures.image_bits {
                found.push(other);
            }
        }
        self.few(&found)
    }

    /// The evidence between two groups, each named by its earliest complaint.
    pub(crate) fn weigh(&self, a: usize, b: usize) -> Weighed {
        let figures = &self.figures;
        let (one, other) = (self.members(a), self.members(b));
        let swap = (other.len().ilog2(), b) < (one.len().ilog2(), a);
        let (small, large) = if swap { (other, one) } else { (one, other) };
        let to = if swap { a } else { b };
        let side = usize::from(small.len() > 1);
        let worth = |s: &Sharing, n: usize| s.fixed + s.divided / i32::try_from(n - 1).unwrap();
        let both: BTreeSet<&ValueKey> = small.iter().flat_map(|at| &self.values[*at]).collect();
        let mut values = Vec::new();
        for value in both {
            let on = &self.on[value];
            if on.contains(&to) && self.share(value, a, b) {
                let of = figures.kinds.get(value.kind);
                let sharing = [&of.alone, &of.groups][side];
                values.push((value.clone(), on.len(), worth(sharing, on.len())));
            }
        }
        let seen = small.iter().map(|at| &self.alike[*at]);
        let rarest = seen.filter(|on| on.contains(&to)).map(|on| on.len()).min();
        let picture = rarest.map(|n| (n, worth(&figures.alike[side], n)));
        let (headings, scripts) = self.profile(&small, &large, side);
        let told = scripts.is_some_and(|s| s.3 >= figures.lending.told) || picture.is_some();
        let values = self.thinned(values, [&small[..], &large[..]], told);
        let size = -figures.doubling * i32::try_from(small.len().ilog2()).unwrap();
        let sum = figures.start[side]
            + values.iter().map(|v| v.2).sum::<i32>()
            + picture.map_or(0, |p| p.1)
            + headings.2
            + scripts.map_or(0, |s| s.3)
            + size;
        let threshold = figures.join[side];
        Weighed {
            values,
            picture,
            headings,
            scripts,
            size,
            sum,
            threshold,
        }
    }

    fn profile(
        &self,
        small: &[usize],
        large: &[usize],
        side: usize,
    ) -> (HeadingFigures, Option<ScriptFigures>) {
        let figures = &self.figures;
        let (mut said, mut same, mut steps) = (0, 0, Vec::new());
        let mut best = 0;
        for a in self.sample(small) {
            for b in self.sample(large) {
                let headings = (&self.records[a].heading, &self.records[b].heading);
                if let (Some(one), Some(other)) = headings {
                    said += 1;
                    same += i32::from(one == other);
                }
                if let (Some(one), Some(other)) = (&self.sketches[a], &self.sketches[b]) {
                    let lanes = same_lanes(one, other);
                    best = best.max(i32::try_from(lanes).unwrap());
                    steps.push(figures.script[lanes / 8]);
                }
            }
        }
        let percent = if said > 0 {
            same * 100 / said
        } else {
            figures.unsaid
        };
        let headings = (said, same, percent * figures.headings[side] / 100);
        let pairs = i32::try_from(steps.len()).unwrap();
        let sum: i32 = steps.iter().sum();
        let scripts = (pairs > 0).then(|| {
            let [start, mean, most] = figures.scripts[side];
            let bits = start + mean * sum / pairs / 100 + most * best / 64;
            (pairs, sum, best, bits)
        });
        (headings, scripts)
    }

    /// The complaints that stand for a group: those whose identity mixes to the least.
    fn sample(&self, members: &[usize]) -> Vec<usize> {
        let mut all = members.to_vec();
        all.sort_by_key(|at| {
            let id = self.records[*at].id.0;
            let low = (id as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (murmur(low ^ (id >> 64) as u64), id)
        });
        all.truncate(self.figures.sample);
        all
    }
}

fn values_of(record: &Record) -> BTreeSet<ValueKey> {
    let mut found = BTreeSet::new();
    for used in record.values.iter().filter(|used| used.role.may_link()) {
        let mut value = used.value.clone();
        if value.kind == Kind::Ip {
            let at = record.occurred_at.unwrap_or(record.received_at);
            let pair = at.as_second().div_euclid(2 * 86_400);
            value = ValueKey::new(Kind::Ip, &format!("{}@{pair}", value.key));
        }
        found.insert(value);
    }
    found
}

/// For each of `count`, the least that these lists join it to.
pub(crate) fn pieces(count: usize, lists: &[Vec<usize>]) -> Vec<usize> {
    let mut label: Vec<usize> = (0..count).collect();
    loop {
        let before = label.clone();
        for list in lists {
            let least = list.iter().map(|at| label[*at]).min().unwrap();
            list.iter().for_each(|at| label[*at] = least);
        }
        if label == before {
            return label;
        }
    }
}

fn apart(one: &[u8; 32], other: &[u8; 32]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(a, b)| (a ^ b).count_ones())
        .sum()
}

fn same_lanes(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).filter(|(a, b)| a == b).count()
}

const fn murmur(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// The least of sixty-four permutations of the triples of words; words of plain letters only.
fn sketch(text: &str) -> Option<Vec<u8>> {
    let words: Vec<u64> = text
        .split(' ')
        .map(|word| {
            let fnv = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            murmur(fnv)
        })
        .collect();
    let lane = |lane: u32| {
        let of = |three: &[u64]| {
            let (a, b, c) = (three[0], three[1], three[2]);
            let triple = murmur(a.wrapping_mul(3) ^ b.rotate_left(21) ^ c.rotate_left(42));
            let (low, high) = (triple as u32, (triple >> 32) as u32);
            let step = (high | 1).wrapping_add(0x9e37_79b8_u32.wrapping_mul(lane));
            low.wrapping_mul(step) ^ high
        };
        (words.windows(3).map(of).min().unwrap() >> 8) as u8
    };
    (words.len() >= 5).then(|| (0..64).map(lane).collect())
}
