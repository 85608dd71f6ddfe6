//! All SQL of sign-ins by a provider. Owns the tables `oidc_attempts`, `oidc_subjects`, `oidc_sessions` and
//! `oidc_mappings`.

crate::statements! {
    /// A sign-in under way.
    BEGIN = "insert into oidc_attempts (state, browser, provider, back, expires_at)
        values ($1, $2, $3, $4, $5)";
    /// Takes it, once.
    TAKE = "delete from oidc_attempts where state = $1
        returning browser, provider, back, expires_at";
    /// Forgets those nobody came back for.
    FORGET = "delete from oidc_attempts where expires_at < $1";
    /// The account of a subject.
    SUBJECT = "select account_id, made from oidc_subjects where mark = $1";
    /// Binds a subject to an account.
    BIND = "insert into oidc_subjects (mark, provider, account_id, made, bound_at)
        values ($1, $2, $3, $4, $5)";
    /// What an account is now.
    SET_UNIT = "update accounts set unit = $2, display_name = $3 where id = $1";
    /// Takes its roles away.
    DROP_ROLES = "delete from account_roles where account_id = $1";
    /// The identity token of a session, for its end.
    KEEP_TOKEN = "insert into oidc_sessions (mark, provider, id_token, ends_at)
        values ($1, $2, $3, $4)";
    /// Takes it.
    TAKE_TOKEN = "delete from oidc_sessions where mark = $1 returning provider, id_token";
    /// What is kept of the visit of a victim, as long as it lasts.
    VISIT = "select id_token from oidc_sessions where mark = $1 and ends_at > $2";
    /// Forgets those of sessions that ended.
    FORGET_TOKENS = "delete from oidc_sessions where ends_at < $1";
    /// The mapping of a provider that was in force last.
    MAPPING = "select digest from oidc_mappings where provider = $1 order by since desc, id desc limit 1";
    /// Another is in force.
    SET_MAPPING = "insert into oidc_mappings (id, provider, digest, rules, since)
        values ($1, $2, $3, $4, $5)";
}
