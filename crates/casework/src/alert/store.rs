//! SQL of alerts: `alerts`, `alert_readings`, `alert_mutes`, `series_looks`. Series and complaints are
//! read through views.

faisceau_platform::statements! {
    /// Tells something, once.
    RAISE = "insert into alerts (id, mark, kind, raised_at, series_id, watch_id, complaint_id,
            identifier_id, role, to_account, to_unit, figures)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (mark) do nothing";
    /// What was told under a mark.
    BY_MARK = "select id, figures from alerts where mark = $1";
    /// The same thing is told anew: with other figures, now.
    RENEW = "update alerts set figures = $2, raised_at = $3 where id = $1";
    /// The same thing stands with other figures, and nobody needs to be told again.
    CORRECT = "update alerts set figures = $2 where id = $1";
    /// Nobody read it any more.
    FORGET_READINGS = "delete from alert_readings where alert_id = $1";
    /// It is told no more.
    WITHDRAW = "delete from alerts where id = $1";
    /// What is told of a series.
    OF_SERIES = "select id, mark from alerts where series_id = $1";
    /// It is told of another series from now on.
    MOVE = "update alerts set series_id = $2, mark = $3 where id = $1";
    /// Alerts for a person of a unit, the latest first.
    LIST = "select a.id, a.kind, a.raised_at, a.series_id, a.watch_id, a.complaint_id, a.identifier_id,
            a.role, a.to_account, a.to_unit, a.figures, r.read_at, s.reference, s.ended_at
        from alerts a
        left join alert_readings r on r.alert_id = a.id and r.account_id = $1
        left join v_series s on s.id = a.series_id
        where (a.to_account = $1 or (a.to_account is null and (a.to_unit is null or a.to_unit = $2)))
          and not exists (select 1 from alert_mutes m
              where m.account_id = $1 and m.series_id = a.series_id)
          and (cast($3 as bigint) = 0 or r.read_at is null)
          and (cast($4 as bigint) is null or a.raised_at < $4 or (a.raised_at = $4 and a.id < $5))
        order by a.raised_at desc, a.id desc limit $6";
    /// One of them.
    ONE = "select a.id, a.kind, a.raised_at, a.series_id, a.watch_id, a.complaint_id, a.identifier_id,
            a.role, a.to_account, a.to_unit, a.figures, r.read_at, s.reference, s.ended_at
        from alerts a
        left join alert_readings r on r.alert_id = a.id and r.account_id = $1
        left join v_series s on s.id = a.series_id
        where a.id = $3
          and (a.to_account = $1 or (a.to_account is null and (a.to_unit is null or a.to_unit = $2)))";
    /// A person read it.
    READ = "insert into alert_readings (alert_id, account_id, read_at) values ($1, $2, $3)
        on conflict (alert_id, account_id) do nothing";
    /// A person wants to hear no more of a series.
    MUTE = "insert into alert_mutes (account_id, series_id, reason, muted_at) values ($1, $2, $3, $4)
        on conflict (account_id, series_id) do nothing";
    /// A person wants to hear of it again.
    UNMUTE = "delete from alert_mutes where account_id = $1 and series_id = $2";
    /// The series a person wants to hear no more of.
    MUTED = "select m.series_id, m.reason, m.muted_at, s.reference
        from alert_mutes m join v_series s on s.id = m.series_id
        where m.account_id = $1 order by m.muted_at desc limit 200";
    /// A series is to be looked at.
    ASK_LOOK = "insert into series_looks (series_id, asked_at) values ($1, $2)
        on conflict (series_id) do nothing";
    /// It is being looked at: what changes from now on asks again.
    TAKE_LOOK = "delete from series_looks where series_id = $1";
    /// A series counted: all, since an instant, between another and that one. Ranges of an index,
    /// whatever its size.
    SEEN = "select s.size as complaints,
            (select count(*) from v_series_members m
                where m.series_id = s.id and m.received_at > $2) as recent,
            (select count(*) from v_series_members m
                where m.series_id = s.id and m.received_at > $3 and m.received_at <= $2) as earlier,
            (select min(m.received_at) from v_series_members m where m.series_id = s.id) as first_at
        from v_series s where s.id = $1";
    /// What its complaints lost, by currency.
    LOSSES = "select currency, amount_minor from v_series_losses
        where series_id = $1 and complaints > 0";
    /// The units that have complaints of a series, leaping in their index from one to the next.
    UNITS = "with recursive leap (unit) as (
            select min(m.unit) from v_series_members m where m.series_id = $1 and m.unit > ''
            union all
            select (select min(m.unit) from v_series_members m
                where m.series_id = $1 and m.unit > '' and m.unit > leap.unit)
            from leap where leap.unit is not null)
        select unit from leap where unit is not null limit $2";
    /// Of how many complaints of a series somebody is in charge.
    IN_CHARGE = "select count(*) as n from assignments a join v_series_members m on m.complaint_id = a.complaint_id
        where m.series_id = $1 and a.account_id = $2";
    /// What is told of an appendix and of its case alike.
    TOLD_OF_BOTH = "select a.id from alerts a where a.complaint_id = $2 and exists (
        select 1 from alerts b where b.complaint_id = $1 and b.kind = a.kind and b.watch_id = a.watch_id)";
    /// What staff say of the person behind a value.
    PERSON = "select quality, ground, origin, figures, said_by, said_at from v_value_qualities
        where key_id = $1";
    /// What is told of a complaint that is erased.
    OF_COMPLAINT = "select id from alerts where complaint_id = $1";
}
