//! All SQL of deposited files. Owns the table `files`.

crate::statements! {
    /// One file of a case.
    INSERT = "insert into files (id, case_id, name, sha256, bytes, media_type, received_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// The files of a case, bounded by what a case may hold.
    OF_CASE = "select id, case_id, name, sha256, bytes, media_type, received_at from files
        where case_id = $1 order by received_at, id limit 1000";
    /// Takes a file out of a draft.
    REMOVE = "delete from files where id = $1 and case_id = $2";
}
