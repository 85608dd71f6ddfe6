-- Programs of other bodies that file complaints, and their keys, of which only marks are kept.
create table partners (
    id {UUID} not null primary key,
    name {TEXT} not null,
    created_at {INT} not null,
    constraint partners_name_is_unique unique (name)
) {STRICT};

create table partner_keys (
    id {UUID} not null primary key,
    partner_id {UUID} not null references partners (id),
    mark {BLOB} not null,
    created_at {INT} not null,
    revoked_at {INT},
    constraint partner_keys_mark_is_unique unique (mark)
) {STRICT};
