//! The integration tests of the binary, in one program.
#![expect(clippy::unwrap_used, reason = "a test that fails should say where")]

mod answers_bound;
mod backup_command;
mod bad_input;
mod blank_command;
mod browser;
mod command_line;
mod copy_command;
mod crash;
mod demo;
mod demo_command;
mod drafts;
mod erased_exhibit;
mod exhibit_proof;
mod filing_killed;
#[cfg(feature = "parquet")]
mod hostile_parquet;
mod import_contract;
mod import_killed;
mod infected;
mod installation;
mod kept;
mod link_command;
#[cfg(feature = "parquet")]
mod link_parquet;
mod log_verify;
mod older;
mod openapi;
mod overlay_pack;
mod package_command;
mod package_stamped;
mod partner_command;
mod progress;
mod relink_command;
mod restore_drill;
mod routes;
mod running;
mod sealing;
mod serving;
mod sign_command;
mod statements;
mod store;
mod strange_forms;
mod time_command;
mod verification_day;
mod visitor;
mod walk_counter;
mod walk_decision;
mod walk_filing;
mod walk_import;
mod walk_receipt;
mod walk_search;
mod walk_series;
mod walk_upload;
mod walk_validation;
mod walk_why;
