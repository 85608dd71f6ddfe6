//! All SQL of files set aside. Owns the table `set_aside`.

crate::statements! {
    /// A file set aside; once is enough.
    INSERT = "insert into set_aside (file_id, case_id, within, mark, fate, at, by_kind, account_id, reason,
            bytes, media_type)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (file_id) do nothing";
    /// Those of a case with the same bytes.
    OF_MARK = "select file_id, case_id, within, mark, fate, at, by_kind, reason, bytes, media_type
        from set_aside where case_id = $1 and mark = $2 order by file_id";
    /// One of them.
    ONE = "select file_id, case_id, within, mark, fate, at, by_kind, reason, bytes, media_type
        from set_aside where file_id = $1";
    /// How many of a case.
    COUNT_OF_CASE = "select count(*) as n from set_aside where case_id = $1";
    /// The latest, for the custodian.
    LATEST = "select file_id, case_id, within, mark, fate, at, by_kind, reason, bytes, media_type
        from set_aside order by at desc, file_id limit $1";
    /// All of them, by pages, for the replay.
    PAGE = "select file_id, case_id, within, mark, fate, at, by_kind, reason, bytes, media_type
        from set_aside where file_id > $1 order by file_id limit $2";
    /// The complaint is erased: why, in words, goes with it.
    FORGET_WORDS = "update set_aside set reason = '' where case_id = $1";
    /// The original is destroyed.
    DESTROYED = "update set_aside set fate = 'destroyed' where case_id = $1 and mark = $2 and fate <> 'destroyed'";
}
