//! SQL of backups, on the platform's own tables: what the journal tells of erasures, and the sign-ins that a
//! restored copy must not open again.

crate::statements! {
    /// Entries that tell an erasure, by pages.
    ERASED = "select id, action, subject, detail from journal
        where action in ('draft.deleted', 'draft.expired', 'exhibit.removed', 'exhibit.erased') and id > $1
        order by id limit $2";
    /// Sign-ins of before the copy open nothing.
    END_SIGN_INS = "delete from sessions";
}
