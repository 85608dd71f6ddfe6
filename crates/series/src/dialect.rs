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
    /// The stored series that hold complaints of a list, whole.
    STORED_SERIES = "select s.id, s.formed_at, m.complaint_id, m.standing
            from series_members m join series s on s.id = m.series_id
            where m.series_id in (select series_id from series_members
                where complaint_id in (select unhex(value) from json_each($1)))",
        postgres "select s.id, s.formed_at, m.complaint_id, m.standing
            from series_members m join series s on s.id = m.series_id
            where m.series_id in (select series_id from series_members
                where complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))))";
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
    /// The units of the complaints of each series of a list.
    UNITS_OF_SERIES = "select distinct m.series_id, c.unit from series_members m join v_complaints c on c.id = m.complaint_id
            where c.unit <> '' and m.series_id in (select unhex(value) from json_each($1))",
        postgres "select distinct m.series_id, c.unit from series_members m join v_complaints c on c.id = m.complaint_id
            where c.unit <> '' and m.series_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// What policies need to know of each complaint of a list.
    CHARGE_OF_COMPLAINTS = "select c.id, c.unit, a.account_id, m.series_id from v_complaints c
            left join v_assignments a on a.complaint_id = c.id
            left join series_members m on m.complaint_id = c.id
            where c.id in (select unhex(value) from json_each($1))",
        postgres "select c.id, c.unit, a.account_id, m.series_id from v_complaints c
            left join v_assignments a on a.complaint_id = c.id
            left join series_members m on m.complaint_id = c.id
            where c.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// Which complaints of a series bear which values of a list, in which form.
    BEARERS = "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from series_members m join identifier_uses u on u.subject = m.complaint_id
            where m.series_id = $1 and u.key_id in (select unhex(value) from json_each($2))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit 5000",
        postgres "select distinct u.key_id, u.identifier_id, u.kind, u.canonical, u.subject
            from series_members m join identifier_uses u on u.subject = m.complaint_id
            where m.series_id = $1 and u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.key_id, u.canonical, u.subject limit 5000";
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
