-- The complaint: answers not yet filed, complaints and reports, their receipts, messages.

create table drafts (
    id {UUID} not null primary key,
    resume_mark {BLOB} not null,
    form_type {TEXT} not null,
    form_hash {TEXT} not null,
    answers {TEXT} not null,
    urgent_done {TEXT} not null,
    lang {TEXT} not null,
    started_at {INT} not null,
    touched_at {INT} not null,
    expires_at {INT} not null,
    constraint drafts_resume_is_unique unique (resume_mark)
) {STRICT};

create index drafts_by_expiry on drafts (expires_at);

create table complaints (
    id {UUID} not null primary key,
    reference {TEXT} not null,
    nature {TEXT} not null,
    form_type {TEXT} not null,
    form_hash {TEXT} not null,
    heading {TEXT} not null,
    answers {TEXT} not null,
    urgent_done {TEXT} not null,
    channel {TEXT} not null,
    filing_mode {TEXT} not null,
    draft_mark {BLOB},
    source {TEXT},
    source_id {TEXT},
    source_digest {BLOB},
    lang {TEXT} not null,
    filed_at {INT} not null,
    received_at {INT},
    occurred_at {INT},
    amount_minor {INT},
    currency {TEXT},
    unit {TEXT} not null,
    state {TEXT} not null,
    state_at {INT} not null,
    state_by {UUID},
    state_reason {TEXT},
    follow_mark {BLOB} not null,
    constraint complaints_reference_is_unique unique (reference),
    constraint complaints_draft_is_filed_once unique (draft_mark),
    constraint complaints_source_is_taken_once unique (source, source_id)
) {STRICT};

create index complaints_by_time on complaints (filed_at, id);
create index complaints_by_state on complaints (state, filed_at, id);

create table receipts (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    document {TEXT} not null,
    issued_at {INT} not null,
    payload {BLOB} not null,
    signature {BLOB} not null,
    key_id {TEXT} not null,
    verification_mark {BLOB} not null,
    pdf_sha256 {BLOB},
    pdf_bytes {INT},
    pdf_pages {INT},
    rendered_at {INT},
    constraint receipts_one_of_a_kind unique (complaint_id, document),
    constraint receipts_verification_is_unique unique (verification_mark)
) {STRICT};

create table messages (
    id {UUID} not null primary key,
    complaint_id {UUID} not null references complaints (id),
    at {INT} not null,
    side {TEXT} not null,
    account_id {UUID},
    body {TEXT} not null,
    read_at {INT}
) {STRICT};

create index messages_by_complaint on messages (complaint_id, at);
