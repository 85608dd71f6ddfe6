//! SQL of the counter, on its own table `counter_files`.

faisceau_platform::statements! {
    /// A file is opened by an officer.
    OPEN = "insert into counter_files (draft_id, mark, account_id, unit, begun_online, opened_at, opened_by)
        values ($1, $2, $3, $4, $5, $6, $3)";
    /// One file, its draft being alive.
    ONE = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.draft_id = $1 and d.expires_at > $2";
    /// The draft of a counter code.
    DRAFT_OF_MARK = "select d.id, d.form_type, d.form_hash, d.answers, d.urgent_done, d.lang, d.started_at,
            d.touched_at, d.expires_at
        from counter_files f join drafts d on d.id = f.draft_id
        where f.mark = $1 and d.expires_at > $2";
    /// The open files of an officer, the oldest first.
    OF_OFFICER = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.account_id = $1 and d.expires_at > $2 order by f.opened_at, f.draft_id limit $3";
    /// The open files of the other officers of a unit, the oldest first.
    OF_UNIT = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.unit = $1 and f.account_id <> $2 and d.expires_at > $3
        order by f.opened_at, f.draft_id limit $4";
    /// Passes a file on, if the officer who held it when it was read still does.
    HAND_OVER = "update counter_files set account_id = $3, handed_at = $4, handed_by = $5, handed_note = $6
        where draft_id = $1 and account_id = $2";
    /// A draft deleted leaves no trace of who held it.
    CLOSE = "delete from counter_files where draft_id = $1";
}
