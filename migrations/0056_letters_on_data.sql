-- Requests on data that come by letter, from who has no complaint here or does not write from its space: who
-- writes, how that is known, what is asked and what was answered. Each is of the unit that took it down.
create table data_letters (
    id {UUID} primary key,
    unit {TEXT} not null,
    asker {TEXT} not null,
    name {TEXT} not null,
    contact {TEXT} not null,
    known_by {TEXT} not null,
    asked {TEXT} not null,
    words {TEXT} not null,
    received_on {TEXT} not null,
    made_at {INT} not null,
    made_by {UUID} not null,
    due_on {TEXT} not null,
    state {TEXT} not null,
    ground {TEXT},
    answer {TEXT} not null,
    answered_at {INT},
    answered_by {UUID}
) {STRICT};
create index data_letters_by_day on data_letters (state, due_on, id);
create index data_requests_by_day on data_requests (state, due_on, id);
