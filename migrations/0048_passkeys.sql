-- Passkeys of staff (WebAuthn): what checks their signatures, never what signs; the questions put to them, each answered
-- once; and since when the person behind a session is proven.

create table account_passkeys (
    id {UUID} not null primary key,
    account_id {UUID} not null references accounts (id),
    credential {BLOB} not null unique,
    kept {TEXT} not null,
    name {TEXT} not null,
    created_at {INT} not null,
    used_at {INT}
) {STRICT};

create index account_passkeys_account on account_passkeys (account_id);

create table passkey_questions (
    id {UUID} not null primary key,
    kind {TEXT} not null,
    account_id {UUID},
    password_wrong {INT} not null,
    state {TEXT} not null,
    ends_at {INT} not null
) {STRICT};

create index passkey_questions_ends on passkey_questions (ends_at);

alter table sessions add column proven_at {INT};
