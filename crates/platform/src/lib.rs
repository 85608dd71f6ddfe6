//! What stands under every capability: databases, jobs, files, sign-in, authorisation, journal,
//! HTTP frame, test kit. Holds no rule of the field.

pub mod access;
pub mod web;
