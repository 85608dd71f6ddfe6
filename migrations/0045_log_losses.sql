-- What two persons declared lost of the public log: the log before is closed, and goes on under a new name, the
-- `generation` of which is its number. Proposed by one, it is nothing until the other agrees.

create table log_losses (
    id {UUID} not null primary key,
    proposed_by {UUID} not null references accounts (id),
    proposed_at {INT} not null,
    motive {TEXT} not null,
    generation {INT},
    closed {TEXT},
    kept {INT},
    size {INT},
    agreed_by {UUID} references accounts (id),
    agreed_at {INT},
    agreed_motive {TEXT},
    constraint log_losses_number_once unique (generation),
    constraint log_losses_take_two check (agreed_by is null or agreed_by <> proposed_by)
) {STRICT};
