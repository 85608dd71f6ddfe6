-- Ways back to a space whose code is lost, until they are confirmed. Only marks: the codes are nowhere.
create table recoveries (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    follow_mark {BLOB} not null,
    confirm_mark {BLOB} not null,
    made_at {INT} not null,
    expires_at {INT} not null,
    used_at {INT},
    constraint recoveries_confirm_is_unique unique (confirm_mark)
) {STRICT};

create index recoveries_by_complaint on recoveries (complaint_id, made_at);
