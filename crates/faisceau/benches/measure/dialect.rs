//! The statement of the measures that draws ids, in the words of each database.

faisceau_platform::statements! {
    /// Every complaint bears one value more.
    USE_EVERYWHERE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
                canonical, link_key, raw, role, source, at)
            select randomblob(16), $1, $1, 'complaint', id, 'email', 'tous@exemple.fr',
                'tous@exemple.fr', 'tous@exemple.fr', 'offender', 'measure', $2 from complaints",
        postgres "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
                canonical, link_key, raw, role, source, at)
            select gen_random_uuid(), cast($1 as uuid), cast($1 as uuid), 'complaint', id, 'email', 'tous@exemple.fr',
                'tous@exemple.fr', 'tous@exemple.fr', 'offender', 'measure', cast($2 as bigint) from complaints";
    /// Nothing.
    NOTHING = "select 1 as one";
    /// Complaints of twenty units, a message and a row of the journal for each.
    FILL_COMPLAINTS = "select $1 as n",
        postgres "insert into complaints (id, reference, nature, form_type, form_hash, heading, answers, urgent_done,
                channel, filing_mode, lang, filed_at, unit, state, state_at, follow_mark)
            select cast(lpad(to_hex(n), 32, '0') as uuid), 'R-' || n, 'complaint', 'fake_shop', '', '', repeat('x', 800),
                '[]', 'online', 'online', 'fr', n, 'unit-' || n % 20, 'filed', n, cast(n::text as bytea)
            from generate_series(1, cast($1 as bigint)) n";
    /// Their messages.
    FILL_MESSAGES = "select $1 as n",
        postgres "insert into messages (id, complaint_id, at, side, body)
            select gen_random_uuid(), cast(lpad(to_hex(n), 32, '0') as uuid), n, 'victim', repeat('x', 200)
            from generate_series(1, cast($1 as bigint)) n";
    /// Their rows of the journal.
    FILL_JOURNAL = "select $1 as n",
        postgres "insert into journal (id, at, actor_kind, reason, action, subject_kind, subject, detail, digest)
            select gen_random_uuid(), n, 'platform', '', 'complaint.filed', 'complaint',
                cast(lpad(to_hex(n), 32, '0') as uuid), '', '' from generate_series(1, cast($1 as bigint)) n";
    /// What plans are made from.
    ANALYZE = "select 1 as one", postgres "analyze";
    /// A complaint.
    ONE_COMPLAINT = "select * from v_complaints where id = $1";
    /// What was said about it.
    ITS_MESSAGES = "select id, at, side, body from messages where complaint_id = $1 order by at";
    /// What was done about it.
    ITS_JOURNAL = "select id, at, action, detail from journal where subject_kind = 'complaint' and subject = $1
            order by at desc, id desc limit 100";
    /// What the desk lists first.
    NEWEST_OF_UNIT = "select id, reference, heading, filed_at, state from v_complaints where unit = $1
            order by filed_at desc, id desc limit 50";
}
