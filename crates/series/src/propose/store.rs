//! The SQL of proposals that both databases read alike, on their own table.

faisceau_platform::statements! {
    /// A proposal as it is found now; what was answered to it stays.
    KEEP = "insert into proposals (id, kind, why, one, other, key_id, value_kind, link_key, bits, threshold,
            size_one, size_other, loss_minor, worth, parameters, found_at, round, meant_id, meant_key,
            slip, slip_at, slip_sign)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22)
        on conflict (id) do update
            set why = excluded.why, other = excluded.other, bits = excluded.bits, threshold = excluded.threshold,
                size_one = excluded.size_one, size_other = excluded.size_other,
                loss_minor = excluded.loss_minor, worth = excluded.worth,
                parameters = excluded.parameters, round = excluded.round";
    /// Some that a linker that began again did not find any more.
    FORGET_OLD = "delete from proposals where id in (select id from proposals where round < $1 limit $2)";
    /// Somebody answered.
    ANSWERED = "update proposals set decision_id = $2 where id = $1";
    /// Those nobody answered, or whose answer was taken back, after a place in the list: what is
    /// worth most first.
    LIST = "select id, kind, why, one, other, key_id, value_kind, link_key, bits, threshold, size_one, size_other,
            loss_minor, worth, meant_id, meant_key, slip, slip_at, slip_sign, one_reference, one_series, one_series_reference,
            other_reference, other_series, other_series_reference,
            (select u.identifier_id from identifier_uses u where u.key_id = p.key_id
             order by u.subject, u.identifier_id limit 1) as identifier
        from v_proposals p
        where (p.decision_id is null
               or p.decision_id in (select w.decision_id from decision_withdrawals w))
          and (cast($1 as bigint) is null or p.worth < $1 or (p.worth = $1 and p.id > $2))
        order by p.worth desc, p.id limit $3";
    /// One of them.
    ONE = "select id, kind, why, one, other, key_id, value_kind, link_key, bits, threshold, size_one, size_other,
            loss_minor, worth, meant_id, meant_key, slip, slip_at, slip_sign, one_reference, one_series, one_series_reference,
            other_reference, other_series, other_series_reference,
            (select u.identifier_id from identifier_uses u where u.key_id = v_proposals.key_id
             order by u.subject, u.identifier_id limit 1) as identifier
        from v_proposals where id = $1";
    /// Slips that nobody answered and that are about a key: mistyped, or meant.
    SLIPS_OF = "select id, kind, why, one, other, key_id, value_kind, link_key, bits, threshold, size_one, size_other,
            loss_minor, worth, meant_id, meant_key, slip, slip_at, slip_sign, one_reference, one_series, one_series_reference,
            other_reference, other_series, other_series_reference
        from v_proposals p
        where p.kind = 'slip' and (p.key_id = $1 or p.meant_id = $1)
          and (p.decision_id is null
               or p.decision_id in (select w.decision_id from decision_withdrawals w))
        order by p.worth desc, p.id limit $2";
    /// An identifier written in a form of this key.
    IDENTIFIER_OF_KEY = "select identifier_id from identifier_uses where key_id = $1 order by identifier_id limit 1";
    /// The confirmations in force that name both of two complaints.
    CONFIRMING = "select d.id from decisions d
        join decision_members a on a.decision_id = d.id
        join decision_members b on b.decision_id = d.id
        left join decision_withdrawals w on w.decision_id = d.id
        where d.kind = 'confirm' and a.complaint_id = $1 and b.complaint_id = $2 and w.decision_id is null
        order by d.id limit $3";
}
