//! All SQL of events. Owns the table `events`. A stored event is never changed.

crate::statements! {
    /// One event.
    INSERT = "insert into events (id, at, kind, version, subject_kind, subject, payload)
        values ($1, $2, $3, $4, $5, $6, $7)";
}
