//! The statements of proposals that take a list of ids, in the words of each database.

faisceau_platform::statements! {
    /// Proposals whose first side is a complaint of a list, but for those of another.
    STALE_ONE = "delete from proposals where kind <> 'slip' and one in (select unhex(value) from json_each($1)) and id not in (select unhex(value) from json_each($2))",
        postgres "delete from proposals where kind <> 'slip' and one = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and id <> all (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// The same for the other side.
    STALE_OTHER = "delete from proposals where kind <> 'slip' and other in (select unhex(value) from json_each($1)) and id not in (select unhex(value) from json_each($2))",
        postgres "delete from proposals where kind <> 'slip' and other = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and id <> all (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// Slips of the complaints of a list, but for those of another.
    STALE_SLIPS = "delete from proposals where kind = 'slip' and one in (select unhex(value) from json_each($1)) and id not in (select unhex(value) from json_each($2))",
        postgres "delete from proposals where kind = 'slip' and one = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and id <> all (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// Proposals about values of a list.
    STALE_VALUES = "delete from proposals where kind <> 'slip' and key_id in (select unhex(value) from json_each($1)) and id not in (select unhex(value) from json_each($2))",
        postgres "delete from proposals where kind <> 'slip' and key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and id <> all (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// What the series of each complaint of a list lost in euro; alone, what it lost itself.
    LOSSES = "select a.id, cast(coalesce(sum(c.amount_minor), 0) as bigint) as loss_minor
            from v_complaints a
            left join series_members s on s.complaint_id = a.id
            left join series_members m on m.series_id = s.series_id
            join v_complaints c on c.id = coalesce(m.complaint_id, a.id)
            where a.id in (select unhex(value) from json_each($1)) and c.currency = 'EUR' group by a.id",
        postgres "select a.id, cast(coalesce(sum(c.amount_minor), 0) as bigint) as loss_minor
            from v_complaints a
            left join series_members s on s.complaint_id = a.id
            left join series_members m on m.series_id = s.series_id
            join v_complaints c on c.id = coalesce(m.complaint_id, a.id)
            where a.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and c.currency = 'EUR' group by a.id";
    /// What the complaints that use each value of a list lost in euro.
    LOSSES_OF_KEYS = "select u.key_id as id, cast(coalesce(sum(c.amount_minor), 0) as bigint) as loss_minor
            from (select distinct key_id, subject from identifier_uses
                where key_id in (select unhex(value) from json_each($1)) and subject_kind = 'complaint' and role in ('offender', 'unknown')) u
            join v_complaints c on c.id = u.subject
            where c.currency = 'EUR' group by u.key_id",
        postgres "select u.key_id as id, cast(coalesce(sum(c.amount_minor), 0) as bigint) as loss_minor
            from (select distinct key_id, subject from identifier_uses
                where key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and subject_kind = 'complaint' and role in ('offender', 'unknown')) u
            join v_complaints c on c.id = u.subject
            where c.currency = 'EUR' group by u.key_id";
}
