-- Task forces: persons of any unit who work on one series until a day said beforehand.

create table task_forces (
    id {UUID} primary key,
    series_id {UUID} not null,
    account_id {UUID} not null,
    reason {TEXT} not null,
    since {INT} not null,
    until {INT} not null,
    made_by {UUID} not null,
    ended_at {INT},
    ended_by {UUID}
) {STRICT};
create index task_forces_of on task_forces (series_id, since);
create index task_forces_by on task_forces (account_id, until);
