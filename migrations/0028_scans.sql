-- What the antivirus said of each exhibit.

create table scans (
    file_id {UUID} not null primary key,
    complaint_id {UUID} not null,
    state {TEXT} not null,
    signature {TEXT},
    scanned_at {INT} not null
) {STRICT};

create index scans_by_complaint on scans (complaint_id);
