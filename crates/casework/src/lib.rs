//! Inbox, search, assignment, notes, and the complaint and series frames.
