//! SQL of backups, on the platform's own tables: what the journal tells of erasures, and the sign-ins that a
//! restored copy must not open again.

crate::statements! {
    /// Entries that tell an erasure, by pages.
    ERASED = "select id, action, subject, detail from journal
        where action in ('draft.deleted', 'draft.expired', 'exhibit.removed', 'exhibit.erased',
                'custody.destroyed') and id > $1
        order by id limit $2";
    /// Complaints erased, with the certificate of each, by pages.
    ERASED_COMPLAINTS = "select id, complaint_id, certificate from v_erasures
        where id > $1 and certificate is not null order by id limit $2";
    /// Sign-ins of before the copy open nothing.
    END_SIGN_INS = "delete from sessions";
}
