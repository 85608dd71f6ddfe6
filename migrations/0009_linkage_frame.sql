-- What the legal frame of linkage asks, as last put in force by the linker: one row, and the types of
-- facts that reach its threshold when it has one.

create table linkage_frame (
    one {INT} not null primary key,
    basis {TEXT} not null,
    applied_at {INT} not null,
    leaves_when_closed {INT} not null,
    kept_since {INT},
    by_penalty {INT} not null,
    marked {INT} not null,
    constraint linkage_frame_is_one_row check (one = 1)
) {STRICT};

create table linkage_types (
    form_type {TEXT} not null primary key
) {STRICT};
