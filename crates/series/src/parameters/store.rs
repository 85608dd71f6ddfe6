//! The SQL of the figures and of what is proposed for them, on `linkage_parameters`,
//! `relink_proposals` and `linkage_estimates`. Writes no other table.

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
    /// The figures adopted last that were not learned: what learning starts from.
    DECLARED = "select p.figures from linkage_parameters p join relink_proposals r on r.id = p.proposal_id
        where r.origin <> $1 order by p.version desc limit 1";
    /// The estimate asked for last.
    LATEST_ESTIMATE = "select id, cause, asked_at, ended_at, outcome, proposal_id from linkage_estimates
        order by asked_at desc, id desc limit 1";
    /// Estimates that wait or are at work.
    OPEN_ESTIMATES = "select count(*) as n from linkage_estimates where ended_at is null";
    /// Estimates that wait.
    WAITING_ESTIMATES = "select count(*) as n from linkage_estimates where ended_at is null and begun_at is null";
    /// One that did not end.
    UNENDED_ESTIMATE = "select id from linkage_estimates where id = $1 and ended_at is null";
    /// An estimate is asked for.
    ASK_ESTIMATE = "insert into linkage_estimates (id, cause, asked_at, asked_by) values ($1, $2, $3, $4)";
    /// Somebody begins it, unless another is at it since less than so long.
    BEGIN_ESTIMATE = "update linkage_estimates set begun_at = $2
        where id = $1 and ended_at is null and (begun_at is null or begun_at <= $3)";
    /// It waits again.
    PUT_BACK_ESTIMATE = "update linkage_estimates set begun_at = null where id = $1 and ended_at is null";
    /// It ended.
    END_ESTIMATE = "update linkage_estimates set ended_at = $2, outcome = $3, proposal_id = $4
        where id = $1 and ended_at is null";
    /// Whether a decision names this complaint and something learned is in force or may still be.
    TAUGHT = "select count(*) as n from relink_proposals r where r.origin = $2 and r.state <> $3
          and exists (select 1 from decision_members m where m.complaint_id = $1)";
    /// What was learned and not decided is decided no more.
    OVERTAKE = "update relink_proposals set state = $3, decided_at = $4 where origin = $1 and state = $2";
    /// Complaints and decisions that wait for the linker.
    WAITING = "select (select count(*) from linkage_pending) + (select count(*) from decisions_pending) as waiting";
}
