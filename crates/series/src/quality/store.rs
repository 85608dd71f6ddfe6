//! The SQL of what is said of the person behind a value, that both databases read alike.

faisceau_platform::statements! {
    /// All that was said of a value, the latest first.
    OF_KEY = "select key_id, place, quality, ground, origin, figures, reason, said_by, said_at
        from value_qualities where key_id = $1 order by place desc limit $2";
    /// What a gesture wrote before.
    MADE = "select key_id, said_by from value_qualities where id = $1";
    /// Something more is said.
    INSERT = "insert into value_qualities (id, key_id, place, quality, ground, origin, figures, reason,
            said_by, said_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Nobody says the value any more.
    FORGET = "delete from value_qualities where key_id = $1";
}
