-- What the staff's desk adds: who works on what, and the words to search by.

create table assignments (
    complaint_id {UUID} not null primary key,
    account_id {UUID} not null references accounts (id),
    assigned_at {INT} not null,
    assigned_by {UUID} not null
) {STRICT};

create index assignments_by_account on assignments (account_id);
