-- What cannot wait, so that a list begins with it. A row lives until its complaint is decided.

create table urgencies (
    complaint_id {UUID} not null primary key,
    rank {INT} not null,
    reasons {TEXT} not null,
    until {INT},
    filed_at {INT} not null
) {STRICT};

create index urgencies_by_rank on urgencies (rank, filed_at, complaint_id);

-- The units and the sources that have complaints are found by leaping from one to the next.
create index complaints_by_unit on complaints (unit, filed_at, id);
