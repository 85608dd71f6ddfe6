//! Chance for the synthetic year: the same seed tells the same year, whatever the machine. Never
//! draws a code, a key or a password.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

/// A seeded generator.
pub(super) struct Chance(ChaCha20Rng);

impl Chance {
    pub(super) fn seeded(seed: u64) -> Chance {
        Chance(ChaCha20Rng::seed_from_u64(seed))
    }

    /// A place in a list of `length`, which is not empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        self.0.random_range(0..length)
    }

    /// A whole number, both ends included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// True that many times in a hundred.
    pub(super) fn percent(&mut self, hundredths: u32) -> bool {
        self.0.random_range(0..100) < hundredths
    }

    /// One of a list; `None` when it is empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        match list.len() {
            0 => None,
            length => list.get(self.place(length)),
        }
    }

    /// A place among shares: the heavier, the more often.
    pub(super) fn share(&mut self, shares: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u32 = shares.clone().sum();
        let mut left = self.0.random_range(0..total.max(1));
        for (place, share) in shares.enumerate() {
            if left < share {
                return place;
            }
            left -= share;
        }
        0
    }

    /// A log-normal draw (Box and Muller), `median` and `spread` being those of its logarithm's
    /// exponential: sizes of series, many small and few large.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        let (u, v): (f64, f64) = (self.0.random_range(f64::EPSILON..1.0), self.0.random());
        let normal = (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        median * (spread * normal).exp()
    }

    /// Cents of euros between two sums, small ones more often.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "sums of a scenario are far below 2^52"
    )]
    pub(super) fn sum(&mut self, low_eur: i64, high_eur: i64) -> i64 {
        let (low, high) = ((low_eur.max(1) as f64).ln(), (high_eur.max(2) as f64).ln());
        let drawn = self.0.random_range(low..=high).exp();
        match self.percent(60) {
            true => drawn as i64 * 100,
            false => (drawn * 100.0) as i64,
        }
    }
}
