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
    Seeded(Arc<Mutex<Seeded>>),
}

/// A seeded generator, and the order of the ids drawn with it.
#[derive(Debug)]
pub struct Seeded {
    rng: ChaCha20Rng,
    turn: Turn,
}

/// The order of the ids drawn within one millisecond.
#[derive(Debug, Default)]
struct Turn {
    millis: i64,
    count: u32,
}

/// Of every id drawn by this process with [`Dice::System`].
static TURN: Mutex<Turn> = Mutex::new(Turn {
    millis: 0,
    count: 0,
});

impl Turn {
    /// Makes ten random bytes follow those drawn before within the same millisecond: their first
    /// 26 bits count on from a random start (RFC 9562, section 6.2, method 1), so that what one
    /// process wrote at one instant sorts by id as it happened.
    fn follow(&mut self, at: Timestamp, bytes: &mut [u8; 10]) {
        let millis = at.as_millisecond();
        if self.millis == millis {
            self.count = (self.count + 1) & 0x03ff_ffff;
        } else {
            let drawn = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            (self.millis, self.count) = (millis, drawn & 0x01ff_ffff);
        }
        let [.., last] = self.count.to_be_bytes();
        // The version takes the first four bits of the first byte, the variant two of the third.
        bytes[0] = ((self.count >> 22) & 0x0f) as u8;
        bytes[1] = ((self.count >> 14) & 0xff) as u8;
        bytes[2] = ((self.count >> 8) & 0x3f) as u8;
        bytes[3] = last;
    }
}

impl Dice {
    /// Reproducible chance.
    #[must_use]
    pub fn seeded(seed: u64) -> Dice {
        let rng = ChaCha20Rng::seed_from_u64(seed);
        let turn = Turn::default();
        Dice::Seeded(Arc::new(Mutex::new(Seeded { rng, turn })))
    }

    /// Random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Dice::System => rand::rng().fill_bytes(&mut bytes),
            Dice::Seeded(seeded) => {
                let mut seeded = seeded.lock().expect("no code panics while it draws");
                seeded.rng.fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A fresh UUID version 7, greater than every one drawn before it at the same instant.
    ///
    /// # Panics
    ///
    /// Never: nothing that holds the order of ids panics.
    #[must_use]
    pub fn uuid(&self, at: Timestamp) -> Uuid {
        let mut bytes = self.bytes();
        match self {
            Dice::System => {
                let mut turn = TURN.lock().expect("no code panics while it draws");
                turn.follow(at, &mut bytes);
            }
            Dice::Seeded(seeded) => {
                let mut seeded = seeded.lock().expect("no code panics while it draws");
                seeded.turn.follow(at, &mut bytes);
            }
        }
        faisceau_domain::id::uuid_v7(at, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is drawn at one instant sorts as it was drawn, and an earlier instant stays earlier.
    #[test]
    fn ids_of_one_instant_sort_as_they_were_drawn() {
        let at = Timestamp::from_millisecond(1_700_000_000_000).expect("an instant");
        let later = Timestamp::from_millisecond(1_700_000_000_001).expect("an instant");
        for dice in [Dice::seeded(1), Dice::System] {
            let ids: Vec<Uuid> = (0..10_000).map(|_| dice.uuid(at)).collect();
            // Other tests of this process may draw in between with the machine's dice, at other
            // instants: only seeded dice are alone.
            if matches!(dice, Dice::Seeded(_)) {
                assert!(ids.is_sorted_by(|one, next| one < next));
            }
            assert!(ids.iter().all(|id| id.get_version_num() == 7));
            assert!(ids.iter().all(|id| *id < dice.uuid(later)));
        }
    }
}
