//! SQL of the order: `priorities` and `series_pulses`. Series are read through views.

faisceau_platform::statements! {
    /// Writes what a complaint weighs.
    KEEP = "insert into priorities (complaint_id, points, lasting, own, clock, until, series_id,
            series_points, own_weighed, series_weighed, version, filed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (complaint_id) do update set points = excluded.points,
            lasting = excluded.lasting, own = excluded.own, clock = excluded.clock,
            until = excluded.until, series_id = excluded.series_id,
            series_points = excluded.series_points, own_weighed = excluded.own_weighed,
            series_weighed = excluded.series_weighed, version = excluded.version,
            filed_at = excluded.filed_at";
    /// A complaint is put in order no more.
    FORGET = "delete from priorities where complaint_id = $1";
    /// A clock that ran out weighs nothing.
    RUN_OUT = "update priorities set clock = 0, until = null, points = lasting
        where complaint_id = $1 and until <= $2";
    /// What the series of a complaint adds.
    ADDED = "select p.series_id, p.points, p.weighed from v_series_members m
        join series_pulses p on p.series_id = m.series_id where m.complaint_id = $1";
    /// What a series adds, as last looked at.
    PULSE = "select points, weighed, again_at from series_pulses where series_id = $1";
    /// What a series adds from now on.
    KEEP_PULSE = "insert into series_pulses (series_id, points, weighed, again_at)
        values ($1, $2, $3, $4)
        on conflict (series_id) do update set points = excluded.points,
            weighed = excluded.weighed, again_at = excluded.again_at";
    /// Some of its complaints that do not weigh that yet.
    UNLIKE = "select m.complaint_id from v_series_members m
        join priorities p on p.complaint_id = m.complaint_id
        where m.series_id = $1 and (p.series_id is null or p.series_id <> $1
            or p.series_points <> $2 or p.series_weighed <> $3)
        limit $4";
    /// One of them weighs that from now on.
    SPREAD = "update priorities set series_id = $1, series_points = $2, series_weighed = $3,
            lasting = own + $2, points = own + clock + $2
        where complaint_id = $4";
    /// Some complaints that left it.
    LEFT = "select p.complaint_id from priorities p
        left join v_series_members m on m.complaint_id = p.complaint_id and m.series_id = $1
        where p.series_id = $1 and m.complaint_id is null limit $2";
    /// One of them weighs nothing by it any more.
    LEAVE = "update priorities set series_id = null, series_points = 0, series_weighed = '',
            lasting = own, points = own + clock
        where complaint_id = $2 and series_id = $1";
    /// Some open complaints weighed with other weights, or not at all. Walked by id, never by state:
    /// all that are open would be sorted at each question.
    STALE = "select c.id from v_complaints c left join priorities p on p.complaint_id = c.id
        where c.state || '' in ('filed', 'asked') and (p.version is null or p.version <> $1)
          and not exists (select 1 from v_joined j where j.appendix_id = c.id)
          and c.id > $2 order by c.id limit $3";
}
