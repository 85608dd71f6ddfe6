//! The binary's own part: wiring of the capabilities, embedded content, command line. The rules are
//! in the crates below; a command parses its arguments, calls an operation, and prints its result.

pub mod background;
pub mod capabilities;
pub mod cli;
pub mod command;
pub mod content;
pub mod copy;
pub mod demo;
pub mod linking;
pub mod restore;
pub mod setup;
pub mod terminal;
pub mod verify;
