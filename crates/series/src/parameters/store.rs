//! The SQL of the figures and of what is proposed for them, on `linkage_parameters` and
//! `relink_proposals`. Writes no other table.

faisceau_platform::statements! {
    /// The version adopted last.
    VERSION = "select max(version) as version from linkage_parameters";
    /// The figures adopted last.
    IN_FORCE = "select version, figures, adopted_at from linkage_parameters order by version desc limit 1";
    /// Figures come in force after those of another version, once.
    ADOPT = "insert into linkage_parameters (id, version, base, figures, proposal_id, adopted_at, adopted_by)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// A proposal with what it would change.
    PROPOSE = "insert into relink_proposals (id, proposed_at, proposed_by, origin, base, version, figures, basis,
            complaints, series_before, series_after, formed, merged, split, grew, shrank, dissolved,
            moved, values_changed, sample, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, 'open')";
    /// What became of a proposal that was still open.
    SETTLE = "update relink_proposals set state = $2, decided_at = $3, decided_by = $4, reason = $5
        where id = $1 and state = 'open'";
    /// One proposal.
    PROPOSAL = "select id, proposed_at, proposed_by, origin, base, version, figures, basis, complaints,
            series_before, series_after, formed, merged, split, grew, shrank, dissolved, moved,
            values_changed, sample, state, decided_at, decided_by, reason
        from relink_proposals where id = $1";
    /// Proposals, the latest first.
    PROPOSALS = "select id, proposed_at, proposed_by, origin, base, version, figures, basis, complaints,
            series_before, series_after, formed, merged, split, grew, shrank, dissolved, moved,
            values_changed, sample, state, decided_at, decided_by, reason
        from relink_proposals order by proposed_at desc, id desc limit $1";
    /// Complaints and decisions that wait for the linker.
    WAITING = "select (select count(*) from linkage_pending) + (select count(*) from decisions_pending) as waiting";
}
