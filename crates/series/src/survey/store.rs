//! SQL of the survey of a series that both databases read alike. Reads only.

faisceau_platform::statements! {
    /// Complaints of a series under a filter, those received last first: the index of members
    /// gives them in that order, so that a large series costs no more than what is read.
    SURVEYED = "select c.id, c.reference, c.form_type, m.received_at,
            c.occurred_at, c.amount_minor, c.currency, c.unit, m.joined_at, m.standing,
            c.channel, c.answers
        from series_members m join v_complaints c on c.id = m.complaint_id
        where m.series_id = $1
          and m.received_at >= $2 and m.received_at < $3
          and (cast($4 as bigint) is null or c.amount_minor >= $4)
          and (cast($5 as text) is null or exists (select 1 from identifier_uses u
              where u.subject = c.id and u.kind = $5 and u.role in ('offender', 'unknown')))
        order by m.received_at desc, m.complaint_id desc limit $6";
    /// The values that complaints of both series use, with how many of each do.
    SHARED_BETWEEN = "select v.key_id, v.kind, v.link_key, v.class, v.reason, v.list, v.users, v.bits,
            v.corroborated, v.first_at, v.last_at, a.uses as here, b.uses as there
        from (select u.key_id, count(distinct u.subject) as uses
              from series_members m join identifier_uses u on u.subject = m.complaint_id
              where m.series_id = $1 and u.subject_kind = 'complaint'
                and u.role in ('offender', 'unknown') group by u.key_id) a
        join (select u.key_id, count(distinct u.subject) as uses
              from series_members m join identifier_uses u on u.subject = m.complaint_id
              where m.series_id = $2 and u.subject_kind = 'complaint'
                and u.role in ('offender', 'unknown') group by u.key_id) b on b.key_id = a.key_id
        join value_classes v on v.key_id = a.key_id
        order by case v.class when 'link' then 0 else 1 end, a.uses + b.uses desc, v.key_id
        limit $3";
}
