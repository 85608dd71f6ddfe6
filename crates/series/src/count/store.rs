//! SQL of what series come to: `series_losses`, `series_counts` and `series_values`.

faisceau_platform::statements! {
    /// What complaints of a series lost, by currency.
    LOSSES = "select currency, amount_minor from series_losses
        where series_id = $1 and complaints > 0 order by currency";
    /// When the first and the last complaint of a series were received: the ends of an index.
    PERIOD = "select (select min(m.received_at) from series_members m where m.series_id = $1) as first_at,
            (select max(m.received_at) from series_members m where m.series_id = $1) as last_at";
    /// A series that ended lost nothing.
    FORGET_LOSSES = "delete from series_losses where series_id = $1";
    /// A complaint whose unit is not the one kept with its membership waits for the linker; so does
    /// one that the linker may be reading at this moment.
    MARK_CHARGED = "insert into linkage_pending (complaint_id, at, turn)
        select c.id, $2, 1 from v_complaints c
        where c.id = $1 and (exists (select 1 from linkage_pending p where p.complaint_id = c.id)
            or exists (select 1 from series_members m where m.complaint_id = c.id and m.unit <> c.unit))
        on conflict (complaint_id) do update set turn = linkage_pending.turn + 1";
    /// The values of a series are to be counted, unless that is asked already.
    ASK = "insert into series_counts (series_id, asked_at, complaints, took_ms) values ($1, $2, 0, 0)
        on conflict (series_id) do update set asked_at = excluded.asked_at
            where series_counts.asked_at is null";
    /// How long the last count took.
    TOOK = "select took_ms from series_counts where series_id = $1";
    /// They are being counted: what changes from now on asks again.
    TAKE = "update series_counts set asked_at = null where series_id = $1";
    /// They were counted, unless a later count was kept meanwhile or the series ended.
    KEEP_COUNT = "update series_counts set counted_at = $2, complaints = $3, took_ms = $4
        where series_id = $1 and (counted_at is null or counted_at <= $2)";
    /// The count of a series that ended.
    FORGET_COUNT = "delete from series_counts where series_id = $1";
    /// The values counted before.
    FORGET_VALUES = "delete from series_values where series_id = $1";
    /// How many complaints of a series use a value.
    KEEP_VALUE = "insert into series_values (series_id, key_id, complaints, first_at, last_at)
        values ($1, $2, $3, $4, $5)";
    /// The size of a series, when its values were last counted, and since when that is asked again.
    COUNT_OF = "select s.size, c.asked_at, c.counted_at, coalesce(c.complaints, 0) as complaints
        from series s left join series_counts c on c.series_id = s.id
        where s.id = $1";
    /// The values counted, those that link first.
    COUNTED = "select t.key_id, v.kind, v.link_key, v.class, v.reason, v.list, v.users,
            v.bits, v.corroborated, t.complaints as here, t.first_at, t.last_at
        from series_values t join value_classes v on v.key_id = t.key_id
        where t.series_id = $1
        order by case v.class when 'link' then 0 else 1 end, t.complaints desc, v.kind, v.link_key
        limit $2";
}
