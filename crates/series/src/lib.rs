//! The identifier table, proposals, decisions, the series file.
