//! The statements of decisions that take a list of ids, in the words of each database.

faisceau_platform::statements! {
    /// Those of a list that are in force.
    IN_FORCE = "select d.id, d.kind, v.kind as value_kind, v.link_key
            from decisions d
            left join decision_values v on v.decision_id = d.id
            left join decision_withdrawals w on w.decision_id = d.id
            where d.id in (select unhex(value) from json_each($1)) and w.decision_id is null",
        postgres "select d.id, d.kind, v.kind as value_kind, v.link_key
            from decisions d
            left join decision_values v on v.decision_id = d.id
            left join decision_withdrawals w on w.decision_id = d.id
            where d.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
              and w.decision_id is null";
    /// The complaints that decisions of a list name.
    NAMED = "select decision_id, complaint_id, side from decision_members
            where decision_id in (select unhex(value) from json_each($1))
            order by decision_id, side, complaint_id",
        postgres "select decision_id, complaint_id, side from decision_members
            where decision_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
            order by decision_id, side, complaint_id";
    /// Decisions of a list, marked this many times, were obeyed.
    OBEYED = "delete from decisions_pending
            where turn = $1 and decision_id in (select unhex(value) from json_each($2))",
        postgres "delete from decisions_pending
            where turn = $1 and decision_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// Complaints of a list stand so in their series.
    STAND = "update series_members set standing = $1
            where complaint_id in (select unhex(value) from json_each($2))",
        postgres "update series_members set standing = $1
            where complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))";
    /// The decisions in force that name complaints of a list.
    NAMING = "select distinct m.decision_id as id from decision_members m
            left join decision_withdrawals w on w.decision_id = m.decision_id
            where m.complaint_id in (select unhex(value) from json_each($1)) and w.decision_id is null",
        postgres "select distinct m.decision_id as id from decision_members m
            left join decision_withdrawals w on w.decision_id = m.decision_id
            where m.complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v))) and w.decision_id is null";
    /// Decisions of a list, as they are shown.
    SEVERAL = "select d.id, d.kind, d.series_id, s.reference as series_reference,
            d.other_series_id, o.reference as other_reference, d.reason, d.decided_by, d.decided_at,
            d.batch_id, d.answer, v.key_id, v.kind as value_kind, v.link_key,
            w.reason as withdrawn_because, w.withdrawn_by, w.withdrawn_at,
            (select count(*) from decision_members m where m.decision_id = d.id and m.side = 0) as named_one,
            (select count(*) from decision_members m where m.decision_id = d.id and m.side = 1) as named_other,
            (select count(*) from decisions_pending p where p.decision_id = d.id) as waits
        from decisions d
        left join series s on s.id = d.series_id
        left join series o on o.id = d.other_series_id
        left join decision_values v on v.decision_id = d.id
        left join decision_withdrawals w on w.decision_id = d.id
        where d.id in (select unhex(value) from json_each($1))
        order by d.decided_at desc, d.id desc",
        postgres "select d.id, d.kind, d.series_id, s.reference as series_reference,
            d.other_series_id, o.reference as other_reference, d.reason, d.decided_by, d.decided_at,
            d.batch_id, d.answer, v.key_id, v.kind as value_kind, v.link_key,
            w.reason as withdrawn_because, w.withdrawn_by, w.withdrawn_at,
            (select count(*) from decision_members m where m.decision_id = d.id and m.side = 0) as named_one,
            (select count(*) from decision_members m where m.decision_id = d.id and m.side = 1) as named_other,
            (select count(*) from decisions_pending p where p.decision_id = d.id) as waits
        from decisions d
        left join series s on s.id = d.series_id
        left join series o on o.id = d.other_series_id
        left join decision_values v on v.decision_id = d.id
        left join decision_withdrawals w on w.decision_id = d.id
        where d.id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
        order by d.decided_at desc, d.id desc";
    /// The units of the complaints that decisions of a list name.
    UNITS_OF_DECISIONS = "select distinct m.decision_id, c.unit
            from decision_members m join v_complaints c on c.id = m.complaint_id
            where c.unit <> '' and m.decision_id in (select unhex(value) from json_each($1))",
        postgres "select distinct m.decision_id, c.unit
            from decision_members m join v_complaints c on c.id = m.complaint_id
            where c.unit <> '' and m.decision_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
    /// The decisions of a list that name a complaint of which somebody is in charge.
    DECISIONS_IN_CHARGE = "select distinct m.decision_id
            from v_assignments a join decision_members m on m.complaint_id = a.complaint_id
            where a.account_id = $2 and m.decision_id in (select unhex(value) from json_each($1))",
        postgres "select distinct m.decision_id
            from v_assignments a join decision_members m on m.complaint_id = a.complaint_id
            where a.account_id = $2
              and m.decision_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))";
}
