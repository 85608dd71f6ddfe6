//! All SQL of passkeys. Owns the tables `account_passkeys`, `passkey_questions`.

crate::statements! {
    /// Keeps a passkey.
    INSERT = "insert into account_passkeys (id, account_id, credential, kept, name, created_at)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
    /// Those of an account, oldest first.
    OF = "select id, credential, name, created_at, used_at from account_passkeys
        where account_id = $1 order by created_at, id limit 100";
    /// How many an account has.
    COUNT = "select count(*) as n from account_passkeys where account_id = $1";
    /// The one that answers, of the account that it says.
    ONE = "select kept from account_passkeys where credential = $1 and account_id = $2";
    /// It answered: what it counts is kept.
    USED = "update account_passkeys set kept = $3, used_at = $4 where credential = $1 and account_id = $2";
    /// Forgets one of an account.
    FORGET = "delete from account_passkeys where id = $1 and account_id = $2";
    /// Forgets all of an account.
    FORGET_ALL = "delete from account_passkeys where account_id = $1";
    /// Keeps a question until it is answered.
    ASK = "insert into passkey_questions (id, kind, account_id, password_wrong, state, ends_at)
        values ($1, $2, $3, $4, $5, $6)";
    /// A question that may still be answered.
    QUESTION = "select account_id, password_wrong, state from passkey_questions
        where id = $1 and kind = $2 and ends_at > $3";
    /// It is answered, once.
    ANSWERED = "delete from passkey_questions where id = $1";
    /// Those that nobody answered.
    OVER = "delete from passkey_questions where ends_at <= $1";
}
