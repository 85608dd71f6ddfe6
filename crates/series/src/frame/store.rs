//! SQL of the legal frame: `linkage_frame`, `linkage_types`, and the marks of what it touches.

faisceau_platform::statements! {
    /// The legal frame as last put in force.
    FRAME = "select basis, leaves_when_closed, kept_since, by_penalty, marked from linkage_frame";
    /// The types that reach its threshold.
    FRAME_TYPES = "select form_type from linkage_types order by form_type limit 10000";
    /// Puts a frame in force.
    KEEP_FRAME = "insert into linkage_frame (one, basis, applied_at, leaves_when_closed, kept_since,
            by_penalty, marked)
        values (1, $1, $2, $3, $4, $5, $6)
        on conflict (one) do update
            set basis = excluded.basis, applied_at = excluded.applied_at,
                leaves_when_closed = excluded.leaves_when_closed,
                kept_since = excluded.kept_since, by_penalty = excluded.by_penalty,
                marked = excluded.marked";
    /// Before its types are written again.
    FORGET_TYPES = "delete from linkage_types";
    /// A type that reaches its threshold.
    KEEP_TYPE = "insert into linkage_types (form_type) values ($1)";
    /// Complaints recorded in a window, after an id.
    RECORDED_BETWEEN = "select c.id from v_complaints c
        where c.filed_at > $1 and c.filed_at <= $2 and c.id > $3 order by c.id limit $4";
    /// Complaints wait to be looked at again.
    MARK_ALL_PENDING = "insert into linkage_pending (complaint_id, at, turn) values ($1, $2, $3)
        on conflict (complaint_id) do update set turn = linkage_pending.turn + 1";
    /// What the legal frame looks at in a complaint.
    FRAMED = "select form_type, state, filed_at from v_complaints where id = $1";
    /// A complaint waits to be looked at again.
    MARK_PENDING = "insert into linkage_pending (complaint_id, at, turn) values ($1, $2, 1)
        on conflict (complaint_id) do update set turn = linkage_pending.turn + 1";
}
