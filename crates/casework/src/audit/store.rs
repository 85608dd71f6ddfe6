//! SQL of what auditors look at, draw and take out. Owns the tables `charges`, `audit_draws`, `audit_samples` and `audit_exports`;
//! reads the journal through views, which hold nobody's words.

faisceau_platform::statements! {
    /// Somebody is in charge from now on.
    BEGIN_CHARGE = "insert into charges (id, complaint_id, account_id, since, until) values ($1, $2, $3, $4, null)";
    /// Who was in charge is so no more.
    END_CHARGE = "update charges set until = $2 where complaint_id = $1 and until is null";
    /// A complaint is gone.
    FORGET_CHARGES = "delete from charges where complaint_id = $1";
    /// What each account did, by quarters of an hour.
    QUARTERS = "select actor, at / 900000 as span, count(*) as n from v_staff_entries
        where at >= $1 and at < $2 group by actor, at / 900000 order by actor, at / 900000 limit $3";
    /// Different things each account opened, by hours.
    HOURS = "select actor, at / 3600000 as span, count(distinct subject) as n from v_consultations
        where at >= $1 and at < $2 group by actor, at / 3600000 order by actor, at / 3600000 limit $3";
    /// Different things each account opened, by days.
    DAYS = "select actor, at / 86400000 as span, count(distinct subject) as n from v_consultations
        where at >= $1 and at < $2 group by actor, at / 86400000 order by actor, at / 86400000 limit $3";
    /// One thing opened again by one account.
    AGAIN = "select actor, subject_kind, subject, count(*) as n, min(at) as first_at, max(at) as last_at
        from v_openings where at >= $1 and at < $2
        group by actor, subject_kind, subject having count(*) >= $3
        order by count(*) desc, actor, subject limit $4 offset $5";
    /// One thing opened by many accounts.
    MANY = "select subject_kind, subject, count(distinct actor) as readers, count(*) as n,
            min(at) as first_at, max(at) as last_at
        from v_openings where at >= $1 and at < $2
        group by subject_kind, subject having count(distinct actor) >= $3
        order by count(distinct actor) desc, count(*) desc, subject limit $4 offset $5";
    /// Complaints of another unit, opened by who was not in charge of them at that instant.
    APART = "select e.actor, count(*) as n, count(distinct e.subject) as things,
            min(e.at) as first_at, max(e.at) as last_at
        from v_openings e
        join v_complaints c on c.id = e.subject
        join v_account_units a on a.account_id = e.actor
        where e.at >= $1 and e.at < $2 and e.subject_kind = 'complaint' and c.unit <> '' and c.unit <> a.unit
          and not exists (select 1 from charges h
              where h.complaint_id = e.subject and h.account_id = e.actor and h.since <= e.at
                and (h.until is null or h.until > e.at))
        group by e.actor order by count(*) desc, e.actor limit $3 offset $4";
    /// Complaints each account opened.
    OPENED = "select actor, count(*) as n from v_openings
        where at >= $1 and at < $2 and subject_kind = 'complaint' group by actor";
    /// How many consultations a period holds.
    AMONG = "select count(*) as n from v_consultations where at >= $1 and at < $2";
    /// The one at a place of the period, from 0.
    PICK = "select id, actor from v_consultations where at >= $1 and at < $2 order by at, id limit 1 offset $3";
    /// Keeps a draw.
    INSERT_DRAW = "insert into audit_draws (id, made_at, made_by, reason, from_at, until_at, seed, among)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Asks for an access to be explained.
    INSERT_SAMPLE = "insert into audit_samples (id, draw_id, place, journal_id, account_id, asked_at, verdict_reason)
        values ($1, $2, $3, $4, $5, $6, '')";
    /// One draw.
    DRAW = "select id, made_at, made_by, reason, from_at, until_at, seed, among from audit_draws where id = $1";
    /// The draws, the latest first, with what became of them.
    DRAWS = "select d.id, d.made_at, d.made_by, d.reason, d.from_at, d.until_at, d.seed, d.among,
            (select count(*) from audit_samples s where s.draw_id = d.id) as asked,
            (select count(*) from audit_samples s where s.draw_id = d.id and s.answered_at is not null) as answered,
            (select count(*) from audit_samples s where s.draw_id = d.id and s.verdict is not null) as judged
        from audit_draws d order by d.made_at desc, d.id desc limit $1";
    /// What a draw asked.
    SAMPLES = "select s.id, s.account_id, s.asked_at, s.answer, s.answered_at, s.verdict, s.verdict_reason,
            e.at, e.action, e.subject_kind, e.subject, e.purpose
        from audit_samples s join v_staff_entries e on e.id = s.journal_id
        where s.draw_id = $1 order by s.place limit $2";
    /// What is asked of an account, what waits first.
    ASKED_OF = "select s.id, s.account_id, s.asked_at, s.answer, s.answered_at, s.verdict, s.verdict_reason,
            e.at, e.action, e.subject_kind, e.subject, e.purpose
        from audit_samples s join v_staff_entries e on e.id = s.journal_id
        where s.account_id = $1
        order by case when s.answered_at is null then 0 else 1 end, s.asked_at desc, s.id limit $2";
    /// How much waits for an account.
    WAITING_OF = "select count(*) as n from audit_samples where account_id = $1 and answered_at is null";
    /// One access asked.
    SAMPLE = "select account_id, answered_at, verdict, draw_id from audit_samples where id = $1";
    /// Its reader's words, once.
    ANSWER = "update audit_samples set answer = $2, answered_at = $3 where id = $1 and answered_at is null";
    /// The auditor's word on them, once.
    JUDGE = "update audit_samples set verdict = $2, verdict_reason = $3, verdict_at = $4, verdict_by = $5
        where id = $1 and answered_at is not null and verdict is null";
    /// Entries of a period, of an account or about a thing where these are given, in the order of time.
    ENTRIES = "select id, at, actor_kind, actor, purpose, action, subject_kind, subject, digest
        from v_chained
        where at >= $1 and at < $2 and (actor = $3 or $3 is null) and (subject = $4 or $4 is null)
        order by at, id limit $5";
    /// Keeps what was taken out.
    INSERT_EXPORT = "insert into audit_exports (id, made_at, made_by, reason, from_at, until_at, account_id, subject,
            entries, csv_sha256, json_sha256)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// One of them.
    EXPORT = "select id, made_at, made_by, reason, from_at, until_at, account_id, subject, entries, csv_sha256, json_sha256
        from audit_exports where id = $1";
    /// All of them, the latest first.
    EXPORTS = "select id, made_at, made_by, reason, from_at, until_at, account_id, subject, entries, csv_sha256, json_sha256
        from audit_exports order by made_at desc, id desc limit $1";
}
