//! The statements of the survey that take lists of ids. Reads only.

faisceau_platform::statements! {
    /// Which complaints of a list use which values of a list. The `+` keeps SQLite from asking its
    /// index of values for each value of each complaint.
    USES_AMONG = "select distinct u.subject, u.key_id, u.identifier_id from identifier_uses u
            where u.subject in (select unhex(value) from json_each($1))
              and +u.key_id in (select unhex(value) from json_each($2))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.subject, u.key_id, u.identifier_id limit $3",
        postgres "select distinct u.subject, u.key_id, u.identifier_id from identifier_uses u
            where u.subject = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.subject, u.key_id, u.identifier_id limit $3";
    /// The pictures among the exhibits of complaints of a list, the latest received first.
    PICTURES = "select p.file_id, p.complaint_id, p.state, p.why, p.width, p.height, p.mosaic, p.likeness,
                c.reference, c.channel, c.form_type, c.answers
            from v_pictures p join v_complaints c on c.id = p.complaint_id
            where p.complaint_id in (select unhex(value) from json_each($1))
            order by p.received_at desc, p.file_id limit $2",
        postgres "select p.file_id, p.complaint_id, p.state, p.why, p.width, p.height, p.mosaic, p.likeness,
                c.reference, c.channel, c.form_type, c.answers
            from v_pictures p join v_complaints c on c.id = p.complaint_id
            where p.complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
            order by p.received_at desc, p.file_id limit $2";
}
