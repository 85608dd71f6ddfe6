//! The statement of sums that takes a list of members.

faisceau_platform::statements! {
    /// Adds what members of a list lost to the sums of their series, or takes it away: the sign is
    /// first, one series alone may be named last.
    COUNT_LOSSES = "insert into series_losses (series_id, currency, complaints, amount_minor)
            select m.series_id, m.currency, $1 * count(*), $1 * sum(m.amount_minor)
            from series_members m
            where m.complaint_id in (select unhex(value) from json_each($2))
              and m.currency is not null and m.amount_minor is not null
              and ($3 is null or m.series_id = $3)
            group by m.series_id, m.currency
            on conflict (series_id, currency) do update
                set complaints = series_losses.complaints + excluded.complaints,
                    amount_minor = series_losses.amount_minor + excluded.amount_minor",
        postgres "insert into series_losses (series_id, currency, complaints, amount_minor)
            select m.series_id, m.currency, $1 * count(*), cast($1 * sum(m.amount_minor) as bigint)
            from series_members m
            where m.complaint_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)) t (v)))
              and m.currency is not null and m.amount_minor is not null
              and (cast($3 as uuid) is null or m.series_id = $3)
            group by m.series_id, m.currency
            order by m.series_id, m.currency
            on conflict (series_id, currency) do update
                set complaints = series_losses.complaints + excluded.complaints,
                    amount_minor = series_losses.amount_minor + excluded.amount_minor";
}
