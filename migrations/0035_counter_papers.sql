-- Sheets of paper typed in at a counter: by their number a sheet typed in twice is told, and what is filed says the
-- day it was received. The row stays with the complaint (same id as its draft), and goes with the draft when nothing
-- is filed.

create table counter_papers (
    draft_id {UUID} not null primary key,
    unit {TEXT} not null,
    sheet {TEXT} not null,
    received_at {INT} not null,
    typed_at {INT} not null,
    typed_by {UUID} not null
) {STRICT};

create index counter_papers_by_sheet on counter_papers (unit, sheet, typed_at);
