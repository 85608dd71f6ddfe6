-- What a victim completes or corrects after filing: the answers in force stay with the complaint, those
-- they replaced are kept, and a correction under way waits apart until it is sent.
alter table complaints add column version {INT} not null default 1;
alter table complaints add column amended_at {INT};

create table complaint_versions (
    complaint_id {UUID} not null references complaints (id),
    version {INT} not null,
    form_hash {TEXT} not null,
    answers {TEXT} not null,
    from_at {INT} not null,
    until_at {INT} not null,
    primary key (complaint_id, version)
) {STRICT};

create table corrections (
    complaint_id {UUID} not null primary key references complaints (id),
    base_version {INT} not null,
    answers {TEXT} not null,
    touched_at {INT} not null,
    expires_at {INT} not null
) {STRICT};

create index corrections_by_expiry on corrections (expires_at);
