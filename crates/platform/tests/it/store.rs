//! Statements that only tests need: to count, and to do what nobody may do.

faisceau_platform::statements! {
    COUNT_JOURNAL = "select count(*) as n from journal";
    TAMPER = "update journal set reason = 'autre' where id = $1";
    ANY_JOURNAL = "select id from journal order by id limit 1";
    FORGET = "delete from journal where id = $1";
    COUNT_ERASED = "select count(*) as n from journal where action = 'exhibit.erased'";
    BLOBS = "select name, object from blobs";
    REMOVALS = "select object from blob_removals";
    NO_MORE_PAGES = "pragma max_page_count = 1";
    SESSIONS_BY = "select count(*) as n from sessions where how = $1";
    COUNT_DETAIL = "select count(*) as n from journal where detail = $1";
    DETAILS = "select detail from journal where action = $1 order by at, id";
    FLIP = "select cast($1 as bigint) as flip";
    COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading, answers, urgent_done,
            channel, filing_mode, lang, filed_at, unit, state, state_at, follow_mark)
        values ($1, $2, 'complaint', 'fake_shop', '', '', '{}', '[]', 'online', 'online', 'fr', 0, $3, 'filed', 0, $4)";
    MESSAGE = "insert into messages (id, complaint_id, at, side, body) values ($1, $2, 0, 'victim', 'words')";
    EXHIBIT = "insert into exhibits (id, complaint_id, name, media_type, bytes, description, state, steps, head, entered_at,
            reread_at, sha256)
        values ($1, $2, 'a.png', 'image/png', 1, '', 'kept', 0, $3, 0, 0, $3)";
    ENTRY = "insert into journal (id, at, actor_kind, reason, action, subject_kind, subject, detail, digest)
        values ($1, 0, 'platform', '', 'complaint.filed', 'complaint', $2, '', $3)";
    ASSIGN = "insert into assignments (complaint_id, account_id, assigned_at, assigned_by) values ($1, $2, 0, $2)";
    UNITS_SEEN = "select coalesce(min(unit), '') as first, coalesce(max(unit), '') as last, count(*) as n from complaints";
    SEEN = "select (select count(*) from complaints) as complaints, (select count(*) from messages) as messages,
        (select count(*) from exhibits) as exhibits, (select count(*) from journal) as journal,
        (select count(*) from v_complaints) as viewed";
    SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters) values ($1, 'SER-1', 0, 0, 2, '')";
    MEMBER = "insert into series_members (complaint_id, series_id, joined_at, received_at, unit)
        select id, $2, 0, 0, unit from complaints where id = $1";
    MOVE = "update complaints set unit = $2 where id = $1";
    CHANGE_MESSAGES = "update messages set body = $1";
    CHANGE = "update journal set reason = $1";
    NOTHING_WAITS = "delete from journal_waiting";
    DELETE_JOURNAL = "delete from journal";
    LINK = "insert into journal_seals (position, journal_id, head) values (1, $1, $2)";
    NEW_TABLE = "create table anything (id int not null)";
    LOWER_WALL = "alter table journal disable row level security";
    COPY_UNDER_WAY = "insert into schema_version (version, name, digest) values (-1, 'copy under way', '')";
    VERSIONS = "update schema_version set name = 'other'";
    ACCOUNT = "insert into accounts (id, login, password_hash, display_name, unit, created_at)
        values ($1, $2, '', '', 'lille', 0)";
}
