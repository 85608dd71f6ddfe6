-- The custody of exhibits: where each stands, every step of it chained to the last, what is noted of how it was
-- collected, challenges and their outcome, and the incidents, which no statement takes away.

create table exhibits (
    id {UUID} not null primary key,
    complaint_id {UUID} not null,
    name {TEXT} not null,
    media_type {TEXT} not null,
    bytes {INT} not null,
    sha256 {BLOB} not null,
    description {TEXT} not null,
    state {TEXT} not null,
    seal {TEXT},
    keeper {UUID},
    keeper_body {TEXT},
    offered_to {UUID},
    offered_body {TEXT},
    offered_by {UUID},
    steps {INT} not null,
    head {BLOB} not null,
    entered_at {INT} not null,
    reread_at {INT} not null,
    of_exhibit {UUID}
) {STRICT};

create index exhibits_by_complaint on exhibits (complaint_id, entered_at);
create index exhibits_by_receiver on exhibits (offered_to) where offered_to is not null;
create index exhibits_by_reading on exhibits (reread_at, id);

create table custody_events (
    id {UUID} not null primary key,
    exhibit_id {UUID} not null references exhibits (id),
    position {INT} not null,
    at {INT} not null,
    kind {TEXT} not null,
    person {UUID},
    quality {TEXT} not null,
    place {TEXT} not null,
    tool {TEXT} not null,
    tool_version {TEXT} not null,
    reason {TEXT} not null,
    detail {TEXT} not null,
    sha256 {BLOB},
    previous {BLOB} not null,
    digest {BLOB} not null,
    constraint custody_events_in_order unique (exhibit_id, position)
) {STRICT};

create table custody_notes (
    exhibit_id {UUID} not null references exhibits (id),
    item {TEXT} not null,
    answer {TEXT} not null,
    words {TEXT} not null,
    noted_at {INT} not null,
    noted_by {UUID},
    primary key (exhibit_id, item)
) {STRICT};

create table custody_challenges (
    id {UUID} not null primary key,
    exhibit_id {UUID} not null references exhibits (id),
    made_at {INT} not null,
    made_by {TEXT} not null,
    ground {TEXT} not null,
    noted_by {UUID},
    outcome {TEXT},
    settled_at {INT},
    settled_by {UUID},
    decision {TEXT}
) {STRICT};

create index custody_challenges_by_exhibit on custody_challenges (exhibit_id, made_at);

create table incidents (
    id {UUID} not null primary key,
    exhibit_id {UUID} not null,
    complaint_id {UUID} not null,
    cause {TEXT} not null,
    met_in {TEXT} not null,
    met_by {UUID},
    opened_at {INT} not null,
    expected {BLOB},
    seen {BLOB},
    outcome {TEXT},
    decided_at {INT},
    decided_by {UUID},
    decision {TEXT}
) {STRICT};

create index incidents_by_exhibit on incidents (exhibit_id, opened_at);
create index incidents_open on incidents (opened_at) where decided_at is null;
