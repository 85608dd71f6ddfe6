-- The complaints that a member of staff said to be party to, and those opened in an emergency beyond one's rights.

create table recusals (
    complaint_id {UUID} not null,
    account_id {UUID} not null,
    ground {TEXT} not null,
    declared_at {INT} not null,
    primary key (complaint_id, account_id)
) {STRICT};
create index recusals_by on recusals (account_id);

create table glass_breaks (
    id {UUID} primary key,
    complaint_id {UUID} not null,
    account_id {UUID} not null,
    reason {TEXT} not null,
    at {INT} not null,
    until {INT} not null,
    examined_at {INT},
    examined_by {UUID},
    verdict {INT}
) {STRICT};
create index glass_breaks_by on glass_breaks (account_id, until);
create index glass_breaks_of on glass_breaks (complaint_id);
create index glass_breaks_unexamined on glass_breaks (id) where examined_at is null;
