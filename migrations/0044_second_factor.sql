-- A second factor of staff: the secret of an application of codes, sealed under the server's key, and
-- recovery codes as keyed marks. The last step taken keeps a code from opening twice.

create table account_totp (
    account_id {UUID} not null primary key references accounts (id),
    sealed {BLOB} not null,
    begun_at {INT} not null,
    confirmed_at {INT},
    last_step {INT} not null
) {STRICT};

create table account_recovery (
    account_id {UUID} not null references accounts (id),
    mark {BLOB} not null,
    used_at {INT},
    primary key (account_id, mark)
) {STRICT};
