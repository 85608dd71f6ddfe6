-- Images of media made elsewhere, experts, and the reports that come back.

create table disk_images (
    exhibit_id {UUID} not null primary key,
    format {TEXT} not null,
    media_bytes {INT},
    md5 {TEXT},
    sha1 {TEXT},
    checked_by {TEXT} not null,
    source {TEXT} not null,
    made_by {TEXT} not null,
    made_at {INT},
    clock_offset_ms {INT},
    clock_how {TEXT} not null
) {STRICT};

create table experts (
    id {UUID} not null primary key,
    name {TEXT} not null,
    body {TEXT} not null,
    qualifications {TEXT} not null,
    registered {TEXT} not null,
    valid_until {TEXT},
    added_at {INT} not null,
    added_by {UUID}
) {STRICT};

create table lab_reports (
    exhibit_id {UUID} not null primary key,
    of_exhibit {UUID} not null,
    expert_id {UUID} not null references experts (id)
) {STRICT};

create index lab_reports_by_exhibit on lab_reports (of_exhibit);
