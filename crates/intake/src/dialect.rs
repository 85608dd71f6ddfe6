//! What intake asks differently of SQLite and of PostgreSQL.

faisceau_platform::statements! {
    /// A draft still alive, held until the transaction ends: two changes at once come one after the other. On
    /// SQLite a transaction that writes is alone already.
    DRAFT_TO_CHANGE = "select id, form_type, form_hash, answers, urgent_done, lang, started_at, touched_at, expires_at
        from drafts where id = $1 and expires_at > $2",
        postgres "select id, form_type, form_hash, answers, urgent_done, lang, started_at, touched_at, expires_at
        from drafts where id = $1 and expires_at > $2 for update";
}
