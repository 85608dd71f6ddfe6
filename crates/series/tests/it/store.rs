//! SQL of the tests only: complaints as intake would have written them, and what is stored.

faisceau_platform::statements! {
    INSERT_COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading,
            answers, channel, filing_mode, lang, filed_at, received_at, unit, state, state_at,
            follow_mark, urgent_done)
        values ($1, $2, 'complaint', 'fake_shop', '', $7, '{}', 'import', 'online', 'fr',
            $3, $4, $5, 'filed', $3, $6, '{}')";
    ASSIGN = "insert into assignments (complaint_id, account_id, assigned_by, assigned_at) values ($1, $2, $2, $3)";
    USES = "select identifier_id, key_id, kind, canonical, link_key, raw, role, source
        from identifier_uses where subject = $1 order by canonical";
    PENDING = "select complaint_id, turn from linkage_pending order by complaint_id";
    MEMBERS = "select complaint_id, series_id from series_members";
    JOINED = "select joined_at from series_members order by joined_at";
    SERIES = "select id, reference, size, ended_at, successor from series order by reference";
    CLASSES = "select kind, link_key, class, reason, list, users, bits, corroborated
        from value_classes";
    EVENTS = "select payload from events where kind = 'series_changed' order by at, id";
    JOURNAL = "select action, subject, purpose from journal where subject_kind = $1 order by at, id";
    REASONS = "select subject, reason, detail from journal where action = $1 order by at, id";
    TELL = "update complaints set answers = $2, channel = $3, amount_minor = $4, currency = $5
        where id = $1";
    MARK_ALL = "insert into linkage_pending (complaint_id, at, turn)
        select id, filed_at, 7 from complaints";
    ERASE = "delete from complaints where id = $1";
    DECIDE = "insert into decisions (id, kind, reason, decided_by, decided_at)
        values ($1, $2, 'vu au dossier', $1, $3)";
    NAME = "insert into decision_members (decision_id, complaint_id, side) values ($1, $2, $3)";
    NAME_VALUE = "insert into decision_values (decision_id, key_id, kind, link_key) values ($1, $2, $3, $4)";
    WITHDRAW = "insert into decision_withdrawals (decision_id, reason, withdrawn_by, withdrawn_at)
        values ($1, 'erreur', $1, $2)";
    MARK_DECISION = "insert into decisions_pending (decision_id, at, turn) values ($1, $2, 1)
        on conflict (decision_id) do update set turn = decisions_pending.turn + 1";
    DECISIONS_PENDING = "select decision_id, turn from decisions_pending order by decision_id";
    STANDINGS = "select complaint_id, series_id, standing from series_members order by complaint_id";
    COUNTS = "select confirmed, attached from series where ended_at is null order by reference";
    END_LEASES = "update leases set held_until = 0";
    LOSE_CLASS = "delete from value_classes where link_key = $1";
    RECLASS = "update value_classes set class = 'shared' where link_key = $1";
    BITS = "select bits from value_classes where link_key = 'a@exemple.fr'";
    SCRIPTS = "select complaint_id from complaint_scripts";
    PAYLOADS = "select payload from events where kind = $1 order by at, id";
    LOSE_MEMBERS = "delete from series_members where complaint_id = $1";
    QUESTIONS = "select id from linkage_questions";
    ASK_LONG_AGO = "insert into linkage_questions (id, asked_at, one) values ($1, $2, $3)";
    RECORD = "update complaints set form_type = $2, filed_at = $3 where id = $1";
    MOVE = "update complaints set state = $2 where id = $1";
    LINKABLE = "select c.id, case when l.id is null then 0 else 1 end as linkable
        from complaints c left join v_linkable l on l.id = c.id";
    OTHER_FRAME = "update linkage_frame set basis = 'rapprochement', leaves_when_closed = 1";
    DECIDE_AS = "insert into decisions (id, kind, reason, decided_by, decided_at)
        values ($1, $2, 'essai', $4, $3)";
    DECISIONS = "select d.id, d.kind, d.reason, d.series_id, w.reason as back from decisions d
        left join decision_withdrawals w on w.decision_id = d.id order by d.decided_at, d.id";
    NAMED = "select complaint_id, side from decision_members where decision_id = $1
        order by side, complaint_id";
    DEEDS = "select action, subject, purpose, reason from journal where subject_kind = $1
        order by at, id";
    TOLD = "select payload from events where kind = 'link_decided' order by at, id";
    QUALITIES = "select place from value_qualities order by place";
    FILES = "select document, content from series_files order by document";
    JOURNAL_WHY = "select action, reason from journal where subject_kind = $1 order by at, id";
    ANSWER_ONLINE = "update complaints set answers = $2, channel = 'online' where id = $1";
    PROPOSALS = "select id, kind, why, one, other, bits, worth, size_one, size_other, loss_minor
        from proposals order by worth desc, id";
    MARK_COMPLAINT = "insert into linkage_pending (complaint_id, at, turn) values ($1, $2, 1)";
    PICTURE = "insert into files (id, case_id, name, sha256, bytes, media_type, received_at)
        values ($1, $2, 'image', $3, 1, 'image/png', $4)";
    PREVIEW = "insert into previews (file_id, complaint_id, state, made_at, width, height, bytes, mosaic, likeness)
        values ($1, $2, 'made', $3, 40, 30, 9, $4, $5)";
    WITHHELD = "update previews set state = 'withheld', mosaic = null, likeness = null where file_id = $1";
    TAKE_CHARGE = "update complaints set unit = $2 where id = $1";
    DRIFTED_MEMBERS = "select m.complaint_id as id from series_members m
        left join complaints c on c.id = m.complaint_id
        where c.id is null or m.unit <> c.unit
            or m.received_at <> coalesce(c.received_at, c.filed_at)
            or coalesce(m.amount_minor, -1) <> coalesce(c.amount_minor, -1)
            or coalesce(m.currency, '') <> coalesce(c.currency, '')";
    DRIFTED_LOSSES = "select coalesce(l.series_id, t.series_id) as id
        from (select series_id, currency, complaints, amount_minor from series_losses
            where complaints <> 0 or amount_minor <> 0) l
        full join (select m.series_id, c.currency, count(*) as complaints,
                cast(sum(c.amount_minor) as bigint) as amount_minor
            from series_members m join complaints c on c.id = m.complaint_id
            where c.amount_minor is not null group by m.series_id, c.currency) t
            on t.series_id = l.series_id and t.currency = l.currency
        where l.series_id is null or t.series_id is null or l.complaints <> t.complaints
            or l.amount_minor <> t.amount_minor";
    LOSE = "update complaints set amount_minor = $2, currency = 'EUR' where id = $1";
    JOIN = "insert into twins (id, one, other, because, found_at, state, reason)
        values ($1, $2, $3, '', 0, 'joined', '')";
    APART = "update twins set state = 'apart' where id = $1";
    SWELL = "update series set size = $2 where id = $1";
    PROPOSE = "insert into proposals (id, kind, why, one, other, key_id, value_kind, link_key, bits, threshold,
            size_one, size_other, loss_minor, worth, parameters, found_at, round)
        values ($1, $2, 'below', $3, $4, $5, $6, $7, 100, 200, 1, 1, 0, $8, '', $9, 1)";
}
