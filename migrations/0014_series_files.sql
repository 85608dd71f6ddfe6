-- Files of series, and their annexes of identities: asked for by one person under that person's
-- rights, frozen then, and given to nobody else. `content` is what the paper says until its PDF is
-- made; it is emptied then.
create table series_files (
    id {UUID} not null primary key,
    series_id {UUID} not null references series (id),
    number {INT} not null,
    document {TEXT} not null,
    lang {TEXT} not null,
    frozen_at {INT} not null,
    made_by {UUID} not null,
    motive {TEXT} not null,
    content {TEXT} not null,
    payload {BLOB} not null,
    signature {BLOB} not null,
    key_id {TEXT} not null,
    verification_mark {BLOB} not null,
    pdf_sha256 {BLOB},
    pdf_bytes {INT},
    pdf_pages {INT},
    rendered_at {INT},
    constraint series_files_one_of_a_kind unique (series_id, number, document),
    constraint series_files_verification_is_unique unique (verification_mark)
) {STRICT};
