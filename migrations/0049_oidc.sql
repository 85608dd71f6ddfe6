-- Sign-in by OpenID providers: what is under way, who is known, what sessions end with, and the mappings there were.

create table oidc_attempts (
    state {BLOB} not null primary key,
    browser {BLOB} not null,
    provider {TEXT} not null,
    back {TEXT} not null,
    expires_at {INT} not null
) {STRICT};

create table oidc_subjects (
    mark {BLOB} not null primary key,
    provider {TEXT} not null,
    account_id {UUID} not null references accounts (id),
    made {INT} not null,
    bound_at {INT} not null
) {STRICT};

create index oidc_subjects_by_account on oidc_subjects (account_id);

create table oidc_sessions (
    mark {BLOB} not null primary key,
    provider {TEXT} not null,
    id_token {TEXT} not null,
    ends_at {INT} not null
) {STRICT};

create table oidc_mappings (
    id {UUID} not null primary key,
    provider {TEXT} not null,
    digest {BLOB} not null,
    rules {TEXT} not null,
    since {INT} not null
) {STRICT};

create index oidc_mappings_by_provider on oidc_mappings (provider, since);
