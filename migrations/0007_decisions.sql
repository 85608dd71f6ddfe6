-- What people decided on links, and what is put before them. A decision is never changed nor
-- deleted: that it was withdrawn is written beside it. The complaints it names may be erased later;
-- it stays in force for those that are still there.

create table decisions (
    id {UUID} not null primary key,
    kind {TEXT} not null,
    series_id {UUID},
    other_series_id {UUID},
    reason {TEXT} not null,
    decided_by {UUID} not null,
    decided_at {INT} not null,
    batch_id {UUID},
    answer {TEXT},
    proposed_kind {TEXT},
    proposed_bits {INT}
) {STRICT};

create index decisions_by_time on decisions (decided_at, id);
create index decisions_by_series on decisions (series_id, decided_at, id);
create index decisions_by_batch on decisions (batch_id);

-- `side` is 0, or 1 for the complaints that are kept apart from those of side 0.
create table decision_members (
    decision_id {UUID} not null references decisions (id),
    complaint_id {UUID} not null,
    side {INT} not null,
    constraint decision_members_once primary key (decision_id, complaint_id)
) {STRICT};

create index decision_members_by_complaint on decision_members (complaint_id, decision_id);

create table decision_values (
    decision_id {UUID} not null primary key references decisions (id),
    key_id {UUID} not null,
    kind {TEXT} not null,
    link_key {TEXT} not null
) {STRICT};

create index decision_values_by_key on decision_values (key_id, decision_id);

create table decision_withdrawals (
    decision_id {UUID} not null primary key references decisions (id),
    reason {TEXT} not null,
    withdrawn_by {UUID} not null,
    withdrawn_at {INT} not null
) {STRICT};

-- Decisions taken or withdrawn that the linker has not obeyed yet. `turn` counts how often one was
-- marked: the linker removes only the mark it read.
create table decisions_pending (
    decision_id {UUID} not null primary key,
    at {INT} not null,
    turn {INT} not null
) {STRICT};

-- One row: whoever decides changes it first, so that of two decisions that contradict each other
-- the second sees the first.
create table decision_gate (
    id {INT} not null primary key,
    turn {INT} not null
) {STRICT};

insert into decision_gate (id, turn) values (1, 0);

-- What the linker found and leaves to people. `one` and `other` are the earliest complaints of the
-- two sides; `round` tells what a linker that began again did not find any more.
create table proposals (
    id {UUID} not null primary key,
    kind {TEXT} not null,
    why {TEXT} not null,
    one {UUID},
    other {UUID},
    key_id {UUID},
    value_kind {TEXT},
    link_key {TEXT},
    bits {INT} not null,
    threshold {INT} not null,
    size_one {INT} not null,
    size_other {INT} not null,
    loss_minor {INT} not null,
    worth {INT} not null,
    parameters {TEXT} not null,
    found_at {INT} not null,
    round {INT} not null,
    decision_id {UUID}
) {STRICT};

create index proposals_by_worth on proposals (worth, id);
create index proposals_by_one on proposals (one);
create index proposals_by_other on proposals (other);
create index proposals_by_key on proposals (key_id);
create index proposals_by_round on proposals (round);

-- How a complaint stands in its series: `candidate` where nobody confirmed the series, then
-- `confirmed` for those that a confirmation names and `attached` for those that came since.
alter table series_members add column standing {TEXT} not null default 'candidate';
-- How many of each there are.
alter table series add column confirmed {INT} not null default 0;
alter table series add column attached {INT} not null default 0;
