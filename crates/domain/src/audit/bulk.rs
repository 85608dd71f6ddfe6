//! Many things opened at once, against what is usual for that person and for colleagues of the same role. A number and
//! what it is compared with; whoever made it explains it.

use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Things one person opened in one hour, or one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Who.
    pub actor: Uuid,
    /// The number of the hour, or day, since 1970.
    pub span: i64,
    /// Different things opened.
    pub things: u32,
}

/// The roles of each person.
pub type Peers = BTreeMap<Uuid, BTreeSet<&'static str>>;

/// A span to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bulk {
    /// What was counted.
    pub counted: Counted,
    /// What is usual for that person: the median of other spans with at least one; none before.
    pub usual: Option<u32>,
    /// What is usual for colleagues of a same role; none when there is none.
    pub peers: Option<u32>,
}

/// The median, the higher of the two in the middle.
fn median(numbers: impl Iterator<Item = u32>) -> Option<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied()
}

/// The spans from `first` on that hold at least `least` things and more than `times` what is usual for that
/// person, or for colleagues; the most first. What has no usual to be compared with is shown.
#[must_use]
pub fn bulk(all: &[Counted], peers: &Peers, first: i64, least: u32, times: u32) -> Vec<Bulk> {
    let beyond = |things: u32, usual: Option<u32>| {
        usual.is_none_or(|usual| things > usual.saturating_mul(times))
    };
    let large = all
        .iter()
        .filter(|one| one.span >= first && one.things >= least);
    let mut found: Vec<Bulk> = large
        .map(|one| {
            let own = all
                .iter()
                .filter(|other| other.actor == one.actor && other.span != one.span);
            let shares = |other: &&Counted| {
                other.actor != one.actor && share_a_role(peers, one.actor, other.actor)
            };
            Bulk {
                counted: *one,
                usual: median(own.map(|other| other.things)),
                peers: median(all.iter().filter(shares).map(|other| other.things)),
            }
        })
        .filter(|one| {
            let things = one.counted.things;
            beyond(things, one.usual) || beyond(things, one.peers)
        })
        .collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.counted.things), one.counted));
    found
}

fn share_a_role(peers: &Peers, one: Uuid, other: Uuid) -> bool {
    match (peers.get(&one), peers.get(&other)) {
        (Some(one), Some(other)) => !one.is_disjoint(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(actor: u128, span: i64, things: u32) -> Counted {
        Counted {
            actor: Uuid::from_u128(actor),
            span,
            things,
        }
    }

    fn peers(of: &[(u128, &'static str)]) -> Peers {
        let each = of
            .iter()
            .map(|(actor, role)| (Uuid::from_u128(*actor), BTreeSet::from([*role])));
        each.collect()
    }

    #[test]
    fn a_number_is_shown_with_what_it_is_compared_with() {
        let all = [
            counted(1, 10, 4),
            counted(1, 11, 6),
            counted(1, 12, 5),
            counted(1, 20, 40),
            counted(2, 20, 8),
            counted(3, 20, 39),
        ];
        let roles = peers(&[(1, "officer"), (2, "officer"), (3, "analyst")]);
        let found = bulk(&all, &roles, 20, 30, 3);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].counted, found[0].usual, found[0].peers),
            (all[3], Some(5), Some(8))
        );
        assert_eq!(
            (found[1].counted, found[1].usual, found[1].peers),
            (all[5], None, None)
        );
    }

    #[test]
    fn what_is_usual_for_both_is_not_shown() {
        let roles = peers(&[(1, "analyst"), (2, "analyst")]);
        let all = [
            counted(1, 1, 30),
            counted(1, 2, 31),
            counted(2, 1, 28),
            counted(2, 2, 33),
        ];
        assert_eq!(bulk(&all, &roles, 0, 30, 3), []);
        // Usual for colleagues, and not for that person: shown; before the period, or few: not.
        let mut more = all.to_vec();
        more.extend([counted(3, 1, 2), counted(3, 2, 2), counted(3, 3, 35)]);
        let roles = peers(&[(1, "analyst"), (2, "analyst"), (3, "analyst")]);
        let found = bulk(&more, &roles, 3, 30, 3);
        assert_eq!(
            found.iter().map(|one| one.counted).collect::<Vec<_>>(),
            [counted(3, 3, 35)]
        );
        assert_eq!(bulk(&more, &roles, 4, 30, 3), []);
        assert_eq!(bulk(&more, &roles, 3, 36, 3), []);
    }
}
