-- Who was in charge of what and when, accesses drawn by auditors to be explained, and what was taken out of the journal.
create table charges (
    id {UUID} not null primary key,
    complaint_id {UUID} not null,
    account_id {UUID} not null,
    since {INT} not null,
    until {INT}
) {STRICT};

create index charges_by_complaint on charges (complaint_id, account_id);

-- The complaint names it: one charge is all that is known of the time before.
insert into charges (id, complaint_id, account_id, since, until)
select complaint_id, complaint_id, account_id, assigned_at, null from assignments;

create table audit_draws (
    id {UUID} not null primary key,
    made_at {INT} not null,
    made_by {UUID} not null,
    reason {TEXT} not null,
    from_at {INT} not null,
    until_at {INT} not null,
    seed {BLOB} not null,
    among {INT} not null
) {STRICT};

create index audit_draws_by_time on audit_draws (made_at);

create table audit_samples (
    id {UUID} not null primary key,
    draw_id {UUID} not null references audit_draws (id),
    place {INT} not null,
    journal_id {UUID} not null,
    account_id {UUID} not null,
    asked_at {INT} not null,
    answer {TEXT},
    answered_at {INT},
    verdict {TEXT},
    verdict_reason {TEXT} not null,
    verdict_at {INT},
    verdict_by {UUID},
    constraint audit_samples_draw_once unique (draw_id, journal_id)
) {STRICT};

create index audit_samples_by_account on audit_samples (account_id, answered_at);

create table audit_exports (
    id {UUID} not null primary key,
    made_at {INT} not null,
    made_by {UUID} not null,
    reason {TEXT} not null,
    from_at {INT} not null,
    until_at {INT} not null,
    account_id {UUID},
    subject {UUID},
    entries {INT} not null,
    csv_sha256 {TEXT} not null,
    json_sha256 {TEXT} not null
) {STRICT};

create index audit_exports_by_time on audit_exports (made_at);
