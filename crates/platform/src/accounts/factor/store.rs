//! All SQL of second factors. Owns the tables `account_totp`, `account_recovery`.

crate::statements! {
    /// The secret of an account, whether it counts, and the last step taken.
    TOTP = "select sealed, confirmed_at, last_step from account_totp where account_id = $1";
    /// A secret drawn and not confirmed.
    BEGUN = "select sealed from account_totp where account_id = $1 and confirmed_at is null";
    /// Draws one, in place of one that does not count yet.
    DRAW = "insert into account_totp (account_id, sealed, begun_at, last_step)
        values ($1, $2, $3, 0)
        on conflict (account_id) do update set sealed = $2, begun_at = $3
        where account_totp.confirmed_at is null";
    /// From now on it counts; the step that proved it is taken.
    CONFIRM = "update account_totp set confirmed_at = $2, last_step = $3
        where account_id = $1 and confirmed_at is null";
    /// Takes a step, once.
    SPEND_STEP = "update account_totp set last_step = $2
        where account_id = $1 and last_step < $2 and confirmed_at is not null";
    /// Forgets a secret.
    FORGET = "delete from account_totp where account_id = $1";
    /// One recovery code.
    INSERT_RECOVERY = "insert into account_recovery (account_id, mark) values ($1, $2)";
    /// Takes a recovery code, once.
    SPEND_RECOVERY = "update account_recovery set used_at = $3
        where account_id = $1 and mark = $2 and used_at is null";
    /// How many were not used.
    RECOVERY_LEFT = "select count(*) as n from account_recovery
        where account_id = $1 and used_at is null";
    /// Forgets them all.
    FORGET_RECOVERY = "delete from account_recovery where account_id = $1";
}
