-- Who read, with which motive, who a victim is; the identities kept under seal, who asks custodians to open one, and
-- which custodians agreed.

create table identity_motives (
    id {UUID} primary key,
    complaint_id {UUID} not null,
    account_id {UUID} not null,
    reason {TEXT} not null,
    at {INT} not null,
    until {INT} not null
) {STRICT};
create index identity_motives_by on identity_motives (account_id, until);
create index identity_motives_of on identity_motives (complaint_id);

create table identity_seals (
    complaint_id {UUID} primary key,
    sealed_at {INT} not null,
    sealed_by {UUID} not null,
    reason {TEXT} not null
) {STRICT};

create table identity_requests (
    id {UUID} primary key,
    complaint_id {UUID} not null,
    wanted {TEXT} not null,
    asked_by {UUID} not null,
    reason {TEXT} not null,
    at {INT} not null,
    until {INT} not null,
    ended_at {INT},
    opened_until {INT}
) {STRICT};
create index identity_requests_by on identity_requests (asked_by, opened_until);
create index identity_requests_of on identity_requests (complaint_id);

create table identity_approvals (
    request_id {UUID} not null,
    complaint_id {UUID} not null,
    account_id {UUID} not null,
    at {INT} not null,
    primary key (request_id, account_id)
) {STRICT};
