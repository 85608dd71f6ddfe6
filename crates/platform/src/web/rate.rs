//! How many tries are taken from one draft and from one network, gesture by gesture. Counts are
//! kept in memory, per process; nothing is written and no address is kept after its minute.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Which gesture is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rate {
    /// Opening a page.
    Page,
    /// Answering a question of a draft, writing a message.
    Answer,
    /// Filing a complaint.
    Filing,
    /// Trying a resume, follow-up or verification code.
    Codes,
    /// Signing in.
    SignIn,
    /// Sending a file.
    Upload,
    /// What the program of a partner asks.
    Partner,
}

impl Rate {
    /// Every gesture, in the order of the configuration file.
    pub const ALL: [Rate; 7] = [
        Rate::Page,
        Rate::Answer,
        Rate::Filing,
        Rate::Codes,
        Rate::SignIn,
        Rate::Upload,
        Rate::Partner,
    ];

    /// The word used in the configuration and in measures.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Rate::Page => "page",
            Rate::Answer => "answer",
            Rate::Filing => "filing",
            Rate::Codes => "codes",
            Rate::SignIn => "sign_in",
            Rate::Upload => "upload",
            Rate::Partner => "partner",
        }
    }
}

/// How many tries: `tries` at once, and as many again given back, one by one, over `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many.
    pub tries: u32,
    /// Over how long; more than zero.
    pub every: Duration,
}

impl Allowance {
    /// So many a minute; zero means "not limited".
    #[must_use]
    pub fn per_minute(tries: u32) -> Option<Allowance> {
        let every = Duration::from_secs(60);
        (tries > 0).then_some(Allowance { tries, every })
    }

    /// So many an hour; zero means "not limited".
    #[must_use]
    pub fn per_hour(tries: u32) -> Option<Allowance> {
        let every = Duration::from_secs(3600);
        (tries > 0).then_some(Allowance { tries, every })
    }
}

/// The allowances of one gesture. `None`: not limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowances {
    /// From one network: /24 of IPv4, /56 of IPv6. A whole school may sit behind one.
    pub network: Option<Allowance>,
    /// From one draft, session or followed complaint.
    pub holder: Option<Allowance>,
}

/// Pages from one network: a whole school behind one address reads without noticing; a machine
/// that copies the site does notice.
const PAGES_PER_MINUTE: u32 = 3_000;

/// Filings of one draft: a double click is nothing, a loop is.
const FILINGS_PER_MINUTE: u32 = 20;

/// The allowances the configuration gives. A zero there means "not limited".
#[must_use]
pub fn configured(limits: &crate::config::Limits, rate: Rate) -> Allowances {
    let (network, holder) = match rate {
        Rate::Page => (Allowance::per_minute(PAGES_PER_MINUTE), None),
        Rate::Answer => (
            None,
            Allowance::per_minute(limits.answers_per_minute_per_draft),
        ),
        Rate::Filing => (
            Allowance::per_hour(limits.filings_per_hour_per_network),
            Allowance::per_minute(FILINGS_PER_MINUTE),
        ),
        Rate::Codes => (Allowance::per_hour(limits.codes_per_hour_per_network), None),
        Rate::SignIn => (
            Allowance::per_hour(limits.sign_ins_per_hour_per_network),
            None,
        ),
        Rate::Upload => (None, Allowance::per_hour(limits.uploads_per_hour_per_case)),
        Rate::Partner => (
            Allowance::per_minute(PAGES_PER_MINUTE),
            Allowance::per_minute(limits.calls_per_minute_per_partner),
        ),
    };
    Allowances { network, holder }
}

/// Above this many checks, the counters of networks that went quiet are dropped: the memory
/// stays bounded by the requests of a short while.
pub(super) const SWEEP_EVERY: u32 = 4_096;

type Counter = DefaultKeyedRateLimiter<String>;

struct Pair {
    network: Option<Counter>,
    holder: Option<Counter>,
}

/// The counters of one process.
pub struct Limits {
    counters: BTreeMap<Rate, Pair>,
    clock: DefaultClock,
    checks: AtomicU32,
}

impl fmt::Debug for Limits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Limits({} gestures)", self.counters.len())
    }
}

impl Limits {
    /// Counters with the allowances `of` gives each gesture.
    #[must_use]
    pub fn new(of: impl Fn(Rate) -> Allowances) -> Limits {
        let counters = Rate::ALL.into_iter().map(|rate| {
            let allowances = of(rate);
            let pair = Pair {
                network: allowances.network.map(counter),
                holder: allowances.holder.map(counter),
            };
            (rate, pair)
        });
        Limits {
            counters: counters.collect(),
            clock: DefaultClock::default(),
            checks: AtomicU32::new(0),
        }
    }

    /// No limit at all: for measures and for a private machine.
    #[must_use]
    pub fn none() -> Limits {
        Limits::new(|_| Allowances {
            network: None,
            holder: None,
        })
    }

    /// Counts one try.
    ///
    /// # Errors
    /// How long to wait, when there were too many.
    pub fn take(
        &self,
        rate: Rate,
        network: Option<Network>,
        holder: Option<&str>,
    ) -> Result<(), Duration> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.sweep();
        }
        let Some(pair) = self.counters.get(&rate) else {
            return Ok(());
        };
        if let (Some(counter), Some(network)) = (&pair.network, network) {
            self.count(counter, network.to_string())?;
        }
        if let (Some(counter), Some(holder)) = (&pair.holder, holder) {
            self.count(counter, holder.to_owned())?;
        }
        Ok(())
    }

    fn count(&self, counter: &Counter, key: String) -> Result<(), Duration> {
        counter
            .check_key(&key)
            .map_err(|until| until.wait_time_from(self.clock.now()))
    }

    fn sweep(&self) {
        for pair in self.counters.values() {
            for counter in [&pair.network, &pair.holder].into_iter().flatten() {
                counter.retain_recent();
            }
        }
    }
}

fn counter(allowance: Allowance) -> Counter {
    let tries = NonZeroU32::new(allowance.tries).unwrap_or(NonZeroU32::MIN);
    let one = allowance.every / tries.get();
    let quota = Quota::with_period(one)
        .expect("an allowance lasts longer than its number of nanoseconds")
        .allow_burst(tries);
    RateLimiter::keyed(quota)
}

/// A network: the first 24 bits of an IPv4 address, the first 56 of an IPv6 one. One household
/// gets a /56, so counting whole IPv6 addresses would count nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Network {
    /// The network of an address.
    #[must_use]
    pub fn of(address: IpAddr) -> Network {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                Network(IpAddr::V4(Ipv4Addr::new(a, b, c, 0)))
            }
            IpAddr::V6(v6) => {
                let kept = u128::from(v6) & (u128::MAX << (128 - 56));
                Network(IpAddr::V6(Ipv6Addr::from(kept)))
            }
        }
    }
}
