//! The integration tests of the platform, in one binary.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and panicking does"
)]

#[macro_use]
mod deposit_kit;

mod access;
mod accounts;
mod accounts_factor;
mod accounts_pages;
mod accounts_passkey;
mod accounts_sign_ins;
mod authenticator;
mod deposit;
mod deposit_gone;
mod deposit_s3;
mod jobs_batch;
mod jobs_written;
mod mail;
mod migrations;
mod oidc;
mod oidc_kit;
mod oidc_reserved;
mod overlay;
mod register;
mod revoked_keys;
mod settings_noticed;
mod storage;
mod store;
mod syslog;
mod wall;
mod web;
mod web_colours;
mod web_frame;
mod web_front;
mod web_gallery;
mod web_guard;
mod web_traces;
mod web_vendored;
