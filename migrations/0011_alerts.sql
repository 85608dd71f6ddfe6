-- What staff are told of: series that deserve it, values they watch, and that another unit has the
-- same. `mark` says what is told, so that nothing is told twice.

create table alerts (
    id {UUID} not null primary key,
    mark {TEXT} not null,
    kind {TEXT} not null,
    raised_at {INT} not null,
    series_id {UUID},
    watch_id {UUID},
    complaint_id {UUID},
    identifier_id {UUID},
    role {TEXT},
    to_account {UUID},
    to_unit {TEXT},
    figures {TEXT} not null,
    constraint alerts_are_raised_once unique (mark)
) {STRICT};

create index alerts_by_time on alerts (raised_at, id);
create index alerts_by_series on alerts (series_id);
create index alerts_by_watch on alerts (watch_id);
create index alerts_by_complaint on alerts (complaint_id);

create table alert_readings (
    alert_id {UUID} not null references alerts (id),
    account_id {UUID} not null references accounts (id),
    read_at {INT} not null,
    primary key (alert_id, account_id)
) {STRICT};

create table alert_mutes (
    account_id {UUID} not null references accounts (id),
    series_id {UUID} not null,
    reason {TEXT} not null,
    muted_at {INT} not null,
    primary key (account_id, series_id)
) {STRICT};

-- Series that changed and were not looked at since: however often one changes, one job waits.
create table series_looks (
    series_id {UUID} not null primary key,
    asked_at {INT} not null
) {STRICT};

create table watches (
    id {UUID} not null primary key,
    account_id {UUID} not null references accounts (id),
    unit {TEXT} not null,
    kind {TEXT} not null,
    canonical {TEXT} not null,
    identifier_id {UUID} not null,
    key_id {UUID} not null,
    typed {INT} not null,
    reason {TEXT} not null,
    created_at {INT} not null,
    expires_at {INT} not null,
    constraint watches_are_kept_once unique (account_id, key_id)
) {STRICT};

create index watches_by_key on watches (key_id);
create index watches_by_end on watches (expires_at);
