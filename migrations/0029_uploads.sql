-- Files on their way: how far each is, and where its parts lie. Forgotten when whole, or a day after the
-- last part.

create table uploads (
    id {UUID} not null primary key,
    case_id {UUID} not null,
    page {TEXT} not null,
    input {TEXT} not null,
    name {TEXT} not null,
    modified {TEXT} not null,
    bytes {INT} not null,
    received {INT} not null,
    claimed_at {INT},
    exhibit_id {UUID},
    created_at {INT} not null,
    expires_at {INT} not null
) {STRICT};

create index uploads_by_case on uploads (case_id);
create index uploads_by_expiry on uploads (expires_at);

create table upload_parts (
    upload_id {UUID} not null references uploads (id),
    starts {INT} not null,
    object {TEXT} not null,
    primary key (upload_id, starts)
) {STRICT};
