-- How long complaints are kept, and how they go: holds that block an erasure, erasures proposed, refused and done,
-- the certificates that stay, and figures without any id, counted before a complaint goes.

create table holds (
    id {UUID} not null primary key,
    complaint_id {UUID} not null,
    placed_at {INT} not null,
    placed_by {UUID} not null,
    reason {TEXT} not null,
    lifted_at {INT},
    lifted_by {UUID},
    lift_reason {TEXT}
) {STRICT};

create index holds_by_complaint on holds (complaint_id);

-- One row for each erasure asked for. Once it is done only ids, the ground and the certificate stay.
create table erasures (
    id {UUID} not null primary key,
    complaint_id {UUID} not null,
    state {TEXT} not null,
    ground {TEXT} not null,
    reason {TEXT} not null,
    proposed_at {INT} not null,
    proposed_by {UUID},
    decided_at {INT},
    decided_by {UUID},
    certificate {TEXT}
) {STRICT};

create index erasures_by_complaint on erasures (complaint_id);
create index erasures_by_state on erasures (state, proposed_at);

-- What erased complaints were, counted: no id, no order, no day.
create table kept_figures (
    month {TEXT} not null,
    nature {TEXT} not null,
    form_type {TEXT} not null,
    department {TEXT} not null,
    amount_band {TEXT} not null,
    outcome {TEXT} not null,
    times {INT} not null,
    primary key (month, nature, form_type, department, amount_band, outcome)
) {STRICT};

-- The key under which persons are told apart within a period; deleted when the period ends.
create table figure_keys (
    period {TEXT} not null primary key,
    secret {BLOB} not null
) {STRICT};

-- How often the same person was counted within a period.
create table figure_subjects (
    period {TEXT} not null,
    form_type {TEXT} not null,
    mark {BLOB} not null,
    times {INT} not null,
    primary key (period, form_type, mark)
) {STRICT};

-- Which complaints a file of a series is about: it goes with the first of them that is erased.
create table series_file_complaints (
    file_id {UUID} not null,
    complaint_id {UUID} not null,
    primary key (file_id, complaint_id)
) {STRICT};

create index series_file_complaints_by_complaint on series_file_complaints (complaint_id);
