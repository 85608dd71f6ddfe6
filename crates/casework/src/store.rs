//! All SQL of casework that is the same on both databases. Owns `assignments` and
//! `urgencies`; `search_words`, whose text differs, is written in `dialect.rs`. Complaints and series are read through views.

faisceau_platform::statements! {
    /// Complaints, newest first. The first four values bound the scope: everything, units,
    /// oneself, the central queue; the next seven filter; the twelfth leaves out what weighs
    /// something at that instant.
    NEWEST = "select c.* from v_desk c
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and c.case_id is null and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and c.assignee = $3)
               or ($8 = 'nobody' and c.assignee is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and (cast($12 as bigint) is null or c.points is null
               or (c.lasting = 0 and (c.clock_until is null or c.clock_until <= $12)))
          and (cast($13 as bigint) is null or c.filed_at < $13 or (c.filed_at = $13 and c.id < $14))
        order by c.filed_at desc, c.id desc limit $15";
    /// The same, going back up.
    OLDEST = "select c.* from v_desk c
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and c.case_id is null and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and c.assignee = $3)
               or ($8 = 'nobody' and c.assignee is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and (cast($12 as bigint) is null or c.points is null
               or (c.lasting = 0 and (c.clock_until is null or c.clock_until <= $12)))
          and (cast($13 as bigint) is null or c.filed_at > $13 or (c.filed_at = $13 and c.id > $14))
        order by c.filed_at, c.id limit $15";
    /// What weighs something at the twelfth value's instant, the heaviest first, then the newest.
    URGENT = "select c.* from priorities u join v_desk c on c.id = u.complaint_id
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and c.case_id is null and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and c.assignee = $3)
               or ($8 = 'nobody' and c.assignee is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and c.points is not null and (u.lasting > 0 or u.until > $12)
          and (cast($13 as bigint) is null or u.points < $13
               or (u.points = $13 and u.filed_at < $14)
               or (u.points = $13 and u.filed_at = $14 and u.complaint_id < $15))
        order by u.points desc, u.filed_at desc, u.complaint_id desc limit $16";
    /// The same, going back up.
    LEAST_URGENT = "select c.* from priorities u join v_desk c on c.id = u.complaint_id
        where (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and c.case_id is null and (cast($5 as text) is null or c.state = $5)
          and (cast($6 as text) is null or c.form_type = $6)
          and (cast($7 as text) is null or c.unit = $7)
          and (cast($8 as text) is null or ($8 = 'me' and c.assignee = $3)
               or ($8 = 'nobody' and c.assignee is null))
          and (cast($9 as bigint) is null or c.filed_at >= $9)
          and (cast($10 as bigint) is null or c.amount_minor > $10)
          and (cast($11 as text) is null or c.source = $11)
          and c.points is not null and (u.lasting > 0 or u.until > $12)
          and (cast($13 as bigint) is null or u.points > $13
               or (u.points = $13 and u.filed_at > $14)
               or (u.points = $13 and u.filed_at = $14 and u.complaint_id > $15))
        order by u.points, u.filed_at, u.complaint_id limit $16";
    /// Writes why a complaint cannot wait.
    MARK_URGENT = "insert into urgencies (complaint_id, rank, reasons, until, filed_at)
        values ($1, $2, $3, $4, $5)
        on conflict (complaint_id) do update set rank = excluded.rank,
            reasons = excluded.reasons, until = excluded.until, filed_at = excluded.filed_at";
    /// It can wait.
    UNMARK_URGENT = "delete from urgencies where complaint_id = $1";
    /// One complaint.
    CASE = "select c.* from v_desk c where c.id = $1";
    /// Its unit.
    UNIT_OF = "select unit from v_complaints where id = $1";
    /// Its id, by its reference.
    BY_REFERENCE = "select id from v_complaints where reference = $1";
    /// What was answered, to count what is missing and to index the words; and the case, for an appendix.
    ANSWERS = "select c.form_type, c.heading, c.channel, c.answers, c.filed_at, c.state,
            c.amount_minor, c.currency, j.case_id
        from v_complaints c left join v_joined j on j.appendix_id = c.id where c.id = $1";
    /// Complaints, from the first id to the last.
    AFTER = "select id from v_complaints where id > $1 order by id limit $2";
    /// What the appendices of a case answered: what presses in them presses in the case.
    APPENDED = "select c.form_type, c.answers, c.filed_at
        from v_joined j join v_complaints c on c.id = j.appendix_id where j.case_id = $1";
    /// The units that have complaints, leaping in their index from one to the next.
    UNITS = "with recursive leap (unit) as (
            select min(unit) from v_complaints where unit > ''
            union all
            select (select min(c.unit) from v_complaints c where c.unit > leap.unit)
            from leap where leap.unit is not null)
        select unit from leap where unit is not null limit 10000";
    /// Where complaints were imported from, in the same way.
    SOURCES = "with recursive leap (source) as (
            select min(source) from v_complaints where source is not null
            union all
            select (select min(c.source) from v_complaints c where c.source > leap.source)
            from leap where leap.source is not null)
        select source from leap where source is not null limit 200";
    /// Puts an account in charge.
    ASSIGN = "insert into assignments (complaint_id, account_id, assigned_at, assigned_by)
        values ($1, $2, $3, $4)
        on conflict (complaint_id) do update set account_id = excluded.account_id,
            assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by";
    /// Nobody is in charge any more.
    RELEASE = "delete from assignments where complaint_id = $1";
    /// What an account has in charge.
    IN_CHARGE = "select complaint_id from assignments
        where account_id = $1 and complaint_id > $2 order by complaint_id limit $3";
    /// The complaints in which a value appears, newest first.
    APPEARANCES = "select distinct subject as complaint_id from v_identifier_uses
        where key_id = $1 and subject_kind = 'complaint'
          and not exists (select 1 from v_restricted r where r.complaint_id = subject)
          and (cast($2 as bigint) = 0 or subject < $3)
        order by subject desc limit $4";
    /// Whether a value appears anywhere.
    IDENTIFIER_KNOWN = "select identifier_id from v_identifier_uses where identifier_id = $1 limit 1";
    /// Searches by words since a day, by what became of them; never the words, which nothing keeps.
    WORD_SEARCHES = "select outcome, form_type, cast(sum(times) as bigint) as times
        from v_word_searches where day >= $1
        group by outcome, form_type order by 3 desc, form_type";
}
