//! All SQL of events. Owns the table `events`. A stored event is never changed.

crate::statements! {
    /// One event.
    INSERT = "insert into events (id, at, kind, version, subject_kind, subject, payload)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// How many of a kind, for tests and figures.
    COUNT_KIND = "select count(*) as n from events where kind = $1";
}
