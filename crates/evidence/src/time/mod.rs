//! Trusted time: the digests of what the instance issues are brought together every some minutes under one
//! Merkle root, and each authority of the configuration is asked to stamp that root (RFC 3161). One that is
//! down delays nothing: its token waits and is asked for again, less and less often, until it comes.
//!
//! Operations, a file each: [`gather`], [`stamp`], [`prove`], [`queue`], `forget`. Owns the tables
//! `time_batches`, `time_digests`, `time_tokens`. Never reads what it stamps: digests alone.

pub(crate) mod forget;
pub mod gather;
pub mod proof;
pub mod prove;
pub mod queue;
pub mod run;
pub mod stamp;
pub mod store;

/// What a digest is of. One list for who gathers and who reads: each kind has its statement in
/// [`gather`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The file of a paper of a complaint: acknowledgement, récépissé, minutes, attestation.
    Paper,
    /// The file of a series.
    SeriesPaper,
    /// The last step of an exhibit's custody, which is chained to all before it.
    Custody,
    /// The last checkpoint of the public log: the root of its tree.
    Checkpoint,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [
        Kind::Paper,
        Kind::SeriesPaper,
        Kind::Custody,
        Kind::Checkpoint,
    ];

    /// The stored word, also that of proof files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Paper => "paper",
            Kind::SeriesPaper => "series-paper",
            Kind::Custody => "custody",
            Kind::Checkpoint => "checkpoint",
        }
    }

    /// Reads a word written by [`Kind::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
