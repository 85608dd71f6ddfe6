//! Where each complaint and each value of a survey stands when thousands are shown at once: values as
//! centres, their complaints around them, those that share several between their centres. Pure, and
//! the same for the same survey; a picture to walk in, which proves nothing by its distances.

use std::collections::{BTreeMap, BTreeSet};

/// Between two neighbours.
const STEP: f64 = 12.0;
/// The angle that spreads points of a disc evenly (radians).
const GOLDEN: f64 = 2.399_963_229_728_653;
/// How far a complaint of several values leans from its first value towards the others.
const LEAN: f64 = 0.4;

/// A place, in steps of a sheet without borders.
pub type Place = [i32; 2];

/// The places of `complaints` and of `values`, as `uses` joins them.
#[must_use]
pub fn spread(
    complaints: usize,
    values: usize,
    uses: &BTreeSet<(usize, usize)>,
) -> (Vec<Place>, Vec<Place>) {
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); complaints];
    let mut users = vec![0_usize; values];
    for (who, what) in uses {
        of[*who].push(*what);
        users[*what] += 1;
    }
    // The first value of a complaint is the one most used: its neighbours are there.
    let home = |who: usize| {
        let used = of[who].iter().copied();
        used.max_by_key(|what| (users[*what], std::cmp::Reverse(*what)))
    };
    let homes: Vec<Option<usize>> = (0..complaints).map(home).collect();
    let mut guests: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (who, home) in homes.iter().enumerate() {
        match home {
            Some(value) => guests.entry(*value).or_default().push(who),
            None => alone.push(who),
        }
    }
    let order = walked(&of, &users, &guests);
    let centres = centres(&order, &guests, values);
    let mut places = vec![[0.0; 2]; complaints];
    for (value, guests) in &guests {
        for (rank, who) in guests.iter().enumerate() {
            let own = added(centres[*value], on_disc(rank + 1, STEP));
            places[*who] = leaning(own, *value, &of[*who], &centres);
        }
    }
    let edge = centres.iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f64::max);
    for (rank, who) in alone.iter().enumerate() {
        let angle = GOLDEN * count(rank);
        let radius = edge + STEP * (6.0 + (count(rank) / 40.0).floor() * 2.0);
        places[*who] = [radius * angle.cos(), radius * angle.sin()];
    }
    let whole =
        |places: Vec<[f64; 2]>| places.into_iter().map(|place| place.map(rounded)).collect();
    (whole(places), whole(centres))
}

/// Values in the order they are placed: each followed by those it shares complaints with, so that they
/// stand near one another; the most used of those not met yet begins the next walk.
fn walked(of: &[Vec<usize>], users: &[usize], guests: &BTreeMap<usize, Vec<usize>>) -> Vec<usize> {
    let mut beside: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (value, guests) in guests {
        let others = guests.iter().flat_map(|who| of[*who].iter().copied());
        for other in others.filter(|other| other != value) {
            beside.entry(*value).or_default().insert(other);
            beside.entry(other).or_default().insert(*value);
        }
    }
    let mut begin: Vec<usize> = (0..users.len()).collect();
    begin.sort_by_key(|value| (std::cmp::Reverse(users[*value]), *value));
    let mut seen = vec![false; users.len()];
    let mut order = Vec::with_capacity(users.len());
    for value in begin {
        let mut next = std::collections::VecDeque::from([value]);
        while let Some(value) = next.pop_front() {
            if std::mem::replace(&mut seen[value], true) {
                continue;
            }
            order.push(value);
            next.extend(beside.get(&value).into_iter().flatten());
        }
    }
    order
}

/// The places of the values: on a spiral that leaves to each the disc its complaints need.
fn centres(order: &[usize], guests: &BTreeMap<usize, Vec<usize>>, values: usize) -> Vec<[f64; 2]> {
    let mut centres = vec![[0.0; 2]; values];
    let mut area = 0.0;
    for (rank, value) in order.iter().enumerate() {
        let radius = STEP * (count(guests.get(value).map_or(0, Vec::len) + 1).sqrt() + 1.5);
        let away = if rank == 0 {
            0.0
        } else {
            (area + radius * radius).sqrt() * 1.2
        };
        let angle = GOLDEN * count(rank);
        centres[*value] = [away * angle.cos(), away * angle.sin()];
        area += radius * radius;
    }
    centres
}

fn leaning(own: [f64; 2], home: usize, used: &[usize], centres: &[[f64; 2]]) -> [f64; 2] {
    let others: Vec<[f64; 2]> = used
        .iter()
        .filter(|value| **value != home)
        .map(|value| centres[*value])
        .collect();
    if others.is_empty() {
        return own;
    }
    let number = count(others.len());
    let mean = others
        .into_iter()
        .fold([0.0; 2], added)
        .map(|sum| sum / number);
    [0, 1].map(|axis| own[axis] + LEAN * (mean[axis] - own[axis]))
}

/// The place of a rank in a disc whose points are `step` apart.
fn on_disc(rank: usize, step: f64) -> [f64; 2] {
    let (radius, angle) = (step * count(rank).sqrt(), GOLDEN * count(rank));
    [radius * angle.cos(), radius * angle.sin()]
}

fn added(one: [f64; 2], other: [f64; 2]) -> [f64; 2] {
    [one[0] + other[0], one[1] + other[1]]
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places of a few thousand nodes, a few steps apart"
)]
fn rounded(place: f64) -> i32 {
    place.round() as i32
}

#[cfg(test)]
mod tests {
    use super::spread;
    use std::collections::BTreeSet;

    fn star(complaints: usize) -> BTreeSet<(usize, usize)> {
        let one = (0..complaints).map(|who| (who, 0));
        one.chain((0..complaints / 10).map(|who| (who, 1)))
            .collect()
    }

    #[test]
    fn the_same_survey_gives_the_same_places_and_no_two_nodes_stand_on_one() {
        let uses = star(2_000);
        let (one, two) = (spread(2_010, 3, &uses), spread(2_010, 3, &uses));
        assert_eq!(one, two);
        let mut places: Vec<[i32; 2]> = one.0.into_iter().chain(one.1).collect();
        assert_eq!(places.len(), 2_013);
        places.sort_unstable();
        places.dedup();
        assert!(places.len() > 2_000, "{} places", places.len());
    }

    #[test]
    fn complaints_stand_nearer_to_their_value_than_to_another() {
        let uses: BTreeSet<(usize, usize)> = (0..40).map(|who| (who, who / 20)).collect();
        let (complaints, values) = spread(40, 2, &uses);
        let away = |who: usize, value: usize| {
            let [x, y] = [0, 1].map(|axis| f64::from(complaints[who][axis] - values[value][axis]));
            x.hypot(y)
        };
        for who in 0..40 {
            assert!(away(who, who / 20) < away(who, 1 - who / 20), "{who}");
        }
        assert_eq!(spread(0, 0, &BTreeSet::new()), (Vec::new(), Vec::new()));
    }
}
