//! The nouns of the field and their rules: complaint, receipt, series, evidence, act, person,
//! access, event; typed ids; states as enums; refusals. Pure: no clock, no chance, no database,
//! no network. What is said here could be said in court without a computer.

pub mod access;
pub mod act;
pub mod alarm;
pub mod audit;
pub mod code;
pub mod commitment;
pub mod complaint;
pub mod counted;
pub mod custody;
pub mod data_request;
pub mod erasure;
pub mod event;
pub mod exception;
pub mod exhibit_proof;
pub mod form;
pub mod frame;
pub mod freeze;
pub mod guide;
pub mod health;
pub mod hearing;
pub mod id;
pub mod identity_of_value;
pub mod inventory;
pub mod journal;
pub mod lang;
pub mod merkle;
pub mod noise;
pub mod notice;
pub mod priority;
pub mod quality;
pub mod receipt;
pub mod reference;
pub mod regime;
pub mod retention;
pub mod scan;
pub mod sealed_identity;
pub mod sensitivity;
pub mod set_aside;
pub mod standing;
pub mod twice;
pub mod urgency;

pub use identity_of_value::ValueIds;
pub use lang::{Lang, typeset};
