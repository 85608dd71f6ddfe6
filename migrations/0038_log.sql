-- The public log: its leaves, the tiles of its tree, what it signed, who witnessed it, and how far its
-- checkpoints went outside.
create table log_leaves (
    position {INT} not null primary key,
    journal_position {INT} not null,
    journal_id {UUID} not null,
    case_id {UUID},
    leaf {BLOB} not null,
    salt {BLOB},
    record {BLOB},
    constraint log_leaves_take_an_entry_once unique (journal_id),
    constraint log_leaves_follow_the_chain unique (journal_position)
) {STRICT};

create index log_leaves_by_case on log_leaves (case_id);
create index log_leaves_by_record on log_leaves (record);

create table log_tiles (
    level {INT} not null,
    position {INT} not null,
    hashes {BLOB} not null,
    primary key (level, position)
) {STRICT};

create table log_fed (
    name {TEXT} not null primary key,
    position {INT} not null
) {STRICT};

create table log_checkpoints (
    size {INT} not null primary key,
    root {BLOB} not null,
    note {TEXT} not null,
    signed_at {INT} not null
) {STRICT};

create table log_cosignatures (
    size {INT} not null references log_checkpoints (size),
    name {TEXT} not null,
    line {TEXT} not null,
    seen_at {INT} not null,
    primary key (size, name)
) {STRICT};

create table log_ways (
    way {TEXT} not null primary key,
    size {INT} not null,
    sent_at {INT} not null,
    failures {INT} not null,
    retry_at {INT} not null,
    last_error {TEXT} not null
) {STRICT};
