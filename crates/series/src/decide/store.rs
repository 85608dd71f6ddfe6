//! The SQL of decisions that both databases read alike, on their own tables.

faisceau_platform::statements! {
    /// Decisions that the linker has not obeyed yet, the longest waiting first.
    PENDING = "select decision_id, turn from decisions_pending order by at, decision_id limit $1";
    /// A decision was taken or withdrawn: the linker is to obey.
    MARK_PENDING = "insert into decisions_pending (decision_id, at, turn) values ($1, $2, 1)
        on conflict (decision_id) do update set turn = decisions_pending.turn + 1";
    /// Decisions in force after an id.
    NEXT_IN_FORCE = "select d.id from decisions d left join decision_withdrawals w on w.decision_id = d.id
        where d.id > $1 and w.decision_id is null order by d.id limit $2";
    /// How many members of the series of a complaint were confirmed and came since.
    COUNT_STANDINGS = "update series set confirmed = $2, attached = $3
        where id = (select series_id from series_members where complaint_id = $1)
          and (confirmed <> $2 or attached <> $3)";
    /// Whoever decides passes first, one at a time.
    PASS_GATE = "update decision_gate set turn = turn + 1 where id = 1";
    /// A gesture made before.
    MADE = "select kind, decided_by from decisions where id = $1";
    /// A decision.
    INSERT = "insert into decisions (id, kind, series_id, other_series_id, reason, decided_by, decided_at,
            batch_id, answer, proposed_kind, proposed_bits)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// A complaint that a decision names.
    NAME = "insert into decision_members (decision_id, complaint_id, side) values ($1, $2, $3)";
    /// The value that a decision names.
    NAME_VALUE = "insert into decision_values (decision_id, key_id, kind, link_key) values ($1, $2, $3, $4)";
    /// A decision is taken back.
    WITHDRAW = "insert into decision_withdrawals (decision_id, reason, withdrawn_by, withdrawn_at)
        values ($1, $2, $3, $4)";
    /// Every decision on a value.
    OF_VALUE = "select decision_id as id from decision_values where key_id = $1 order by decision_id limit 10000";
    /// A decision about a value that nobody says any more is in force no more.
    WITHDRAW_ONCE = "insert into decision_withdrawals (decision_id, reason, withdrawn_by, withdrawn_at)
        values ($1, $2, $3, $4) on conflict (decision_id) do nothing";
    /// The value it named goes.
    FORGET_VALUE = "delete from decision_values where decision_id = $1";
    /// Why, in words, goes.
    FORGET_REASON = "update decisions set reason = '' where id = $1";
    /// And why it was taken back.
    FORGET_WITHDRAWAL = "update decision_withdrawals set reason = '' where decision_id = $1";
    /// Decisions that name a complaint, and no other that is still there.
    NAMING_IT_ALONE = "select m.decision_id as id from decision_members m
        where m.complaint_id = $1 and not exists (
            select 1 from decision_members o join v_complaints c on c.id = o.complaint_id
            where o.decision_id = m.decision_id and o.complaint_id <> $1)
        order by m.decision_id limit 10000";
    /// What was said of a value and is in force.
    IN_FORCE_ON_KEY = "select d.id, d.kind from decision_values v join decisions d on d.id = v.decision_id
        left join decision_withdrawals w on w.decision_id = d.id
        where v.key_id = $1 and w.decision_id is null";
    /// The complaints of a series as it was at an instant.
    MEMBERS_AS_OF = "select complaint_id from series_members
        where series_id = $1 and joined_at <= $2 order by complaint_id limit $3";
    /// How many complaints of a series, as it was at an instant, no confirmation in force names.
    UNCONFIRMED = "select count(*) as left_over from series_members s
        where s.series_id = $1 and s.joined_at <= $2 and not exists (
            select 1 from decision_members m join decisions d on d.id = m.decision_id
            left join decision_withdrawals w on w.decision_id = d.id
            where m.complaint_id = s.complaint_id and d.kind = 'confirm' and w.decision_id is null)";
    /// Some complaints that a decision names.
    NAMED_BY = "select complaint_id, side from decision_members where decision_id = $1
        order by side, complaint_id limit $2";
    /// Decisions taken on a series or naming one of its complaints, the latest first.
    OF_SERIES = "select id from decisions
        where series_id = $1 or other_series_id = $1 or id in (
            select n.decision_id from series_members c join decision_members n on n.complaint_id = c.complaint_id
            where c.series_id = $1)
        order by decided_at desc, id desc limit $2";
    /// Decisions on a value, the latest first.
    OF_KEY = "select d.id from decision_values v join decisions d on d.id = v.decision_id
        where v.key_id = $1 order by d.decided_at desc, d.id desc limit $2";
    /// Decisions of one gesture.
    OF_BATCH = "select id from decisions where batch_id = $1 order by decided_at desc, id desc limit $2";
    /// Decisions after a place in the list, the latest first.
    LATEST = "select id from decisions
        where cast($1 as bigint) is null or decided_at < $1 or (decided_at = $1 and id < $2)
        order by decided_at desc, id desc limit $3";
}
