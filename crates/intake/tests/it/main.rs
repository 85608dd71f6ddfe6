//! What the capability does, from the outside: operations, and pages by requests, on both
//! databases.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod api;
mod bank;
mod codes_stored;
mod law_unconfirmed;
mod operations_amend;
mod operations_attest;
mod operations_decide;
mod operations_draft;
mod operations_file;
mod operations_import;
mod operations_journal;
mod operations_keys;
mod operations_kit;
mod operations_notices;
mod operations_paper_content;
mod operations_papers;
mod operations_recover;
mod operations_unicode;
mod operations_words;
mod pages_bad_input;
mod pages_browser;
mod pages_doors;
mod pages_files;
mod pages_journey;
mod pages_public;
mod pages_tasks;
mod panels;
mod panels_masked;
mod space;
mod space_browser;
mod space_change;
mod space_standing;
mod store;
mod twice;
