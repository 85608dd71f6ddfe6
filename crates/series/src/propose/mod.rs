//! What the linker leaves to people: found again by its task where something changed ([`refresh`]),
//! sorted by what answering may bring ([`faisceau_linkage::worth`]), listed ([`listed`]) and answered, one or several
//! at once ([`answer`]). Owns the table `proposals`.

pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod dialect;
pub(crate) mod listed;
pub(crate) mod refresh;
mod slips;
pub(crate) mod store;
