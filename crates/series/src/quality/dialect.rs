//! The statement of qualities that takes a list of ids, in the words of each database.

faisceau_platform::statements! {
    /// What holds of values of a list.
    IN_FORCE = "select q.key_id, q.place, q.quality, q.ground, q.origin, q.figures, q.reason, q.said_by, q.said_at
            from value_qualities q
            where q.key_id in (select unhex(value) from json_each($1)) and q.quality <> 'unknown'
              and not exists (select 1 from value_qualities l where l.key_id = q.key_id and l.place > q.place)",
        postgres "select q.key_id, q.place, q.quality, q.ground, q.origin, q.figures, q.reason, q.said_by, q.said_at
            from value_qualities q
            where q.key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and q.quality <> 'unknown'
              and not exists (select 1 from value_qualities l where l.key_id = q.key_id and l.place > q.place)";
}
