//! SQL of the health of an installation, on the platform's own tables.

crate::statements! {
    /// Since when the oldest job that is due waits.
    OLDEST_DUE = "select min(run_at) as oldest_at from jobs where state = 'due'";
    /// The oldest row of the journal that no seal covers.
    OLDEST_UNSEALED = "select min(j.at) as oldest_at from journal_waiting w join journal j on j.id = w.journal_id";
    /// The first and the latest instant that the journal tells.
    WROTE = "select min(at) as first_at, max(at) as last_at from journal";
    /// When the last backup was made.
    LAST_BACKUP = "select max(at) as made_at from journal where action = 'backup.made'";
}
