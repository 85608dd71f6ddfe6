//! How many codes are tried on one case, from one network and from all: a case that is attacked
//! narrows what each network may try, and never closes to one that has not tried yet. Counts what
//! was typed, whether it exists or not; kept in memory, per process, for an hour at most.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::rate::{Network, SWEEP_EVERY};

/// Tries a minute of one network on one case: a person corrects slips, a machine does not wait.
const OF_ONE_NETWORK: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");

/// The same on a case that is attacked: a slip, another, and the right code.
const WHILE_ATTACKED: NonZeroU32 = NonZeroU32::new(3).expect("three is not zero");

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// Whether a try may open what it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Within,
    /// There were too many: even what is right is answered as what is wrong.
    Over,
}

type Counter = DefaultKeyedRateLimiter<String>;

/// The counters of one process.
pub struct Tries {
    whole: Option<Counter>,
    of_network: Counter,
    while_attacked: Counter,
    checks: AtomicU32,
}

impl std::fmt::Debug for Tries {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Tries({})", self.of_network.len())
    }
}

impl Tries {
    /// Counters by which a case is attacked once more than `per_hour` codes were tried on it from
    /// everywhere; zero: nothing is limited by case.
    #[must_use]
    pub fn new(per_hour: u32) -> Tries {
        Tries {
            whole: NonZeroU32::new(per_hour).map(|tries| counter(HOUR, tries)),
            of_network: counter(MINUTE, OF_ONE_NETWORK),
            while_attacked: counter(MINUTE, WHILE_ATTACKED),
            checks: AtomicU32::new(0),
        }
    }

    /// Counts one try from a browser that opened this case before. Only its own tries count, whoever
    /// else attacks the case.
    pub fn take_known(&self, case: &str, browser: &str) -> Standing {
        let pair = format!("{case} {browser}");
        match (&self.whole, self.of_network.check_key(&pair)) {
            (Some(_), Err(_)) => Standing::Over,
            _ => Standing::Within,
        }
    }

    /// Counts one try on what was typed as a case. All counters are asked each time, so that the
    /// work is the same whatever they say.
    pub fn take(&self, case: &str, network: Option<Network>) -> Standing {
        let (Some(whole), Some(network)) = (&self.whole, network) else {
            return Standing::Within;
        };
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            for counter in [whole, &self.of_network, &self.while_attacked] {
                counter.retain_recent();
            }
        }
        let pair = format!("{case} {network}");
        let attacked = whole.check_key(&case.to_owned()).is_err();
        let over = self.of_network.check_key(&pair).is_err();
        let narrow = self.while_attacked.check_key(&pair).is_err();
        match over | (attacked & narrow) {
            true => Standing::Over,
            false => Standing::Within,
        }
    }
}

fn counter(over: Duration, tries: NonZeroU32) -> Counter {
    let quota = Quota::with_period(over / tries.get())
        .expect("an allowance lasts longer than its number of nanoseconds")
        .allow_burst(tries);
    RateLimiter::keyed(quota)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn network(n: u8) -> Option<Network> {
        Some(Network::of(Ipv4Addr::new(192, 0, n, 7).into()))
    }

    #[test]
    fn one_network_is_held_back_and_no_other() {
        let tries = Tries::new(1_000);
        let taken: Vec<Standing> = (0..12).map(|_| tries.take("A", network(1))).collect();
        assert!(taken[..10].iter().all(|told| *told == Standing::Within));
        assert_eq!(taken[11], Standing::Over);
        assert_eq!(tries.take("B", network(1)), Standing::Within);
        assert_eq!(tries.take("A", network(2)), Standing::Within);
    }

    #[test]
    fn a_known_browser_is_held_back_by_its_own_tries_alone() {
        let tries = Tries::new(20);
        for n in 0..200 {
            tries.take("A", network(n));
        }
        let taken: Vec<Standing> = (0..12).map(|_| tries.take_known("A", "b")).collect();
        assert!(taken[..10].iter().all(|told| *told == Standing::Within));
        assert_eq!(taken[11], Standing::Over);
        assert_eq!(tries.take_known("A", "c"), Standing::Within);
    }

    #[test]
    fn an_attacked_case_narrows_each_network_and_stays_open_to_a_new_one() {
        let tries = Tries::new(20);
        for n in 0..40 {
            tries.take("A", network(n));
        }
        let taken: Vec<Standing> = (0..4).map(|_| tries.take("A", network(99))).collect();
        assert!(taken[..3].iter().all(|told| *told == Standing::Within));
        assert_eq!(taken[3], Standing::Over);
        let elsewhere: Vec<Standing> = (0..4).map(|_| tries.take("B", network(99))).collect();
        assert!(elsewhere.iter().all(|told| *told == Standing::Within));
    }

    #[test]
    fn without_a_limit_or_a_network_nothing_is_held_back() {
        let none = Tries::new(0);
        let some = Tries::new(1);
        for _ in 0..50 {
            assert_eq!(none.take("A", network(1)), Standing::Within);
            assert_eq!(some.take("A", None), Standing::Within);
        }
    }
}
