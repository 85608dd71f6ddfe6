-- Trusted time: the digests of what is issued, batch by batch under one Merkle root, and what each authority
-- answered about that root (RFC 3161, the answer as it came). What is erased leaves the hash of its digest
-- in its batch, so that the proofs of the others stand.
create table time_batches (
    id {UUID} not null primary key,
    made_at {INT} not null,
    size {INT} not null,
    root {BLOB} not null
) {STRICT};

create index time_batches_by_time on time_batches (made_at, id);

create table time_digests (
    batch_id {UUID} not null references time_batches (id),
    position {INT} not null,
    kind {TEXT} not null,
    subject {UUID},
    case_id {UUID},
    digest {BLOB},
    leaf {BLOB} not null,
    primary key (batch_id, position),
    constraint time_digests_once unique (digest, kind)
) {STRICT};

create index time_digests_by_case on time_digests (case_id);

create table time_tokens (
    batch_id {UUID} not null references time_batches (id),
    authority {TEXT} not null,
    asked {INT} not null,
    next_at {INT} not null,
    why {TEXT} not null default '',
    answer {BLOB},
    stamped_at {INT},
    held_at {INT},
    primary key (batch_id, authority)
) {STRICT};

create index time_tokens_by_turn on time_tokens (authority, next_at);

-- What was kept lately is looked for by its time.
create index receipts_by_rendering on receipts (rendered_at);
create index series_files_by_rendering on series_files (rendered_at);
