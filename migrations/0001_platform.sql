-- What stands under every capability. Tokens in braces are replaced for each database.
-- Instants are milliseconds since 1970, booleans are 0 or 1.

create table accounts (
    id {UUID} not null primary key,
    login {TEXT} not null,
    password_hash {TEXT} not null,
    display_name {TEXT} not null,
    unit {TEXT} not null,
    created_at {INT} not null,
    disabled_at {INT},
    constraint accounts_login_is_unique unique (login)
) {STRICT};

create table account_roles (
    account_id {UUID} not null references accounts (id),
    role {TEXT} not null,
    primary key (account_id, role)
) {STRICT};

create table sessions (
    mark {BLOB} not null primary key,
    account_id {UUID} not null references accounts (id),
    purpose {TEXT} not null,
    created_at {INT} not null,
    idle_until {INT} not null,
    ends_at {INT} not null
) {STRICT};

create table journal (
    id {UUID} not null primary key,
    at {INT} not null,
    actor_kind {TEXT} not null,
    actor {UUID},
    purpose {TEXT},
    reason {TEXT} not null,
    action {TEXT} not null,
    subject_kind {TEXT} not null,
    subject {UUID},
    detail {TEXT} not null,
    digest {BLOB} not null,
    sealed_at {INT}
) {STRICT};

create index journal_unsealed on journal (id) where sealed_at is null;
create index journal_by_subject on journal (subject, at);
create index journal_by_time on journal (at);

create table journal_seals (
    position {INT} not null primary key,
    journal_id {UUID} not null,
    head {BLOB} not null,
    constraint journal_seals_seal_once unique (journal_id)
) {STRICT};

create table seals (
    position {INT} not null primary key,
    head {BLOB} not null,
    sealed_at {INT} not null,
    fence {INT} not null
) {STRICT};

create table leases (
    name {TEXT} not null primary key,
    holder {UUID} not null,
    held_until {INT} not null,
    fence {INT} not null
) {STRICT};

create table events (
    id {UUID} not null primary key,
    at {INT} not null,
    kind {TEXT} not null,
    version {INT} not null,
    subject_kind {TEXT} not null,
    subject {UUID} not null,
    payload {TEXT} not null
) {STRICT};

create index events_by_subject on events (subject);

create table jobs (
    id {UUID} not null primary key,
    kind {TEXT} not null,
    subject {UUID},
    payload {TEXT} not null,
    priority {INT} not null,
    run_at {INT} not null,
    state {TEXT} not null default 'due',
    attempts {INT} not null default 0,
    leased_until {INT},
    last_error {TEXT},
    created_at {INT} not null
) {STRICT};

create index jobs_to_claim on jobs (priority, run_at) where state <> 'dead';

create table files (
    id {UUID} not null primary key,
    case_id {UUID} not null,
    name {TEXT} not null,
    sha256 {BLOB} not null,
    bytes {INT} not null,
    media_type {TEXT} not null,
    received_at {INT} not null
) {STRICT};

create index files_by_case on files (case_id);
