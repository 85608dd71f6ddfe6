//! What stands under every capability: databases, jobs, files, sign-in, authorisation, journal,
//! HTTP frame, test kit. Holds no rule of the field.

pub mod access;
pub mod accounts;
pub mod age_keys;
pub mod backup;
pub mod certificate;
pub mod clock;
pub mod config;
pub mod content;
pub mod cx;
pub mod db;
pub mod deposit;
pub mod events;
pub mod fault;
pub mod health;
pub mod jobs;
pub mod journal;
pub mod kept;
pub mod keys;
pub mod lease;
pub mod log_settings;
pub mod mail;
pub mod oidc;
pub mod own_certificate;
pub mod partners;
pub mod post;
pub mod regime;
pub mod register;
mod stated;
pub mod statements;
pub mod testkit;
pub mod time;
pub mod transfer;
pub mod typesetters;
pub mod web;
pub mod wiring;
pub mod world;
