//! The statements of the survey that take lists of ids. Reads only.

faisceau_platform::statements! {
    /// Which complaints of a list use which values of a list.
    USES_AMONG = "select distinct u.subject, u.key_id, u.identifier_id from identifier_uses u
            where u.subject in (select unhex(value) from json_each($1))
              and u.key_id in (select unhex(value) from json_each($2))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.subject, u.key_id, u.identifier_id limit $3",
        postgres "select distinct u.subject, u.key_id, u.identifier_id from identifier_uses u
            where u.subject = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and u.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
            order by u.subject, u.key_id, u.identifier_id limit $3";
}
