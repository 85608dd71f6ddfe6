-- In what quality staff name the person behind a value, on what ground. A row is never changed: the one of the
-- highest place holds, and `unknown` takes back what was said before it.
create table value_qualities (
    id {UUID} not null primary key,
    key_id {UUID} not null,
    place {INT} not null,
    quality {TEXT} not null,
    ground {TEXT},
    origin {TEXT} not null,
    figures {TEXT},
    reason {TEXT} not null,
    said_by {UUID} not null,
    said_at {INT} not null,
    constraint value_qualities_once unique (key_id, place)
) {STRICT};
