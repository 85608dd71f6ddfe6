-- Estimates of the figures of linkage from what people decided: asked for by somebody, or because a
-- complaint that had taught something was erased. Each ends with a proposal or with why there is none.

create table linkage_estimates (
    id {UUID} not null primary key,
    cause {TEXT} not null,
    asked_at {INT} not null,
    asked_by {UUID},
    begun_at {INT},
    ended_at {INT},
    outcome {TEXT},
    proposal_id {UUID}
) {STRICT};

create index linkage_estimates_by_time on linkage_estimates (asked_at, id);
