-- Questions to the one linker: it alone holds in memory why complaints are together. A page's
-- process asks, the linker answers under its lease, the asker reads and deletes. What nobody read
-- is swept after a minute.
create table linkage_questions (
    id {UUID} not null primary key,
    asked_at {INT} not null,
    one {UUID} not null,
    other {UUID},
    answer {TEXT},
    answered_at {INT}
) {STRICT};
