//! Acts from outside: what each kind must say, that nothing leaves draft without it, and that the paper says it.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod faults;
mod kit;
mod papers;
mod required;
