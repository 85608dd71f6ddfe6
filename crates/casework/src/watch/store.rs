//! SQL of the table `watches`, and of what is told of them. Values are read through a view.

faisceau_platform::statements! {
    /// Keeps a value that a person wants to be told of.
    KEEP = "insert into watches (id, account_id, unit, kind, canonical, identifier_id, key_id, typed,
            reason, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (account_id, key_id) do nothing";
    /// The values of a person, the latest first.
    OF_ACCOUNT = "select id, account_id, unit, kind, canonical, identifier_id, key_id, typed, reason,
            created_at, expires_at
        from watches where account_id = $1 order by created_at desc, id desc limit $2";
    /// One of them.
    ONE = "select id, account_id, unit, kind, canonical, identifier_id, key_id, typed, reason,
            created_at, expires_at
        from watches where account_id = $1 and id = $2";
    /// How many a person has.
    COUNT = "select count(*) as n from watches where account_id = $1";
    /// A value is watched no more.
    REMOVE = "delete from watches where id = $1";
    /// Those whose time is over.
    OVER = "select id from watches where expires_at <= $1 order by expires_at limit $2";
    /// What was told of one.
    ALERTS = "select id from alerts where watch_id = $1";
    /// Complaints that bear a value, the latest first.
    BEARERS = "select distinct u.subject as complaint_id, u.role, c.unit
        from v_identifier_uses u join v_complaints c on c.id = u.subject
        where u.key_id = $1 and u.subject_kind = 'complaint'
        order by u.subject desc limit $2";
    /// The units that have complaints bearing a value.
    UNITS = "select distinct c.unit from v_identifier_uses u join v_complaints c on c.id = u.subject
        where u.key_id = $1 and u.subject_kind = 'complaint' and c.unit <> ''
        order by c.unit limit $2";
    /// A value, by the id of one of its forms.
    VALUE = "select kind, canonical from v_identifier_uses where identifier_id = $1 limit 1";
}
