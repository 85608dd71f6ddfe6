//! The integration tests of casework, in one binary.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and panicking does"
)]

mod accounts;
mod alert_person;
mod alerts;
mod api;
mod api_alerts;
mod audit;
mod audit_pages;
mod decided;
mod exceptions;
mod figures;
mod found;
mod freeze;
mod identity;
mod oversight;
mod pages;
mod register;
mod scope;
mod search;
mod several;
mod store;
mod terms;
mod territory;
mod twice;
mod urgent;
mod wall;
mod watches;
mod weigh;
mod world;
