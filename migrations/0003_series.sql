-- Identifiers wherever they appear, and the series that complaints form through them. An
-- identifier's id is derived from its kind and canonical form, its key's id from what linkage
-- groups on: the same value has the same id wherever it is met.

create table identifier_uses (
    id {UUID} not null primary key,
    identifier_id {UUID} not null,
    key_id {UUID} not null,
    subject_kind {TEXT} not null,
    subject {UUID} not null,
    kind {TEXT} not null,
    canonical {TEXT} not null,
    link_key {TEXT} not null,
    raw {TEXT} not null,
    role {TEXT} not null,
    source {TEXT} not null,
    doubt {TEXT},
    at {INT} not null
) {STRICT};

create index identifier_uses_by_key on identifier_uses (key_id, subject, role);
create index identifier_uses_by_identifier on identifier_uses (identifier_id, at, id);
create index identifier_uses_by_subject on identifier_uses (subject);

-- `turn` counts how often the complaint was marked: the linker removes only the mark it read.
create table linkage_pending (
    complaint_id {UUID} not null primary key,
    at {INT} not null,
    turn {INT} not null
) {STRICT};

create index linkage_pending_by_time on linkage_pending (at, complaint_id);

-- What the linker last found of each value that at least two complaints use.
create table value_classes (
    key_id {UUID} not null primary key,
    kind {TEXT} not null,
    link_key {TEXT} not null,
    class {TEXT} not null,
    reason {TEXT} not null,
    list {TEXT},
    users {INT} not null,
    first_at {INT} not null,
    last_at {INT} not null,
    parameters {TEXT} not null
) {STRICT};

create table series (
    id {UUID} not null primary key,
    reference {TEXT} not null,
    formed_at {INT} not null,
    changed_at {INT} not null,
    size {INT} not null,
    parameters {TEXT} not null,
    ended_at {INT},
    successor {UUID},
    constraint series_reference_is_unique unique (reference)
) {STRICT};

create index series_by_change on series (changed_at, id);

create table series_members (
    complaint_id {UUID} not null primary key,
    series_id {UUID} not null references series (id),
    joined_at {INT} not null
) {STRICT};

create index series_members_by_series on series_members (series_id, joined_at, complaint_id);
