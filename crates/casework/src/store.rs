//! All SQL of casework that is the same on both databases. Owns `assignments`; `search_words`,
//! whose text differs, is written in `dialect.rs`. Complaints and series are read through views.

faisceau_platform::statements! {
    /// Complaints, newest first. The first four values bound the scope: everything, units,
    /// oneself, the central queue.
    NEWEST = "select c.id, c.reference, c.nature, c.form_type, c.heading, c.channel, c.source,
            c.filed_at, c.received_at, c.occurred_at, c.amount_minor, c.currency, c.unit, c.state,
            a.account_id as assignee, m.series_id, s.size as links
        from v_complaints c
        left join assignments a on a.complaint_id = c.id
        left join v_series_members m on m.complaint_id = c.id
        left join v_series s on s.id = m.series_id
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or a.account_id = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and a.account_id is null))
          and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and a.account_id = $3)
               or ($8 = 'nobody' and a.account_id is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and (cast($12 as bigint) is null or c.filed_at < $12 or (c.filed_at = $12 and c.id < $13))
        order by c.filed_at desc, c.id desc limit $14";
    /// The same, going back up.
    OLDEST = "select c.id, c.reference, c.nature, c.form_type, c.heading, c.channel, c.source,
            c.filed_at, c.received_at, c.occurred_at, c.amount_minor, c.currency, c.unit, c.state,
            a.account_id as assignee, m.series_id, s.size as links
        from v_complaints c
        left join assignments a on a.complaint_id = c.id
        left join v_series_members m on m.complaint_id = c.id
        left join v_series s on s.id = m.series_id
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or a.account_id = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and a.account_id is null))
          and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and a.account_id = $3)
               or ($8 = 'nobody' and a.account_id is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and (cast($12 as bigint) is null or c.filed_at > $12 or (c.filed_at = $12 and c.id > $13))
        order by c.filed_at, c.id limit $14";
    /// One complaint.
    CASE = "select c.id, c.reference, c.nature, c.form_type, c.heading, c.channel, c.source,
            c.filed_at, c.received_at, c.occurred_at, c.amount_minor, c.currency, c.unit, c.state,
            a.account_id as assignee, m.series_id, s.size as links
        from v_complaints c
        left join assignments a on a.complaint_id = c.id
        left join v_series_members m on m.complaint_id = c.id
        left join v_series s on s.id = m.series_id
        where c.id = $1";
    /// Its id, by its reference.
    BY_REFERENCE = "select id from v_complaints where reference = $1";
    /// What was answered, to count what is missing and to index the words.
    ANSWERS = "select form_type, heading, channel, answers from v_complaints where id = $1";
    /// The units that have complaints.
    UNITS = "select distinct unit from v_complaints where unit <> '' order by unit limit 10000";
    /// Where complaints were imported from.
    SOURCES = "select distinct source from v_complaints where source is not null
        order by source limit 200";
    /// Puts an account in charge.
    ASSIGN = "insert into assignments (complaint_id, account_id, assigned_at, assigned_by)
        values ($1, $2, $3, $4)
        on conflict (complaint_id) do update set account_id = excluded.account_id,
            assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by";
    /// Nobody is in charge any more.
    RELEASE = "delete from assignments where complaint_id = $1";
    /// The complaints in which a value appears, newest first.
    APPEARANCES = "select distinct subject as complaint_id from v_identifier_uses
        where key_id = $1 and subject_kind = 'complaint'
          and (cast($2 as bigint) = 0 or subject < $3)
        order by subject desc limit $4";
    /// Whether a value appears anywhere.
    IDENTIFIER_KNOWN = "select identifier_id from v_identifier_uses where identifier_id = $1 limit 1";
}
