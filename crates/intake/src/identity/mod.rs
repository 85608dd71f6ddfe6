//! A victim who wants to may be known by a provider of identity: complaints opened with their code in this browser
//! are kept with it on demand, then found again without the code. Nothing asks for it, and no name finds a complaint:
//! what is kept is the mark of the provider's subject beside a complaint, until it is detached or erased.

mod attach;
mod detach;
mod list;
mod offer;
mod pages;
pub(crate) mod store;

pub use attach::attach;
pub use detach::detach;
pub(crate) use list::opened_by;
pub use list::{Listed, list};
pub(crate) use offer::{Offer, taken};
pub(crate) use pages::{BY_IDENTITY, Way, gone, known, routes, ways, ways_back};

/// Somebody whom a provider knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The keyed mark of their subject.
    pub mark: [u8; 32],
}

faisceau_platform::undisclosed!(Person);
