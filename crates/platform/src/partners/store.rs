//! All SQL of partners and their keys. Owns the tables `partners`, `partner_keys`.

crate::statements! {
    /// A partner.
    INSERT = "insert into partners (id, name, created_at) values ($1, $2, $3)";
    /// A partner by its name.
    BY_NAME = "select id from partners where name = $1";
    /// A key of it.
    INSERT_KEY = "insert into partner_keys (id, partner_id, mark, created_at) values ($1, $2, $3, $4)";
    /// A key still good, by id.
    KEY = "select partner_id from partner_keys where id = $1 and revoked_at is null";
    /// It opens nothing from now on.
    REVOKE_KEY = "update partner_keys set revoked_at = $2 where id = $1";
    /// The partner of a key still good.
    OF_KEY = "select s.id, s.name from partner_keys k join partners s on s.id = k.partner_id
        where k.mark = $1 and k.revoked_at is null";
    /// Every key.
    LIST = "select s.name, k.id, k.created_at, k.revoked_at
        from partner_keys k join partners s on s.id = k.partner_id
        order by s.name, k.created_at, k.id limit 10000";
}
