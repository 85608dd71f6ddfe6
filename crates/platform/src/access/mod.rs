//! Authorisation: who may do what to which thing, and why, decided by the Cedar policies of
//! `policies/`. Deny by default. Never decides by itself in Rust, never reads a database.

mod action;
mod authority;
mod subject;

pub use action::{Action, Kind};
pub use authority::{Authority, Decision, LoadError};
pub use subject::{Actor, Resource, UNMATCHED};
