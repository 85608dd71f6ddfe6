//! All SQL of series that both databases read alike, on its own tables: `identifier_uses`,
//! `linkage_pending`, `value_classes`, `series`, `series_members`. Never writes another's.

faisceau_platform::statements! {
    /// Where a value was found.
    INSERT_USE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
            canonical, link_key, raw, role, source, doubt, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// A complaint waits to be brought together; once more if it already does.
    MARK_PENDING = "insert into linkage_pending (complaint_id, at, turn) values ($1, $2, 1)
        on conflict (complaint_id) do update set turn = linkage_pending.turn + 1";
    /// Those who wait, the longest first.
    PENDING = "select complaint_id, turn from linkage_pending order by at, complaint_id limit $1";
    /// Whether this complaint waits.
    IS_PENDING = "select turn from linkage_pending where complaint_id = $1";
    /// A series with its public reference.
    INSERT_SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, $2, $3, $3, $4, $5)";
    /// A series has other members.
    CHANGE_SERIES = "update series set changed_at = $2, size = $3, parameters = $4, ended_at = null,
            successor = null
        where id = $1";
    /// A series ends; its successor holds most of what it held.
    END_SERIES = "update series set changed_at = $2, ended_at = $2, size = 0, successor = $3
        where id = $1";
    /// An ended series holds nobody.
    EMPTY_SERIES = "delete from series_members where series_id = $1";
    /// Complaints join, from wherever they were.
    PLACE_MEMBERS = "insert into series_members (complaint_id, series_id, joined_at)
        values ($1, $2, $3)
        on conflict (complaint_id) do update
            set series_id = excluded.series_id, joined_at = excluded.joined_at";
    /// What the linker found of a value.
    KEEP_CLASS = "insert into value_classes (key_id, kind, link_key, class, reason, list, users, first_at,
            last_at, parameters)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (key_id) do update
            set class = excluded.class, reason = excluded.reason, list = excluded.list,
                users = excluded.users, first_at = excluded.first_at, last_at = excluded.last_at,
                parameters = excluded.parameters";
}
