//! Statements that only tests need: complaints, series and identifiers as other capabilities
//! write them, and counts.

use faisceau_platform::db::Statement;

faisceau_platform::statements! {
    OF_IDENTITIES = "select (select count(*) from identity_seals where complaint_id = $1)
        + (select count(*) from identity_requests where complaint_id = $1)
        + (select count(*) from identity_motives where complaint_id = $1)
        + (select count(*) from identity_approvals where complaint_id = $1) as n";
    RESTRICT = "insert into data_restrictions (complaint_id, request_id, since) values ($1, $1, 1)";
    SEALED_TERMS = "select sealed from search_terms order by at";
    MOVE_TERMS = "update search_terms set id = $1";
    COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading,
            answers, channel, filing_mode, lang, filed_at, amount_minor, currency, unit, state,
            state_at, follow_mark, source, source_id, urgent_done)
        values ($1, $2, 'complaint', $3, '', $4, $5, $6, 'online', 'fr', $7, $8, 'EUR', $9, $10,
            $7, $11, $12, $13, '{}')";
    IDENTIFIER = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject,
            kind, canonical, link_key, raw, role, source, at)
        values ($1, $2, $3, 'complaint', $4, $5, $6, $7, $6, 'offender', 'test', $8)";
    CHARGES = "select account_id, since, until from charges order by since";
    READDRESS = "update journal set actor = $2 where actor = $1";
    INDEXED = "select count(*) as n from search_words";
    LOSE_COMPLAINT = "delete from complaints where id = $1";
    SEARCHED = "insert into word_searches (day, outcome, form_type, times) values ($1, $2, $3, $4)";
    SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, $2, $3, $3, $4, 'test')";
    MEMBER = "insert into series_members (complaint_id, series_id, joined_at, received_at, unit)
        select id, $2, $3, coalesce(received_at, filed_at), unit from complaints where id = $1";
    SENSITIVE = "update complaints set sensitive = 1 where id = $1";
    MEMBERS = "select complaint_id from series_members where series_id = $1 order by complaint_id";
    GROW = "update series set size = size + 1
        where id = $1 and exists (select 1 from complaints where id = $2)";
    LOSE = "insert into series_losses (series_id, currency, complaints, amount_minor)
        select $1, currency, 1, amount_minor from complaints
        where id = $2 and amount_minor is not null and true
        on conflict (series_id, currency) do update set complaints = series_losses.complaints + 1,
            amount_minor = series_losses.amount_minor + excluded.amount_minor";
    ASSIGNMENT = "insert into assignments (complaint_id, account_id, assigned_at, assigned_by)
        values ($1, $2, $3, $2)";
    URGENCY = "insert into urgencies (complaint_id, rank, reasons, until, filed_at)
        select id, $2, $3, $4, filed_at from complaints where id = $1";
    PRIORITY = "insert into priorities (complaint_id, points, lasting, own, clock, until, series_points,
            own_weighed, series_weighed, version, filed_at)
        select id, $2, $3, $3, $4, $5, 0, $6, '', '1', filed_at from complaints where id = $1";
    PRIORITIES = "select complaint_id, points, own_weighed, series_weighed from priorities
        order by points desc, complaint_id";
    OLD_WEIGHTS = "update priorities set version = '0', points = 0, lasting = 0";
    END_SERIES = "delete from series_members where series_id = $1";
    URGENCIES = "select complaint_id, reasons from urgencies order by rank desc";
    ALERTS = "select id, kind, series_id, to_unit from alerts order by kind, id";
    LOOKS = "select series_id from series_looks";
    WATCHES = "select id from watches";
    QUALITY = "insert into value_qualities (id, key_id, place, quality, ground, origin, reason, said_by, said_at)
        select $1, key_id, $2, $3, $4, 'Banque Exemple', 'essai', account_id, 1 from watches";
    OF_UNIT = "select id, reference from complaints where unit = $1";
    WIPE_URGENCIES = "delete from urgencies";
    WIPE_PRIORITIES = "delete from priorities";
    WIPE_ASSIGNMENTS = "delete from assignments";
    WIPE_COMPLAINTS = "delete from complaints";
    JOURNAL = "select action, actor, purpose, reason, subject, detail from journal
        order by id";
    JOIN = "insert into twins (id, one, other, because, found_at, state, reason)
        values ($1, $2, $3, '', 0, 'joined', '')";
    APART = "update twins set state = 'apart' where id = $1";
    WATCH_ALERT = "insert into alerts (id, mark, kind, raised_at, watch_id, complaint_id, figures)
        values ($1, $2, 'watch_hit', 0, $3, $4, '{}')";
    WATCH_ALERTS = "select complaint_id from alerts where watch_id = $1 order by mark";
    TICKETS = "select id, complaint_id, outcome from freeze_tickets order by paid_at";
    JOURNAL_SIZE = "select count(*) as n from journal";
    DEAD_JOB = "insert into jobs (id, kind, payload, priority, run_at, state, attempts, created_at,
            last_error)
        values ($1, 'test.job', '{}', 0, $2, 'dead', 8, $2, 'the disk is full')";
}

/// The statement that tells how SQLite would run this one.
pub(crate) fn plan(statement: &Statement) -> Statement {
    let text = format!("explain query plan {}", statement.sqlite);
    let sqlite: &'static str = Box::leak(text.into_boxed_str());
    Statement {
        sqlite,
        ..*statement
    }
}
