//! The statements that take a list of ids. The list is one JSON text of 32-digit ids, which each
//! database unfolds in its own words; everything else in a pair of texts is the same.

use faisceau_platform::db::Bind;
use uuid::Uuid;

/// A list of ids as the statements below take it.
#[must_use]
pub(crate) fn list(ids: impl IntoIterator<Item = Uuid>) -> Bind {
    let quoted = ids.into_iter().map(|id| format!("\"{}\"", id.simple()));
    Bind::from(format!("[{}]", quoted.collect::<Vec<_>>().join(",")))
}

faisceau_platform::statements! {
    /// Complaints of a list that exist and may be linked, as linkage reads them.
    RECORDS = "select c.id, coalesce(c.received_at, c.filed_at) as received_at, c.occurred_at,
                c.heading, case when c.channel = 'import' then c.answers end as line,
            (select q.text from complaint_scripts q where q.complaint_id = c.id) as script
            from v_linkable c
            where c.id in (select unhex(value) from json_each($1))",
        postgres "select c.id, coalesce(c.received_at, c.filed_at) as received_at, c.occurred_at,
                c.heading, case when c.channel = 'import' then c.answers end as line,
            (select q.text from complaint_scripts q where q.complaint_id = c.id) as script
            from v_linkable c
            where c.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// The values on which complaints of a list may be brought together.
    VALUES_OF = "select u.subject, u.kind, u.link_key, u.role from identifier_uses u
            where u.subject in (select unhex(value) from json_each($1))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')",
        postgres "select u.subject, u.kind, u.link_key, u.role from identifier_uses u
            where u.subject = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')";
    /// What was last found of each value of a list.
    CLASSES = "select key_id, kind, link_key, class, reason, list, users, first_at, last_at, bits,
                corroborated, parameters
            from value_classes where key_id in (select unhex(value) from json_each($1))",
        postgres "select key_id, kind, link_key, class, reason, list, users, first_at, last_at, bits,
                corroborated, parameters
            from value_classes
            where key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// Complaints of a list join a series, from wherever they were, with what is kept of them there.
    PLACE_MEMBERS = "insert into series_members (complaint_id, series_id, joined_at, received_at, unit,
                amount_minor, currency)
            select c.id, $1, $2, coalesce(c.received_at, c.filed_at), c.unit, c.amount_minor, c.currency
            from v_complaints c where c.id in (select unhex(value) from json_each($3))
            on conflict (complaint_id) do update
                set series_id = excluded.series_id, joined_at = excluded.joined_at,
                    received_at = excluded.received_at, unit = excluded.unit,
                    amount_minor = excluded.amount_minor, currency = excluded.currency",
        postgres "insert into series_members (complaint_id, series_id, joined_at, received_at, unit,
                amount_minor, currency)
            select c.id, cast($1 as uuid), cast($2 as bigint), coalesce(c.received_at, c.filed_at), c.unit, c.amount_minor, c.currency
            from v_complaints c where c.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($3 as text) as jsonb)) t (v)))
            on conflict (complaint_id) do update
                set series_id = excluded.series_id, joined_at = excluded.joined_at,
                    received_at = excluded.received_at, unit = excluded.unit,
                    amount_minor = excluded.amount_minor, currency = excluded.currency";
    /// What is kept of members of a list is read again.
    KEEP_MEMBERS = "update series_members
            set received_at = coalesce(c.received_at, c.filed_at), unit = c.unit,
                amount_minor = c.amount_minor, currency = c.currency
            from v_complaints c where c.id = series_members.complaint_id
              and series_members.complaint_id in (select unhex(value) from json_each($1))",
        postgres "update series_members
            set received_at = coalesce(c.received_at, c.filed_at), unit = c.unit,
                amount_minor = c.amount_minor, currency = c.currency
            from v_complaints c where c.id = series_members.complaint_id
              and series_members.complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// Complaints of a list leave a series.
    REMOVE_MEMBERS = "delete from series_members
            where series_id = $1 and complaint_id in (select unhex(value) from json_each($2))",
        postgres "delete from series_members
            where series_id = $1 and complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// Values of a list that fewer than two complaints use now.
    DROP_CLASSES = "delete from value_classes where key_id in (select unhex(value) from json_each($1))",
        postgres "delete from value_classes
            where key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// Complaints of a list, marked this many times, wait no more.
    DONE = "delete from linkage_pending
            where turn = $1 and complaint_id in (select unhex(value) from json_each($2))",
        postgres "delete from linkage_pending
            where turn = $1 and complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// Series in force, the latest changed first, by size, time and a list that may be null.
    LIST_SERIES = "select s.id, s.reference, s.formed_at, s.changed_at, s.size, s.confirmed, s.attached,
                s.ended_at, s.successor
            from series s
            where s.ended_at is null and s.size >= $1 and s.changed_at >= $2
              and (cast($3 as bigint) is null or s.changed_at < $3 or (s.changed_at = $3 and s.id < $4))
              and (cast($5 as text) is null or s.id in (select unhex(value) from json_each($5)))
            order by s.changed_at desc, s.id desc limit $6",
        postgres "select s.id, s.reference, s.formed_at, s.changed_at, s.size, s.confirmed, s.attached,
                s.ended_at, s.successor
            from series s
            where s.ended_at is null and s.size >= $1 and s.changed_at >= $2
              and (cast($3 as bigint) is null or s.changed_at < $3 or (s.changed_at = $3 and s.id < $4))
              and (cast($5 as text) is null or s.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($5 as text) as jsonb)) t (v))))
            order by s.changed_at desc, s.id desc limit $6";
    /// The series in which values of a list appear, by identifier or by key.
    SERIES_WITH = "select distinct m.series_id from identifier_uses u join series_members m on m.complaint_id = u.subject
            where (u.identifier_id in (select unhex(value) from json_each($1))
                or u.key_id in (select unhex(value) from json_each($1)))
              and u.role in ('offender', 'unknown') limit 2000",
        postgres "select distinct m.series_id from identifier_uses u join series_members m on m.complaint_id = u.subject
            where (u.identifier_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
                or u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))))
              and u.role in ('offender', 'unknown') limit 2000";
    /// The units of the complaints of each series of a list, leaping in their index from one to the
    /// next.
    UNITS_OF_SERIES = "with recursive asked (series_id) as (select unhex(value) from json_each($1)),
            leap (series_id, unit) as (
                select a.series_id, (select min(m.unit) from series_members m
                    where m.series_id = a.series_id and m.unit > '')
                from asked a
                union all
                select l.series_id, (select min(m.unit) from series_members m
                    where m.series_id = l.series_id and m.unit > '' and m.unit > l.unit)
                from leap l where l.unit is not null)
            select series_id, unit from leap where unit is not null",
        postgres "with recursive asked (series_id) as (select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)),
            leap (series_id, unit) as (
                select a.series_id, (select min(m.unit) from series_members m
                    where m.series_id = a.series_id and m.unit > '')
                from asked a
                union all
                select l.series_id, (select min(m.unit) from series_members m
                    where m.series_id = l.series_id and m.unit > '' and m.unit > l.unit)
                from leap l where l.unit is not null)
            select series_id, unit from leap where unit is not null";
    /// The series of a list of which somebody is in charge of one complaint: as many rows as they have complaints at most.
    SERIES_IN_CHARGE = "select distinct m.series_id
            from v_assignments a join series_members m on m.complaint_id = a.complaint_id
            where a.account_id = $2 and m.series_id in (select unhex(value) from json_each($1))",
        postgres "select distinct m.series_id
            from v_assignments a join series_members m on m.complaint_id = a.complaint_id
            where a.account_id = $2
              and m.series_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// What policies need to know of each complaint of a list.
    CHARGE_OF_COMPLAINTS = "select c.id, c.unit, c.sensitive, a.account_id, m.series_id from v_complaints c
            left join v_assignments a on a.complaint_id = c.id
            left join series_members m on m.complaint_id = c.id
            where c.id in (select unhex(value) from json_each($1))",
        postgres "select c.id, c.unit, c.sensitive, a.account_id, m.series_id from v_complaints c
            left join v_assignments a on a.complaint_id = c.id
            left join series_members m on m.complaint_id = c.id
            where c.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// Which complaints of a series, among those received last, bear which values of a list, in
    /// which form. The `+` keeps SQLite from asking its index of values for each value of each
    /// complaint: 400,000 questions where the complaints have some thousands of uses.
    BEARERS = "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from (select complaint_id from series_members where series_id = $1
                order by received_at desc, complaint_id desc limit $3) m
            join identifier_uses u on u.subject = m.complaint_id
            where +u.key_id in (select unhex(value) from json_each($2))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit $4",
        postgres "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from (select complaint_id from series_members where series_id = $1
                order by received_at desc, complaint_id desc limit $3) m
            join identifier_uses u on u.subject = m.complaint_id
            where u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit $4";
    /// In which form complaints of a list say values of a list.
    FORMS_OF = "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from identifier_uses u
            where u.subject in (select unhex(value) from json_each($1))
              and u.key_id in (select unhex(value) from json_each($2))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit 5000",
        postgres "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from identifier_uses u
            where u.subject = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit 5000";
    /// The references of complaints of a list.
    REFERENCES = "select id, reference from v_complaints
            where id in (select unhex(value) from json_each($1))",
        postgres "select id, reference from v_complaints
            where id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// What decisions of a list say, who took them and when.
    DECISIONS_TAKEN = "select id, kind, decided_by, decided_at from decisions
            where id in (select unhex(value) from json_each($1))",
        postgres "select id, kind, decided_by, decided_at from decisions
            where id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
}
