//! Integration tests of the documents crate, one binary.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod content;
mod hostile;
mod outside;
mod render;
mod samples;
mod seal;
mod text;
mod words;
