-- Payments so recent that a bank may still call them back or block them, and what became of that.
create table freeze_tickets (
    id {UUID} not null primary key,
    complaint_id {UUID} not null,
    place {INT} not null,
    ask {TEXT} not null,
    method {TEXT} not null,
    paid_at {INT} not null,
    to_the_minute {INT} not null,
    amount_minor {INT},
    currency {TEXT},
    until {INT} not null,
    outcome {TEXT},
    settled_at {INT},
    settled_by {UUID},
    words {TEXT}
) {STRICT};

create unique index freeze_tickets_by_complaint on freeze_tickets (complaint_id, place);
create index freeze_tickets_open on freeze_tickets (paid_at) where outcome is null;
