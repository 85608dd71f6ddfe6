//! The tenancies of a value: where nobody used it for long, it may have been given to somebody else,
//! and what is used after has nothing to do with what was used before (decision 0053).
//! Places and sums only; what users agree on is found in `judge.rs`.

use crate::figures::{Figures, KindFigures};
use crate::judge::{ANEW, ENOUGH, Judged, Term};
use crate::roll::{Roll, SECONDS_A_DAY, Slot};

impl Judged {
    /// In which tenancy of the value each user uses it, in their order. One owner has it always.
    pub(crate) fn tenancies(&self) -> impl Iterator<Item = u32> {
        let owned = self.bits == i32::MAX;
        self.terms.iter().scan(0, move |tenancy, term| {
            *tenancy += u32::from(term.has(ANEW) && !owned);
            Some(*tenancy)
        })
    }

    /// What it is worth in its best tenancy; who agrees enough in each.
    pub(crate) fn weigh(&mut self, figures: &Figures, of: &KindFigures) -> i32 {
        if (self.parted || self.anew > 0) && self.least != i32::MAX {
            // Who agrees enough is found again everywhere, as it is where the value linked nobody.
            self.least = i32::MIN;
        }
        self.parted = self.anew > 0;
        if !self.parted {
            return worth(of.prior, self.sum);
        }
        let mut best = i32::MIN;
        let mut from = 0;
        while from < self.terms.len() {
            let more = self.terms[from + 1..].iter();
            let upto = from + 1 + more.take_while(|term| !term.has(ANEW)).count();
            let sum = self.terms[from..upto]
                .iter()
                .map(|t| i64::from(t.bits))
                .sum();
            let worth = worth(of.prior, sum);
            best = best.max(worth);
            let least = figures.link.saturating_sub(worth.min(of.ceiling));
            for term in &mut self.terms[from..upto] {
                term.flags &= !ENOUGH;
                term.flags |= ENOUGH * u8::from(i32::from(term.bits) >= least);
            }
            from = upto;
        }
        best
    }

    /// From which bits the arrival at this place joins an earlier user.
    pub(crate) fn least_at(&self, figures: &Figures, of: &KindFigures, at: usize) -> i32 {
        if !self.parted {
            return self.least;
        }
        let begins = |term: &Term| term.has(ANEW);
        let from = self.terms[..=at].iter().rposition(begins).unwrap_or(0);
        let more = self.terms[at + 1..].iter().position(begins);
        let upto = more.map_or(self.terms.len(), |more| at + 1 + more);
        let sum = self.terms[from..upto]
            .iter()
            .map(|t| i64::from(t.bits))
            .sum();
        figures
            .link
            .saturating_sub(worth(of.prior, sum).min(of.ceiling))
    }
}

/// What a value is worth with this prior, when arrivals add so much to it.
fn worth(prior: i32, sum: i64) -> i32 {
    let bits = i64::from(prior) + sum;
    let bounds = i64::from(i32::MIN + 1)..=i64::from(i32::MAX - 1);
    i32::try_from(bits.clamp(*bounds.start(), *bounds.end())).expect("clamped")
}

/// How many users before the last of these, up to so many, used the value without a silence since.
pub(crate) fn reach(roll: &Roll, of: &KindFigures, users: &[Slot], most: usize) -> usize {
    let most = most.min(users.len() - 1);
    if of.silence == 0 {
        return most;
    }
    let at = |back: usize| roll.order(users[users.len() - 1 - back]).0.as_second();
    let days = i64::from(of.silence);
    let near = |back: &usize| at(*back) - at(back + 1) <= days * SECONDS_A_DAY;
    (0..most).take_while(near).count()
}
