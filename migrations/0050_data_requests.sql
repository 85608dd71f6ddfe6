-- What persons ask of the data held on them, what was answered, and which complaints may no longer be brought together
-- because their use is restricted.

create table data_requests (
    id {UUID} primary key,
    complaint_id {UUID} not null,
    asked {TEXT} not null,
    words {TEXT} not null,
    made_at {INT} not null,
    made_by {UUID},
    due_on {TEXT} not null,
    state {TEXT} not null,
    ground {TEXT},
    answer {TEXT} not null,
    answered_at {INT},
    answered_by {UUID}
) {STRICT};
create index data_requests_of on data_requests (complaint_id);

create table data_restrictions (
    complaint_id {UUID} primary key,
    request_id {UUID} not null,
    since {INT} not null
) {STRICT};
