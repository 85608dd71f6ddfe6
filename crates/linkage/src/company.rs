//! The company a complaint keeps on its values: with how many of the users around it on a value it
//! also agrees on something firm. A complaint that keeps company on one value, with complaints that
//! do not use another, and keeps none on that other, uses that other as a lent one: it is no reason
//! to link it there (decision 0052). A function of the terms of values alone; decides nothing of
//! groups.

use crate::figures::Figures;
use crate::judge::Judged;
use crate::roll::{Roll, Slot, ValueNo};

/// How many users before and after it a user of a value may keep company with: the bits of a byte.
pub(crate) const NEAR: usize = 8;
/// A whole company: divided exactly by every count up to eight and by most up to sixteen.
const WHOLE: usize = 240;

/// A share of a whole company.
pub(crate) type Share = u8;

/// Whether what is found there is so many times what is found here.
fn outweighs(times: u32, there: Share, here: Share) -> bool {
    there > 0 && u32::from(here) * times <= u32::from(there)
}

/// A hard value of a complaint that several use: what was judged of it, and the place of the
/// complaint among its users.
pub(crate) type Place<'a> = (ValueNo, &'a Judged, usize);

/// Whether a complaint uses the value of one of its places as a lent one: on another it keeps far
/// more company, with complaints that do not use this one; or, where it keeps no company anywhere,
/// those around it on its other values have more in common with each other than with those around
/// it here.
/// `most` is the most company of hard values that it keeps at any place.
pub(crate) fn is_lent(
    roll: &Roll,
    figures: &Figures,
    of: usize,
    places: &[Place<'_>],
    most: Share,
) -> bool {
    let (value, judged, at) = places[of];
    if judged.terms.len() < figures.lending.crowd {
        return false;
    }
    let (here, times) = (judged.terms[at].firm_company, figures.lending.times);
    if most == 0 {
        let asked = here == 0 && places.len() <= figures.lending.many;
        return asked && is_strange(roll, figures, of, places);
    }
    outweighs(times, most, here)
        && places.iter().any(|&(other, on, place)| {
            other != value
                && outweighs(times, on.terms[place].hard_company, here)
                && outweighs(times, on.company_without(roll, other, place, value), here)
        })
}

/// Whether those around a complaint on one of its values share less with those around it on the
/// others than these do among themselves.
fn is_strange(roll: &Roll, figures: &Figures, of: usize, places: &[Place<'_>]) -> bool {
    let linking = |of: &usize| places[*of].1.least != i32::MAX;
    let others: Vec<usize> = (0..places.len())
        .filter(|other| *other != of)
        .filter(linking)
        .collect();
    if others.len() < 2 || !linking(&of) {
        return false;
    }
    let own: Vec<ValueNo> = places.iter().map(|place| place.0).collect();
    let around = |of: &usize| used_around(roll, figures, &places[*of], &own);
    let (here, away) = (around(&of), others.iter().map(around).collect::<Vec<_>>());
    let in_common = |one: &[ValueNo], other: &[ValueNo]| {
        let known = |value: &&ValueNo| other.binary_search(value).is_ok();
        Share::try_from(one.iter().filter(known).count()).unwrap_or(Share::MAX)
    };
    let with_here = away.iter().map(|away| in_common(&here, away)).max();
    let pairs = away.iter().enumerate();
    let among = pairs.flat_map(|(at, one)| away[at + 1..].iter().map(move |two| (one, two)));
    let among = among.map(|(one, two)| in_common(one, two)).max();
    outweighs(
        figures.lending.strange,
        among.unwrap_or(0),
        with_here.unwrap_or(0),
    )
}

/// The other hard values of those around a complaint on one of its values, in order.
fn used_around(
    roll: &Roll,
    figures: &Figures,
    &(value, _, at): &Place<'_>,
    own: &[ValueNo],
) -> Vec<ValueNo> {
    let users = roll.users(value);
    let around = &users[at.saturating_sub(NEAR)..users.len().min(at + NEAR + 1)];
    let used = around.iter().flat_map(|&user| &roll.entry(user).values);
    let mut used: Vec<ValueNo> = used.copied().filter(|value| !own.contains(value)).collect();
    used.sort_unstable();
    used.dedup();
    used.retain(|&value| {
        let kind = roll.values[value as usize].key.kind;
        figures.kinds.get(kind).hard
    });
    used
}

impl Judged {
    /// Finds again the company around the places that changed, or everywhere; the users whose
    /// company may be another than before.
    pub(crate) fn keep_company(&mut self, users: &[Slot], least: i32) -> Vec<Slot> {
        let before = std::mem::replace(&mut self.least, least);
        let near = if before == i32::MAX {
            0..users.len()
        } else {
            self.stale.0.saturating_sub(NEAR)..users.len().min(self.stale.1 + NEAR)
        };
        let visited = if before == least {
            near.clone()
        } else {
            0..users.len()
        };
        let mut shifted = Vec::new();
        for at in visited {
            let now = self.company(at);
            let term = &mut self.terms[at];
            // Elsewhere companions only came, or only went: as many are the same.
            if near.contains(&at) || (term.firm_company, term.hard_company) != now {
                shifted.push(users[at]);
            }
            (term.firm_company, term.hard_company) = now;
        }
        shifted
    }

    /// Nobody keeps company on a value that a decision rules on, or that links nobody.
    pub(crate) fn keep_no_company(&mut self, users: &[Slot]) -> Vec<Slot> {
        if std::mem::replace(&mut self.least, i32::MAX) == i32::MAX {
            return Vec::new();
        }
        for term in &mut self.terms {
            (term.firm_company, term.hard_company) = (0, 0);
        }
        users.to_vec()
    }

    /// The shares of the users around this place with which something firm, and a hard value, goes.
    fn company(&self, at: usize) -> (Share, Share) {
        let (mut firm, mut hard) = (0, 0);
        let mut count = |after: usize, mask: u8| {
            if self.agrees(after) {
                firm += (self.terms[after].firm & mask).count_ones() as usize;
                hard += (self.terms[after].hard & mask).count_ones() as usize;
            }
        };
        count(at, u8::MAX);
        for step in 1..=NEAR.min(self.terms.len() - 1 - at) {
            count(at + step, 1 << (step - 1));
        }
        (self.share(at, firm), self.share(at, hard))
    }

    /// The share of those around this place with which another hard value goes and which do not
    /// use a certain value.
    fn company_without(&self, roll: &Roll, own: ValueNo, at: usize, without: ValueNo) -> Share {
        let users = roll.users(own);
        let counts = |after: usize, back: usize| {
            self.agrees(after) && self.terms[after].hard & (1 << (back - 1)) != 0
        };
        let lacks = |at: usize| !roll.entry(users[at]).values.contains(&without);
        let before = (1..=NEAR.min(at)).filter(|&back| counts(at, back) && lacks(at - back));
        let after = 1..=NEAR.min(self.terms.len() - 1 - at);
        let after = after.filter(|&step| counts(at + step, step) && lacks(at + step));
        self.share(at, before.count() + after.count())
    }

    /// So many of the users around this place, as a share of a whole company.
    fn share(&self, at: usize, found: usize) -> Share {
        let around = at.min(NEAR) + (self.terms.len() - 1 - at).min(NEAR);
        Share::try_from(WHOLE * found / around.max(1)).expect("at most a whole")
    }

    /// Whether the arrival at this place may join the user so far before it: where one of the two
    /// uses the value as a lent one, only by what is firm, and with another hard value only when
    /// both do.
    pub(crate) fn may_join(&self, at: usize, back: usize) -> bool {
        let lent = [self.lent(at), self.lent(at - back)];
        let bit = 1_u8 << (back - 1);
        if self.terms[at].hard & bit != 0 {
            lent[0] == lent[1]
        } else {
            self.terms[at].firm & bit != 0 || lent == [false, false]
        }
    }
}
