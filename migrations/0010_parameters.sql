-- The figures that linkage obeys: those shipped while the first table is empty, then those adopted
-- last. A version names one set of figures for ever, and each follows another once.

create table linkage_parameters (
    id {UUID} not null primary key,
    version {INT} not null,
    base {INT} not null,
    figures {TEXT} not null,
    proposal_id {UUID} not null,
    adopted_at {INT} not null,
    adopted_by {UUID} not null,
    constraint linkage_parameters_version_once unique (version),
    constraint linkage_parameters_base_once unique (base)
) {STRICT};

-- Figures put before a person, with what they would change to what was stored at that time. The
-- sample holds ids of series.
create table relink_proposals (
    id {UUID} not null primary key,
    proposed_at {INT} not null,
    proposed_by {UUID},
    origin {TEXT} not null,
    base {INT} not null,
    version {INT} not null,
    figures {TEXT} not null,
    basis {TEXT},
    complaints {INT} not null,
    series_before {INT} not null,
    series_after {INT} not null,
    formed {INT} not null,
    merged {INT} not null,
    split {INT} not null,
    grew {INT} not null,
    shrank {INT} not null,
    dissolved {INT} not null,
    moved {INT} not null,
    values_changed {INT} not null,
    sample {TEXT} not null,
    state {TEXT} not null,
    decided_at {INT},
    decided_by {UUID},
    reason {TEXT}
) {STRICT};

create index relink_proposals_by_time on relink_proposals (proposed_at, id);
