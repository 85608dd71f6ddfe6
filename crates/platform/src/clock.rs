//! Time and chance as parameters: nothing else in the platform reads the clock or draws a number.

use jiff::Timestamp;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock set by hand, in milliseconds: tests, and the demonstration's synthetic year.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at an instant until told otherwise.
    #[must_use]
    pub fn set_at(at: Timestamp) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// The present, cut to the millisecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let millis = match self {
            Clock::System => Timestamp::now().as_millisecond(),
            Clock::Set(millis) => millis.load(Ordering::SeqCst),
        };
        Timestamp::from_millisecond(millis).expect("clocks hold instants within jiff's range")
    }

    /// Moves a set clock; the machine's clock does not obey.
    pub fn set(&self, at: Timestamp) {
        if let Clock::Set(millis) = self {
            millis.store(at.as_millisecond(), Ordering::SeqCst);
        }
    }

    /// Moves a set clock forward.
    pub fn advance_millis(&self, by: i64) {
        if let Clock::Set(millis) = self {
            millis.fetch_add(by, Ordering::SeqCst);
        }
    }
}

/// Where chance comes from.
#[derive(Debug, Clone)]
pub enum Dice {
    /// The operating system's generator, through a reseeding one per thread.
    System,
    /// A seeded generator: tests and reproducible demonstrations, never a real instance.
    Seeded(Arc<Mutex<ChaCha20Rng>>),
}

impl Dice {
    /// Reproducible chance.
    #[must_use]
    pub fn seeded(seed: u64) -> Dice {
        Dice::Seeded(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Dice::System => rand::rng().fill_bytes(&mut bytes),
            Dice::Seeded(rng) => {
                rng.lock()
                    .expect("no code panics while it draws")
                    .fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A fresh UUID version 7.
    #[must_use]
    pub fn uuid(&self, at: Timestamp) -> Uuid {
        faisceau_domain::id::uuid_v7(at, self.bytes())
    }
}
