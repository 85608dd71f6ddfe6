//! SQL of the measures only: large things made of complaints that are there.

faisceau_platform::statements! {
    /// How many complaints are stored.
    COUNT = "select count(*) as n from complaints";
    /// What the linker would have found of the value that all bear.
    CLASS = "insert into value_classes (key_id, kind, link_key, class, reason, users, first_at, last_at,
            bits, corroborated, parameters)
        values ($1, 'email', 'tous@exemple.fr', 'link', 'agrees', $2, $3, $3, 900, $2, '2')";
    /// Jobs whose time has come, held by a worker or not.
    TO_DO = "select count(*) as n from jobs where state <> 'dead' and run_at <= $1";
    /// A series.
    SERIES = "insert into series (id, reference, formed_at, changed_at, size, parameters)
        values ($1, $2, $3, $3, $4, '2')";
    /// Its members: so many complaints, from some place on.
    MEMBERS = "insert into series_members (complaint_id, series_id, joined_at, received_at, unit,
            amount_minor, currency)
        select c.id, $1, $2, coalesce(c.received_at, c.filed_at), c.unit, c.amount_minor, c.currency
        from (select * from complaints order by id limit $3 offset $4) c where true
        on conflict (complaint_id) do update set series_id = excluded.series_id";
    /// What they lost.
    LOSSES = "insert into series_losses (series_id, currency, complaints, amount_minor)
        select series_id, currency, count(*), cast(sum(amount_minor) as bigint)
        from series_members where series_id = $1 and currency is not null
            and amount_minor is not null
        group by series_id, currency";
    /// The complaints.
    COMPLAINTS = "select id from complaints order by id";
    /// Steps of custody by pages, read and no more.
    STEPS_AFTER = "select id, exhibit_id, position, at, kind, person, quality, place, tool, tool_version, reason, detail,
            previous, digest
        from custody_events where id > $1 order by id limit $2";
}
