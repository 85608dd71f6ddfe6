//! What decisions of people teach of each kind of value: how often one that several complaints share
//! turned out to belong to one group. A pure estimate, pulled towards what was believed before.
//!
//! Let `p` be the belief in force that a value of the kind has one owner, from its prior in bits, and
//! let people have judged `owned` values of it to be one group's and `shared` to be many's. The
//! estimate is the log-odds of `(owned + K p) / (shared + K (1 - p))`: a Beta posterior whose prior
//! weighs as much as `PSEUDO` judged values, so that few decisions move little. It never moves
//! further than `MOST` from the figure in force: what is beyond is for a second proposal.

use crate::figures::Figures;
use crate::record::{Kind, PerKind};

/// How many judged values the belief in force weighs.
const PSEUDO: f64 = 20.0;
/// The most that one estimate changes a figure, in hundredths of a bit.
const MOST: i32 = 300;

/// What people judged of the values of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Values whose users were said to be together.
    pub owned: u32,
    /// Values of which some users were said to be apart.
    pub shared: u32,
}

/// The figures that these judgements give, in the place of those in force: the prior of each kind of
/// which anything was judged. The version is that in force; whoever proposes them gives the next.
#[must_use]
pub fn learn(in_force: &Figures, judged: &PerKind<Judged>) -> Figures {
    let mut learned = in_force.clone();
    for kind in Kind::ALL {
        let (of, was) = (judged.get(kind), in_force.kinds.get(kind).prior);
        if *of != Judged::default() {
            learned.kinds.get_mut(kind).prior = estimate(was, *of);
        }
    }
    learned
}

fn estimate(was: i32, judged: Judged) -> i32 {
    let odds = (f64::from(was) / 100.0).exp2();
    let owned = odds / (1.0 + odds);
    let pulled = |count: u32, belief: f64| f64::from(count) + PSEUDO * belief;
    let bits = (pulled(judged.owned, owned) / pulled(judged.shared, 1.0 - owned)).log2();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a log-odds of counts below 2^33 is below 4,000 hundredths"
    )]
    let now = (bits * 100.0).round() as i32;
    now.clamp(was - MOST, was + MOST)
}

#[cfg(test)]
mod tests {
    use super::{Judged, MOST, estimate, learn};
    use crate::figures::Figures;
    use crate::record::{Kind, PerKind};

    #[test]
    fn nothing_judged_changes_nothing() {
        let figures = Figures::third();
        assert_eq!(
            learn(&figures, &PerKind::from_fn(|_| Judged::default())),
            figures
        );
        assert_eq!(
            estimate(
                0,
                Judged {
                    owned: 7,
                    shared: 7
                }
            ),
            0
        );
    }

    #[test]
    fn many_judgements_are_believed_and_few_hardly() {
        let few = estimate(
            0,
            Judged {
                owned: 2,
                shared: 0,
            },
        );
        // log2(12 / 10)
        assert_eq!(few, 26);
        let many = estimate(
            0,
            Judged {
                owned: 300,
                shared: 100,
            },
        );
        // log2(310 / 110)
        assert_eq!(many, 149);
        assert!(
            estimate(
                400,
                Judged {
                    owned: 0,
                    shared: 5
                }
            ) < 400
        );
    }

    #[test]
    fn an_estimate_stays_within_its_bounds() {
        let all = u32::MAX;
        assert_eq!(
            estimate(
                400,
                Judged {
                    owned: 0,
                    shared: all
                }
            ),
            400 - MOST
        );
        assert_eq!(
            estimate(
                400,
                Judged {
                    owned: all,
                    shared: 0
                }
            ),
            400 + MOST
        );
    }

    #[test]
    fn only_the_kinds_that_were_judged_change() {
        let figures = Figures::third();
        let mut judged = PerKind::from_fn(|_| Judged::default());
        *judged.get_mut(Kind::Iban) = Judged {
            owned: 1,
            shared: 40,
        };
        let learned = learn(&figures, &judged);
        for kind in Kind::ALL {
            let changed = learned.kinds.get(kind) != figures.kinds.get(kind);
            assert_eq!(changed, kind == Kind::Iban, "{kind:?}");
        }
        assert!(learned.check().is_ok());
    }
}
