//! All SQL of series that both databases read alike, on its own tables: `identifier_uses`,
//! `linkage_pending`, `value_classes`, `series`, `series_members`, `linkage_frame`, `linkage_types`. Never writes another's.

faisceau_platform::statements! {
    /// Where a value was found.
    INSERT_USE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
            canonical, link_key, raw, role, source, doubt, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// The words a complaint quotes.
    KEEP_SCRIPT = "insert into complaint_scripts (complaint_id, text) values ($1, $2)
        on conflict (complaint_id) do update set text = excluded.text";
    /// Those of an erased complaint.
    DELETE_SCRIPT = "delete from complaint_scripts where complaint_id = $1";
    /// The values a complaint told, wherever they are said; not those its appendices told.
    DELETE_USES = "delete from identifier_uses
        where (subject = $1 and appendix is null) or appendix = $1";
    /// The values that a complaint alone says.
    VALUES_OF_IT_ALONE = "select distinct u.key_id from identifier_uses u
        where (u.subject = $1 or u.appendix = $1) and coalesce(u.appendix, u.subject) = $1
          and not exists (select 1 from identifier_uses o
            where o.key_id = u.key_id and coalesce(o.appendix, o.subject) <> $1)";
    /// What was found of a value that nobody says any more.
    FORGET_CLASS = "delete from value_classes where key_id = $1";
    /// What was proposed of it.
    FORGET_PROPOSALS_ON = "delete from proposals where key_id = $1 or meant_id = $1";
    /// What was proposed of an erased complaint.
    FORGET_PROPOSALS = "delete from proposals where one = $1 or other = $1";
    /// What was asked about it.
    FORGET_QUESTIONS_ABOUT = "delete from linkage_questions where one = $1 or other = $1";
    /// It is no member any more.
    FORGET_MEMBER = "delete from series_members where complaint_id = $1";
    /// A currency in which its series lost nothing else.
    FORGET_EMPTY_LOSSES = "delete from series_losses where complaints <= 0
        and series_id = (select series_id from series_members where complaint_id = $1)";
    /// Its series is one smaller, until the linker says what becomes of it.
    SHRINK_SERIES = "update series set size = size - 1
        where size > 0 and id = (select series_id from series_members where complaint_id = $1)";
    /// The values of an appendix are said by its case.
    UNITE_USES = "update identifier_uses set subject = $1, appendix = $2 where subject = $2";
    /// They are said by the appendix again.
    PART_USES = "update identifier_uses set subject = $2, appendix = null
        where subject = $1 and appendix = $2";
    /// A complaint waits to be brought together; once more if it already does.
    MARK_PENDING = "insert into linkage_pending (complaint_id, at, turn) values ($1, $2, 1)
        on conflict (complaint_id) do update set turn = linkage_pending.turn + 1";
    /// Those who wait, the longest first.
    PENDING = "select complaint_id, turn from linkage_pending order by at, complaint_id limit $1";
    /// The figures adopted last, and whether there is anything for the linker to do.
    PULSE = "select (select max(version) from linkage_parameters) as version,
            cast(case when exists (select 1 from linkage_pending)
                or exists (select 1 from decisions_pending)
                or exists (select 1 from linkage_questions) then 1 else 0 end as bigint) as work";
    /// Whether this complaint waits.
    IS_PENDING = "select turn from linkage_pending where complaint_id = $1";
    /// How many complaints there are.
    COUNT_COMPLAINTS = "select count(*) as complaints from v_complaints";
    /// The complaint that comes so many places after the one that follows an id.
    COMPLAINT_AFTER = "select c.id from v_complaints c where c.id > $1 order by c.id limit 1 offset $2";
    /// Complaints between two ids that may be linked, as linkage reads them: the time that orders them, their heading,
    /// and the line they came in.
    NEXT_RECORDS = "select c.id, coalesce(c.received_at, c.filed_at) as received_at, c.occurred_at,
            c.heading, case when c.channel = 'import' then c.answers end as line,
            (select q.text from complaint_scripts q where q.complaint_id = c.id) as script
        from v_linkable c where c.id > $1 and c.id <= $2 order by c.id limit $3";
    /// The values on which complaints between two ids may be brought together.
    NEXT_VALUES = "select u.subject, u.kind, u.link_key, u.role from identifier_uses u
        where u.subject > $1 and u.subject <= $2
          and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')";
    /// Members of series between two complaints.
    NEXT_MEMBERS = "select s.id, s.formed_at, m.complaint_id, m.standing
        from series_members m join series s on s.id = m.series_id
        where m.complaint_id > $1 and m.complaint_id <= $2 order by m.complaint_id limit $3";
    /// What was last found of values between two keys.
    NEXT_CLASSES = "select key_id, kind, link_key, class, reason, list, users, first_at, last_at, bits,
            corroborated, parameters
        from value_classes where key_id > $1 and key_id <= $2 order by key_id limit $3";
    /// A series with its public reference.
    INSERT_SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, $2, $3, $3, $4, $5)";
    /// A series has other members.
    CHANGE_SERIES = "update series set changed_at = $2, size = $3, parameters = $4, ended_at = null,
            successor = null
        where id = $1";
    /// A series ends; its successor holds most of what it held.
    END_SERIES = "update series set changed_at = $2, ended_at = $2, size = 0, confirmed = 0,
            attached = 0, successor = $3
        where id = $1";
    /// An ended series holds nobody.
    EMPTY_SERIES = "delete from series_members where series_id = $1";
    /// What the linker found of a value.
    KEEP_CLASS = "insert into value_classes (key_id, kind, link_key, class, reason, list, users, first_at,
            last_at, bits, corroborated, parameters)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (key_id) do update
            set class = excluded.class, reason = excluded.reason, list = excluded.list,
                users = excluded.users, first_at = excluded.first_at, last_at = excluded.last_at,
                bits = excluded.bits, corroborated = excluded.corroborated,
                parameters = excluded.parameters";
    /// A series, for its page.
    SERIES = "select id, reference, formed_at, changed_at, size, confirmed, attached, ended_at, successor
        from series
        where id = $1";
    /// The same, by its reference.
    SERIES_BY_REFERENCE = "select id, reference, formed_at, changed_at, size, confirmed, attached, ended_at,
            successor
        from series where reference = $1";
    /// The complaints of a series after a place, the earliest first.
    MEMBERS = "select c.id, c.reference, c.form_type, m.received_at, c.amount_minor, c.currency, c.unit,
            m.joined_at, m.standing
        from series_members m join v_complaints c on c.id = m.complaint_id
        where m.series_id = $1 and (m.received_at, m.complaint_id) > ($2, $3)
        order by m.received_at, m.complaint_id limit $4";
    /// Those that came after a confirmation and that nobody reviewed.
    MEMBERS_ATTACHED = "select c.id, c.reference, c.form_type, m.received_at, c.amount_minor, c.currency,
            c.unit, m.joined_at, m.standing
        from series_members m join v_complaints c on c.id = m.complaint_id
        where m.series_id = $1 and m.standing = 'attached'
        order by m.received_at, m.complaint_id limit $2";
    /// The values that several complaints of a series use, those that link first.
    EVIDENCE = "select t.key_id, v.kind, v.link_key, v.class, v.reason, v.list, v.users,
            v.bits, v.corroborated, t.here, t.first_at, t.last_at
        from (select u.key_id, count(distinct u.subject) as here,
                min(m.received_at) as first_at, max(m.received_at) as last_at
            from series_members m join identifier_uses u on u.subject = m.complaint_id
            where m.series_id = $1
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            group by u.key_id having count(distinct u.subject) > 1) t
        join value_classes v on v.key_id = t.key_id
        order by case v.class when 'link' then 0 else 1 end, t.here desc, v.kind, v.link_key
        limit $2";
    /// The complaints of a series that bear a value.
    BEARERS_OF = "select distinct u.subject from identifier_uses u
        join series_members m on m.complaint_id = u.subject
        where u.key_id = $1 and m.series_id = $2
          and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
        order by u.subject limit $3";
    /// The series in force that bears a reference.
    SERIES_NAMED = "select id from series where reference = $1";
    /// The complaint that bears a reference, with its series.
    COMPLAINT_NAMED = "select c.id, m.series_id from v_complaints c
        left join series_members m on m.complaint_id = c.id where c.reference = $1";
    /// The series of a complaint.
    SERIES_OF = "select s.id, s.reference, s.size, s.confirmed, s.attached, s.formed_at, s.changed_at, s.ended_at, s.successor
        from series_members m join series s on s.id = m.series_id where m.complaint_id = $1";
    /// The values of a complaint, with what was found of each.
    VALUES_OF_ONE = "select u.identifier_id, u.key_id, u.kind, u.canonical, u.role, u.source, u.at, u.doubt,
            v.class, v.reason, v.list
        from identifier_uses u left join value_classes v on v.key_id = u.key_id
        where u.subject = $1 or u.appendix = $1 order by u.at, u.id limit $2";
    /// An identifier, and what was found of its key.
    IDENTIFIER = "select u.kind, u.canonical, u.link_key, u.key_id, v.class, v.reason, v.list
        from identifier_uses u left join value_classes v on v.key_id = u.key_id
        where u.identifier_id = $1 limit 1";
    /// Where an identifier appears, the latest first.
    APPEARANCES = "select u.id, u.at, u.subject, u.role, u.source, u.doubt, c.reference, c.form_type,
            coalesce(c.received_at, c.filed_at) as received_at, c.unit, m.series_id,
            s.reference as series_reference
        from identifier_uses u
        join v_complaints c on c.id = u.subject
        left join series_members m on m.complaint_id = c.id
        left join series s on s.id = m.series_id
        where u.identifier_id = $1 and u.subject_kind = 'complaint'
          and not exists (select 1 from v_restricted r where r.complaint_id = u.subject)
          and (u.at, u.id) < ($2, $3)
        order by u.at desc, u.id desc limit $4";
    /// The complaint of a reference.
    BY_REFERENCE = "select id from v_complaints where reference = $1";
    /// A question to the linker.
    ASK = "insert into linkage_questions (id, asked_at, one, other) values ($1, $2, $3, $4)";
    /// The questions, the oldest first.
    QUESTIONS = "select id, asked_at, one, other, answered_at from linkage_questions
        order by asked_at, id limit $1";
    /// What the linker answers.
    ANSWER = "update linkage_questions set answer = $2, answered_at = $3
        where id = $1 and answered_at is null";
    /// Whether a question was answered.
    ANSWER_OF = "select answer, answered_at from linkage_questions where id = $1";
    /// A question was read, or is waited for no more.
    FORGET_QUESTION = "delete from linkage_questions where id = $1";
    /// Questions that nobody came back for.
    SWEEP_QUESTIONS = "delete from linkage_questions where asked_at <= $1";
}
