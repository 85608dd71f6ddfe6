-- How far the journal was handed to the operator's collector, and what failed.
create table syslog_sent (
    name {TEXT} not null primary key,
    position {INT} not null,
    sent_at {INT} not null,
    failures {INT} not null,
    retry_at {INT},
    last_error {TEXT} not null
) {STRICT};
