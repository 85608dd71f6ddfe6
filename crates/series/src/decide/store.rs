//! The SQL of decisions that both databases read alike, on their own tables.

faisceau_platform::statements! {
    /// Decisions that the linker has not obeyed yet, the longest waiting first.
    PENDING = "select decision_id, turn from decisions_pending order by at, decision_id limit $1";
    /// A decision was taken or withdrawn: the linker is to obey.
    MARK_PENDING = "insert into decisions_pending (decision_id, at, turn) values ($1, $2, 1)
        on conflict (decision_id) do update set turn = decisions_pending.turn + 1";
    /// Decisions in force after an id.
    NEXT_IN_FORCE = "select d.id, d.kind, v.kind as value_kind, v.link_key
        from decisions d
        left join decision_values v on v.decision_id = d.id
        left join decision_withdrawals w on w.decision_id = d.id
        where d.id > $1 and w.decision_id is null order by d.id limit $2";
    /// The complaints that decisions in force between two ids name.
    NEXT_NAMED = "select m.decision_id, m.complaint_id, m.side
        from decision_members m left join decision_withdrawals w on w.decision_id = m.decision_id
        where m.decision_id > $1 and m.decision_id <= $2 and w.decision_id is null
        order by m.decision_id, m.side, m.complaint_id";
    /// How many members of the series of a complaint were confirmed and came since.
    COUNT_STANDINGS = "update series set confirmed = $2, attached = $3
        where id = (select series_id from series_members where complaint_id = $1)
          and (confirmed <> $2 or attached <> $3)";
}
