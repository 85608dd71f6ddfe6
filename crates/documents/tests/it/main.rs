//! Integration tests of the documents crate, one binary.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod content;
mod samples;
mod words;
