//! What differs between databases for leases: PostgreSQL must hold the row until the commit, so that
//! no takeover slips in between; SQLite has one writer.

crate::statements! {
    /// The newest fencing number, unchanged until this transaction ends.
    FENCE = "select fence from leases where name = $1",
        postgres "select fence from leases where name = $1 for share";
}
