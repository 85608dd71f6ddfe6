-- Complaints taken at a counter: which officer holds each, from its opening on. The row stays with the
-- complaint once it is filed (same id), and goes with its draft when nothing is.

create table counter_files (
    draft_id {UUID} not null primary key,
    mark {BLOB} not null,
    account_id {UUID} not null,
    unit {TEXT} not null,
    begun_online {INT} not null,
    opened_at {INT} not null,
    opened_by {UUID} not null,
    handed_at {INT},
    handed_by {UUID},
    handed_note {TEXT} not null default '',
    constraint counter_files_mark_is_unique unique (mark)
) {STRICT};

create index counter_files_by_account on counter_files (account_id, opened_at);
create index counter_files_by_unit on counter_files (unit, opened_at);
