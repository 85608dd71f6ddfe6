//! The chain of custody of an exhibit: what may be done to it in each state, what each step leaves in
//! writing, how the steps chain, and how that is checked again from nothing but the steps. Reads no
//! content, no clock and no database: what was seen and who acted are handed in.

mod chain;
mod detail;
mod event;
mod kind;
mod refused;
mod standing;
mod step;

pub use chain::{Broken, Checked, Stored, check};
pub use detail::Detail;
pub use event::{Fields, GENESIS, Layout};
pub use kind::Kind;
pub use refused::Refused;
pub use standing::{Keeper, Offer, Rest, Seal, Standing, State};
pub use step::{By, Gesture, REASON_MIN, step};
