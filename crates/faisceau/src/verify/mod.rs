//! Looks at everything an installation holds and says what does not hold: the journal's chain and its
//! times, every file against its digest, the custody of each, every paper against its signature, complaints against the journal and what they say against
//! what was bound to it, the
//! public log against all of them, every token of trusted time against what it stamped.
//! Alone it tells what contradicts itself; what was rewritten whole only an outside memory tells
//! ([`against`]; docs/verification-day.md says which attack each one sees). Changes nothing.

pub mod against;
mod answers;
mod files;
mod journal;
mod log;
mod papers;
pub mod store;
mod time;

use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::sync::Arc;

/// An entry is written in a transaction that lasts less than this; several machines that write to one
/// database, and the authorities of time, keep their clocks nearer than this.
const SLACK: SignedDuration = SignedDuration::from_mins(10);

/// Faults told of one check; beyond, they are counted.
const TOLD_MAX: usize = 50;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub what: &'static str,
    /// How many were.
    pub looked_at: i64,
    /// How many do not hold.
    pub wrong: i64,
    /// The first of them, each in words.
    pub told: Vec<String>,
}

impl Check {
    fn of(what: &'static str) -> Check {
        Check {
            what,
            looked_at: 0,
            wrong: 0,
            told: Vec::new(),
        }
    }

    fn tell(&mut self, fault: String) {
        self.wrong += 1;
        if self.told.len() < TOLD_MAX {
            self.told.push(fault);
        }
    }
}

/// Looks at everything.
///
/// # Errors
/// When the database or the store cannot be read at all.
pub async fn verify(world: &Arc<World>) -> Result<Vec<Check>, Fault> {
    Ok(vec![
        journal::chain(world).await?,
        journal::times(world).await?,
        journal::filings(world).await?,
        answers::said(world).await?,
        papers::receipts(world).await?,
        papers::series_files(world).await?,
        files::exhibits(world).await?,
        files::custody(world).await?,
        log::entries(world).await?,
        time::batches(world).await?,
        time::tokens(world).await?,
    ])
}
