-- Files set aside because they may show a minor: no name and no digest, only a mark under the server's
-- key that means nothing outside the case.

create table set_aside (
    file_id {UUID} not null primary key,
    case_id {UUID} not null,
    within {TEXT} not null,
    mark {BLOB} not null,
    fate {TEXT} not null,
    at {INT} not null,
    by_kind {TEXT} not null,
    account_id {UUID},
    reason {TEXT} not null,
    bytes {INT} not null,
    media_type {TEXT} not null
) {STRICT};

create index set_aside_by_case on set_aside (case_id, mark);
