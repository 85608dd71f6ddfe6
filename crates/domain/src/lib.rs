//! The nouns of the field and their rules: complaint, receipt, series, evidence, act, person,
//! access, event; typed ids; states as enums; refusals. Pure: no clock, no chance, no database,
//! no network. What is said here could be said in court without a computer.

pub mod access;
pub mod form;
pub mod lang;

pub use lang::Lang;
