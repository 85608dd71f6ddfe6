//! The `faisceau` command.
fn main() {}
