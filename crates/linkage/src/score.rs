//! What joins two groups: everything they share, added up, and what their complaints agree on.
//! A function of the two groups and of the groups on each value; decides nothing else.

use crate::figures::{Figures, Sharing};
use crate::groups::{Edge, GroupNo, Groups};
use crate::record::RecordId;
use crate::roll::{Roll, Slot, ValueNo};
use crate::sketch::{Sketch, mix};

/// The evidence between two groups, part by part, in hundredths of a bit.
#[derive(Debug)]
pub(crate) struct Weighing {
    /// The values of the smaller group that the larger has too.
    pub(crate) values: Vec<Counted>,
    /// The sum of what they are worth.
    pub(crate) shared: i32,
    /// The rarest picture: how many groups have one that looks like it, and its worth.
    pub(crate) picture: Option<(usize, i32)>,
    pub(crate) headings: Headings,
    pub(crate) scripts: Option<Scripts>,
    pub(crate) start: i32,
    /// Taken for the size of the smaller group: zero or less.
    pub(crate) size: i32,
}

/// What a value that two groups share counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) value: ValueNo,
    pub(crate) bits: i32,
    /// The two groups are established, and one hardly uses it or only as a lent value: it counts
    /// nothing.
    pub(crate) thin: bool,
}

/// How the headings of two groups agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Headings {
    /// Pairs of complaints that both have one.
    pub(crate) said: i32,
    /// Those among them that have the same.
    pub(crate) same: i32,
    pub(crate) bits: i32,
}

/// How the scripts of two groups agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scripts {
    /// Pairs of complaints that both have one.
    pub(crate) compared: i32,
    /// The steps of those pairs, added up.
    pub(crate) steps: i32,
    /// The best agreement, out of the lanes of a sketch.
    pub(crate) best: i32,
    pub(crate) bits: i32,
}

impl Weighing {
    pub(crate) fn sum(&self) -> i32 {
        let picture = self.picture.map_or(0, |(_, bits)| bits);
        let scripts = self.scripts.map_or(0, |scripts| scripts.bits);
        self.start + self.shared + picture + self.headings.bits + scripts + self.size
    }
}

/// The sum of the evidence between two groups, in hundredths of a bit.
pub(crate) fn score(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    a: GroupNo,
    b: GroupNo,
) -> i32 {
    weighing(roll, figures, groups, a, b).sum()
}

/// The evidence between two groups.
pub(crate) fn weighing(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    a: GroupNo,
    b: GroupNo,
) -> Weighing {
    let (small, large) = groups.by_size(roll, a, b);
    let least = groups.size(small);
    let side = usize::from(least > 1);
    let doublings = i32::try_from(least.ilog2()).expect("at most 63");
    let values = shared_values(roll, groups, small, large);
    let (headings, scripts) = profile(roll, figures, groups, [small, large], side);
    let picture = shared_picture(figures, groups, small, large, side);
    let told = scripts.is_some_and(|scripts| scripts.bits >= figures.lending.told);
    let told = told || picture.is_some() || least < figures.established;
    let counted = values.into_iter().map(|value| {
        let thin = !told && is_thin(roll, figures, groups, value, [small, large]);
        let bits = worth(roll, figures, groups, value, side);
        Counted {
            value,
            bits: if thin { 0 } else { bits },
            thin,
        }
    });
    let values: Vec<Counted> = counted.collect();
    Weighing {
        shared: values.iter().map(|value| value.bits).sum(),
        values,
        picture,
        headings,
        scripts,
        start: figures.start[side],
        size: -figures.doubling * doublings,
    }
}

/// From which evidence two groups of these sizes may join.
pub(crate) fn least(figures: &Figures, a: usize, b: usize) -> i32 {
    figures.join[usize::from(a.min(b) > 1)]
}

fn shared_values(roll: &Roll, groups: &Groups, small: GroupNo, large: GroupNo) -> Vec<ValueNo> {
    let (few, many) = by_uses(roll, groups, small, large);
    let mut values: Vec<ValueNo> = Vec::new();
    for &member in &groups.get(few).members {
        let on = |value: &&ValueNo| groups.share(**value, few, many);
        values.extend(roll.entry(member).values.iter().filter(on));
    }
    values.sort_unstable();
    values.dedup();
    values
}

/// Two groups, the one with fewer uses of values first: a value that has both on it is found from
/// either. Not counted to the end where one complaint is enough to tell.
pub(crate) fn by_uses(roll: &Roll, groups: &Groups, a: GroupNo, b: GroupNo) -> (GroupNo, GroupNo) {
    let uses = |group: GroupNo| {
        let members = &groups.get(group).members;
        let first = members.iter().take(4);
        let first = first.map(|&member| roll.entry(member).values.len());
        members.len() + first.sum::<usize>()
    };
    if uses(a) <= uses(b) { (a, b) } else { (b, a) }
}

/// Whether one of two established groups uses a hard value only as a lent one, or hardly.
fn is_thin(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    value: ValueNo,
    pair: [GroupNo; 2],
) -> bool {
    let lending = &figures.lending;
    let kind = roll.values[value as usize].key.kind;
    figures.kinds.get(kind).hard
        && pair.into_iter().any(|group| {
            let usage = groups.usage(value, group).expect("a group on the value");
            usage.lent || u32::from(usage.doublings) + lending.rare < groups.size(group).ilog2()
        })
}

/// What a value adds between two of the groups on it: a complaint alone and a group (`side` 0), or
/// two groups.
fn worth(roll: &Roll, figures: &Figures, groups: &Groups, value: ValueNo, side: usize) -> i32 {
    let of = figures.kinds.get(roll.values[value as usize].key.kind);
    let sharing = if side == 0 { of.alone } else { of.groups };
    counted(sharing, groups.on(value).len())
}

fn counted(sharing: Sharing, groups: usize) -> i32 {
    sharing.fixed + sharing.divided / i32::try_from(groups - 1).expect("a few groups")
}

/// The rarest picture they share counts, once.
fn shared_picture(
    figures: &Figures,
    groups: &Groups,
    small: GroupNo,
    large: GroupNo,
    side: usize,
) -> Option<(usize, i32)> {
    let on = |slot: &Slot| {
        let alike = groups.alike(*slot);
        alike.binary_search(&large).is_ok().then_some(alike.len())
    };
    let rarest = groups.get(small).members.iter().filter_map(on).min();
    rarest.map(|groups| (groups, counted(figures.alike[side], groups)))
}

/// Headings and scripts of the complaints that stand for the two groups.
fn profile(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    [small, large]: [GroupNo; 2],
    side: usize,
) -> (Headings, Option<Scripts>) {
    let (mut said, mut same) = (0_i32, 0_i32);
    let (mut texts, mut sum, mut best) = (0_i32, 0_i32, 0_usize);
    for &one in &groups.get(small).sample {
        let one = roll.entry(one);
        for &other in &groups.get(large).sample {
            let other = roll.entry(other);
            if one.heading != 0 && other.heading != 0 {
                said += 1;
                same += i32::from(one.heading == other.heading);
            }
            if let (Some(a), Some(b)) = (&one.sketch, &other.sketch) {
                let agreement = a.agreement(b);
                texts += 1;
                sum += figures.script[Sketch::eighths(agreement)];
                best = best.max(agreement);
            }
        }
    }
    let agree = if said == 0 {
        figures.unsaid
    } else {
        100 * same / said
    };
    let headings = Headings {
        said,
        same,
        bits: figures.headings[side] * agree / 100,
    };
    let [start, mean, most] = figures.scripts[side];
    let best = i32::try_from(best).expect("at most the lanes of a sketch");
    let lanes = i32::try_from(Sketch::LANES).expect("a few dozen");
    let scripts = (texts > 0).then(|| Scripts {
        compared: texts,
        steps: sum,
        best,
        bits: start + mean * sum / texts / 100 + most * best / lanes,
    });
    (headings, scripts)
}

/// The complaints that stand for a group: drawn by their identity, so that one more complaint
/// rarely changes them, and nobody chooses them.
pub(crate) fn sample(roll: &Roll, figures: &Figures, members: &[Slot]) -> Box<[Slot]> {
    let drawn = |slot: &Slot| drawn(roll, *slot);
    let mut sample = members.to_vec();
    if sample.len() > figures.sample {
        sample.select_nth_unstable_by_key(figures.sample - 1, drawn);
        sample.truncate(figures.sample);
    }
    sample.sort_unstable_by_key(drawn);
    sample.into()
}

/// The place of a complaint in the draw: the first ones stand for their group.
pub(crate) fn drawn(roll: &Roll, slot: Slot) -> (u64, RecordId) {
    let id = roll.id(slot);
    let seed = (id.0 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (id.0 >> 64) as u64;
    (mix(seed), id)
}

/// The one group that a small group joins: the best evidence, then the earliest group.
pub(crate) fn chosen(roll: &Roll, groups: &Groups, of: GroupNo) -> Option<Edge> {
    let edges = groups.get(of).edges.iter();
    edges
        .copied()
        .max_by_key(|edge| (edge.bits, std::cmp::Reverse(groups.order(roll, edge.to))))
}

/// Whether evidence between two groups is acted on: between established groups always, otherwise
/// when it is the best that the smaller one has.
pub(crate) fn holds(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    a: GroupNo,
    b: GroupNo,
) -> bool {
    let established = |group| groups.size(group) >= figures.established;
    let picks = |one, other| {
        !established(one) && chosen(roll, groups, one).is_some_and(|edge| edge.to == other)
    };
    (established(a) && established(b)) || picks(a, b) || picks(b, a)
}
