-- References come from a counter row: SQLite has no sequence.
create table counters (
    name TEXT not null primary key,
    value INTEGER not null
) STRICT;
