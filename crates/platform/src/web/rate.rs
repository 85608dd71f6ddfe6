//! How many tries are taken from one draft and from one network, gesture by gesture. Counts are
//! kept in memory, per process; nothing is written and no address is kept after its minute.

use std::collections::BTreeMap;
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
}

impl Rate {
    /// Every gesture, in the order of the configuration file.
    pub const ALL: [Rate; 6] = [
        Rate::Page,
        Rate::Answer,
        Rate::Filing,
        Rate::Codes,
        Rate::SignIn,
        Rate::Upload,
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
        }
    }
}

/// How many tries: `burst` at once, then `per_minute`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Tries taken at once.
    pub burst: u32,
    /// Tries given back each minute.
    pub per_minute: u32,
}

/// The allowances of one gesture. `None`: not limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowances {
    /// From one network: /24 of IPv4, /56 of IPv6. A whole school may sit behind one.
    pub network: Option<Allowance>,
    /// From one draft, session or followed complaint.
    pub holder: Option<Allowance>,
}

const fn allow(burst: u32, per_minute: u32) -> Option<Allowance> {
    Some(Allowance { burst, per_minute })
}

/// The allowances when the configuration says nothing.
#[must_use]
pub fn default_allowances(rate: Rate) -> Allowances {
    let (network, holder) = match rate {
        Rate::Page => (allow(600, 600), allow(120, 120)),
        Rate::Answer => (allow(300, 300), allow(60, 60)),
        Rate::Filing => (allow(30, 10), allow(5, 2)),
        Rate::Codes => (allow(10, 5), allow(10, 5)),
        Rate::SignIn => (allow(10, 5), allow(10, 5)),
        Rate::Upload => (allow(60, 30), allow(30, 10)),
    };
    Allowances { network, holder }
}

/// Above this many checks, the counters of networks that went quiet are dropped: the memory
/// stays bounded by the requests of a short while.
const SWEEP_EVERY: u32 = 4_096;

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

impl std::fmt::Debug for Limits {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
            self.count(counter, network.0.to_string())?;
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
    // Zero would mean "never": the configuration refuses it, one is the least taken here.
    let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_minute(at_least_one(allowance.per_minute))
        .allow_burst(at_least_one(allowance.burst));
    RateLimiter::keyed(quota)
}

/// A network: the first 24 bits of an IPv4 address, the first 56 of an IPv6 one. One household
/// gets a /56, so counting whole IPv6 addresses would count nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

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

/// The reader's address: the peer, or what a trusted proxy in front says (`X-Forwarded-For`,
/// read from the right, through trusted proxies only, so that a reader cannot choose it).
#[must_use]
pub fn reader_address(peer: IpAddr, forwarded: Option<&str>, trusted: &[IpAddr]) -> IpAddr {
    let mut address = peer.to_canonical();
    let mut hops = forwarded.unwrap_or_default().rsplit(',');
    while trusted.contains(&address) {
        let Some(Ok(hop)) = hops.next().map(|hop| hop.trim().parse::<IpAddr>()) else {
            break;
        };
        address = hop.to_canonical();
    }
    address
}
