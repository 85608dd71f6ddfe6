//! The law crate from outside: small packs written here, and the pack that ships.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod clocks;
mod confirmations;
mod dates;
mod deadlines;
mod guide;
mod offences;
mod packs;
mod properties;
mod reader;
mod shipped;
mod situations;
