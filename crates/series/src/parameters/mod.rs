//! The figures that linkage obeys, as stored data. Operations, a file each: [`relink`] (everything
//! again, compared with what is stored), [`propose`], [`learn`], [`estimate`] (the same as work done apart), [`adopt`], [`refuse`]. Figures come in force
//! by a person's decision only; the linker takes them under its lease.

pub mod adopt;
pub mod differ;
pub mod estimate;
pub mod in_force;
pub mod learn;
pub mod proposals;
pub mod propose;
pub mod refuse;
pub mod relink;
pub(crate) mod store;

pub use in_force::{InForce, in_force};
pub use proposals::{Proposal, State};
pub use relink::{Change, Differences, Relinked};
