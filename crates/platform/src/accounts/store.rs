//! All SQL of accounts and sessions. Owns the tables `accounts`, `account_roles`, `sessions`.

crate::statements! {
    /// One account.
    INSERT = "insert into accounts (id, login, password_hash, display_name, unit, created_at)
        values ($1, $2, $3, $4, $5, $6)";
    /// One role of one account.
    INSERT_ROLE = "insert into account_roles (account_id, role) values ($1, $2)
        on conflict do nothing";
    /// The password of an account that can sign in.
    PASSWORD = "select password_hash from accounts where id = $1 and disabled_at is null";
    /// An account that can sign in.
    BY_LOGIN = "select id, password_hash from accounts where login = $1 and disabled_at is null";
    /// One account with its roles, a row each.
    WITH_ROLES = "select a.login, a.display_name, a.unit, r.role
        from accounts a join account_roles r on r.account_id = a.id
        where a.id = $1 and a.disabled_at is null order by r.role";
    /// All of them, a row for each role.
    LIST = "select a.id, a.login, a.display_name, a.unit, r.role
        from accounts a join account_roles r on r.account_id = a.id
        where a.disabled_at is null order by a.unit, a.display_name, a.id, r.role limit 10000";
    /// The names of every account there ever was: what somebody did outlives the account.
    NAMES = "select id, display_name from accounts";
    /// One session.
    INSERT_SESSION = "insert into sessions (mark, account_id, purpose, created_at, idle_until, ends_at, how,
        id, network, browser, proven_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $4)";
    /// When the person behind a session was last proven.
    PROVEN = "select coalesce(proven_at, created_at) as at from sessions where mark = $1";
    /// They are proven anew.
    RENEW_PROOF = "update sessions set proven_at = $2 where mark = $1";
    /// Whether an account has this digest: that of no password, where a provider made it.
    HAS_DIGEST = "select 1 as one from accounts where id = $1 and password_hash = $2";
    /// Another password.
    SET_PASSWORD = "update accounts set password_hash = $2 where id = $1";
    /// A session still open.
    SESSION = "select account_id, purpose, idle_until from sessions
        where mark = $1 and idle_until > $2 and ends_at > $2";
    /// Moves the idle end.
    KEEP_SESSION = "update sessions set idle_until = $2 where mark = $1";
    /// Another purpose from now on.
    SET_PURPOSE = "update sessions set purpose = $2 where mark = $1";
    /// Those of one account, newest first.
    OPEN_OF = "select s.id, s.account_id, s.mark, s.created_at, s.how, s.network, s.browser, a.display_name
        from sessions s join accounts a on a.id = s.account_id
        where s.id is not null and s.idle_until > $1 and s.ends_at > $1 and s.account_id = $2
        order by s.created_at desc, s.id limit 1000";
    /// Those of everybody, by name.
    OPEN = "select s.id, s.account_id, s.mark, s.created_at, s.how, s.network, s.browser, a.display_name
        from sessions s join accounts a on a.id = s.account_id
        where s.id is not null and s.idle_until > $1 and s.ends_at > $1
        order by a.display_name, s.created_at desc, s.id limit 1000";
    /// Whose one is.
    OWNER = "select account_id from sessions where id = $1";
    /// Ends one of an account.
    END_OWN = "delete from sessions where id = $1 and account_id = $2";
    /// Ends those of an account, but one.
    END_OTHERS = "delete from sessions where account_id = $1 and mark <> $2";
    /// Ends one.
    END_SESSION = "delete from sessions where mark = $1";
    /// An account, open or closed.
    ANY_BY_LOGIN = "select id, disabled_at from accounts where login = $1";
    /// Its person opens nothing any more.
    CLOSE = "update accounts set disabled_at = $2 where id = $1";
    /// Its person opens again what they did.
    REOPEN = "update accounts set disabled_at = null where id = $1";
    /// Another unit.
    SET_UNIT = "update accounts set unit = $2 where id = $1";
    /// The unit of an account, open or closed.
    UNIT = "select unit from accounts where id = $1";
    /// It signed in.
    SIGNED_IN = "update accounts set signed_in_at = $2 where id = $1";
    /// Every account that there is, or one, open ones first, with a row for each role.
    STANDING = "select a.id, a.login, a.display_name, a.unit, a.created_at, a.disabled_at, a.signed_in_at, r.role,
            (select count(*) from account_totp t where t.account_id = a.id and t.confirmed_at is not null) as applications,
            (select count(*) from account_passkeys p where p.account_id = a.id) as passkeys
        from accounts a join account_roles r on r.account_id = a.id
        where (a.id = $1 or $1 is null)
        order by case when a.disabled_at is null then 0 else 1 end, a.unit, a.display_name, a.id, r.role limit 10000";
    /// Ends every session of an account.
    END_SESSIONS_OF = "delete from sessions where account_id = $1";
    /// Whether an open account administers the installation.
    ADMINISTERS = "select count(*) as n from accounts a join account_roles r on r.account_id = a.id
        where a.id = $1 and r.role = 'administrator' and a.disabled_at is null";
    /// How many others do.
    OTHER_ADMINISTRATORS = "select count(*) as n from accounts a join account_roles r on r.account_id = a.id
        where a.id <> $1 and r.role = 'administrator' and a.disabled_at is null";
    /// The roles of one account.
    ROLES_OF = "select role from account_roles where account_id = $1 order by role";
    /// Takes them all.
    DELETE_ROLES = "delete from account_roles where account_id = $1";
}
