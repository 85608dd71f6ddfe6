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
}
