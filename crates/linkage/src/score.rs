//! What joins two groups: everything they share, added up, and what their complaints agree on.
//! A function of the two groups and of the groups on each value; decides nothing else.

use crate::figures::{Figures, Sharing};
use crate::groups::{Edge, GroupNo, Groups};
use crate::roll::{Roll, Slot, ValueNo};
use crate::sketch::{Sketch, mix};

/// The sum of the evidence between two groups, in hundredths of a bit.
pub(crate) fn score(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    a: GroupNo,
    b: GroupNo,
) -> i32 {
    let size = |group| (groups.size(group), groups.order(roll, group));
    let (small, large) = if size(a) <= size(b) { (a, b) } else { (b, a) };
    let least = groups.size(small);
    let side = usize::from(least > 1);
    let doublings = i32::try_from(least.ilog2()).expect("at most 63");
    let shared = shared_values(roll, figures, groups, small, large, side)
        + shared_picture(figures, groups, small, large, side);
    figures.start[side] + shared + profile(roll, figures, groups, small, large, side)
        - figures.doubling * doublings
}

/// From which evidence two groups of these sizes may join.
pub(crate) fn least(figures: &Figures, a: usize, b: usize) -> i32 {
    figures.join[usize::from(a.min(b) > 1)]
}

fn shared_values(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    small: GroupNo,
    large: GroupNo,
    side: usize,
) -> i32 {
    let members = &groups.get(small).members;
    let mut values: Vec<ValueNo> = Vec::new();
    for &member in members {
        let on = |value: &&ValueNo| groups.on(**value).binary_search(&large).is_ok();
        values.extend(roll.entry(member).values.iter().filter(on));
    }
    values.sort_unstable();
    values.dedup();
    let worth = |value: ValueNo| {
        let of = figures.kinds.get(roll.values[value as usize].key.kind);
        let sharing = if side == 0 { of.alone } else { of.groups };
        counted(sharing, groups.on(value).len())
    };
    values.into_iter().map(worth).sum()
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
) -> i32 {
    let on = |slot: &Slot| {
        let alike = groups.alike(*slot);
        alike.binary_search(&large).is_ok().then_some(alike.len())
    };
    let rarest = groups.get(small).members.iter().filter_map(on).min();
    rarest.map_or(0, |groups| counted(figures.alike[side], groups))
}

/// Headings and scripts of the complaints that stand for the two groups.
fn profile(
    roll: &Roll,
    figures: &Figures,
    groups: &Groups,
    small: GroupNo,
    large: GroupNo,
    side: usize,
) -> i32 {
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
    let headings = if said == 0 {
        figures.unsaid
    } else {
        100 * same / said
    };
    let mut bits = figures.headings[side] * headings / 100;
    if texts > 0 {
        let [start, mean, most] = figures.scripts[side];
        let best = i32::try_from(best).expect("at most the lanes of a sketch");
        let lanes = i32::try_from(Sketch::LANES).expect("a few dozen");
        bits += start + mean * sum / texts / 100 + most * best / lanes;
    }
    bits
}

/// The complaints that stand for a group: drawn by their identity, so that one more complaint
/// rarely changes them, and nobody chooses them.
pub(crate) fn sample(roll: &Roll, figures: &Figures, members: &[Slot]) -> Box<[Slot]> {
    let drawn = |slot: &Slot| {
        let id = roll.id(*slot);
        (
            mix((id.0 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (id.0 >> 64) as u64),
            id,
        )
    };
    let mut sample = members.to_vec();
    if sample.len() > figures.sample {
        sample.select_nth_unstable_by_key(figures.sample - 1, drawn);
        sample.truncate(figures.sample);
    }
    sample.sort_unstable_by_key(drawn);
    sample.into()
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
