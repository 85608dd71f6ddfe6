//! All SQL of the stream of the journal. Owns the table `syslog_sent`; reads the chain of the journal.

crate::statements! {
    /// How far the journal was handed over, and what failed.
    SENT = "select position, failures, retry_at, last_error from syslog_sent where name = 'journal'";
    /// Remembers how far, or why not.
    SET_SENT = "insert into syslog_sent (name, position, sent_at, failures, retry_at, last_error)
        values ('journal', $1, $2, $3, $4, $5)
        on conflict (name) do update set position = excluded.position, sent_at = excluded.sent_at,
            failures = excluded.failures, retry_at = excluded.retry_at, last_error = excluded.last_error";
    /// Entries of the chain after a position, in order, without the words of anybody.
    TOLD_AFTER = "select s.position, j.id, j.at, j.actor_kind, j.actor, j.purpose, j.action, j.subject_kind, j.subject
        from journal_seals s join journal j on j.id = s.journal_id
        where s.position > $1 order by s.position limit $2";
    /// Where the chain ends.
    LAST = "select coalesce(max(position), 0) as position from seals";
}
