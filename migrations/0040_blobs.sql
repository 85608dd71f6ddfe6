-- Where the bytes of files lie, with the key of each when it is encrypted, wrapped for the operator. A clear
-- object of a folder may have no row: it then bears its own name. An object goes only through
-- blob_removals, looked at again in the transaction that deletes it.

create table blobs (
    name {TEXT} not null primary key,
    object {TEXT} not null,
    wrapped {BLOB},
    bytes {INT} not null,
    touched_at {INT} not null
) {STRICT};

create unique index blobs_by_object on blobs (object);

create table blob_removals (
    object {TEXT} not null primary key,
    at {INT} not null
) {STRICT};

create index blob_removals_by_time on blob_removals (at);

-- SHA-256 of a salt and of the digest of a file. An erasure destroys the salt.

create table commitments (
    file_id {UUID} not null primary key,
    case_id {UUID} not null,
    commitment {BLOB} not null,
    salt {BLOB},
    made_at {INT} not null,
    erased_at {INT}
) {STRICT};

create index commitments_by_case on commitments (case_id);

alter table upload_parts add column wrapped {BLOB};
