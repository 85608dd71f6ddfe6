//! Integration tests of the documents crate, one binary.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod authority;
mod blank;
mod content;
mod drawing_charts;
mod drawing_graph;
mod hostile;
mod outside;
mod pades;
mod render;
mod samples;
mod seal;
mod stamp;
mod text;
mod words;
