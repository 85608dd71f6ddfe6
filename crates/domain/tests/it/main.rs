//! The integration tests of the crate, one binary.

#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod alarm;
mod custody;
mod form;
mod frame;
mod freeze;
mod fuzzed;
mod health;
mod hearing;
mod merkle;
mod noise;
mod priority;
mod sensitivity;
mod urgency;
