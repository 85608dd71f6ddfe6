-- Ways by which a telephone gives files to a draft: shown once as a code, then held by a cookie. Both are
-- kept as marks only.

create table telephone_passes (
    id {UUID} not null primary key,
    draft_id {UUID} not null,
    code_mark {BLOB} not null,
    asked_at {INT} not null,
    code_until {INT} not null,
    held_mark {BLOB},
    held_at {INT},
    held_until {INT},
    ended_at {INT},
    constraint telephone_passes_code_is_unique unique (code_mark),
    constraint telephone_passes_held_is_unique unique (held_mark)
) {STRICT};

create index telephone_passes_by_draft on telephone_passes (draft_id, asked_at);

create table telephone_files (
    pass_id {UUID} not null references telephone_passes (id),
    file_id {UUID} not null,
    primary key (pass_id, file_id)
) {STRICT};
