-- What a victim is told: where the complaint stands once recorded, an appointment, and that there is
-- something to read. A notice holds neither its words nor where it was sent.
alter table drafts add column warned_at {INT};

create table courses (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    at {INT} not null,
    course {TEXT} not null,
    words {TEXT} not null,
    outcome {TEXT},
    contest_by {TEXT},
    account_id {UUID} not null
) {STRICT};

create index courses_by_complaint on courses (complaint_id, at);

create table appointments (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    starts_at {INT} not null,
    place {TEXT} not null,
    made_at {INT} not null,
    account_id {UUID} not null,
    answer {TEXT} not null default 'proposed',
    answered_at {INT}
) {STRICT};

create index appointments_by_complaint on appointments (complaint_id, made_at);

create table notices (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    kind {TEXT} not null,
    made_at {INT} not null,
    outcome {TEXT} not null default 'waiting',
    settled_at {INT}
) {STRICT};

create index notices_by_complaint on notices (complaint_id, made_at);

-- Who sent a bulk of complaints tells their victims: they are not looked through every hour.
create index complaints_of_people on complaints (filed_at, id) where channel <> 'import';
