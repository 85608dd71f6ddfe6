//! SQL of `freeze_tickets`. Complaints are read through views.

faisceau_platform::statements! {
    /// A payment worth asking the bank for; what was decided of it stays.
    KEEP = "insert into freeze_tickets (id, complaint_id, place, ask, method, paid_at, to_the_minute,
            amount_minor, currency, until)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (complaint_id, place) do update set ask = excluded.ask, method = excluded.method,
            paid_at = excluded.paid_at, to_the_minute = excluded.to_the_minute,
            amount_minor = excluded.amount_minor, currency = excluded.currency, until = excluded.until";
    /// The tickets of a complaint, in the order of its payments.
    OF_COMPLAINT = "select f.id as ticket, f.place, f.ask, f.method, f.paid_at, f.to_the_minute,
            f.amount_minor as asked_minor, f.currency as asked_currency, f.until, f.outcome, f.settled_at,
            f.settled_by, f.words
        from freeze_tickets f where f.complaint_id = $1 order by f.place limit $2";
    /// Those that nobody settled and whose time runs, the latest payment first. The first four values
    /// bound the scope, as in the lists. What both complaints of one case tell is shown of the case.
    OPEN = "select c.*, f.id as ticket, f.place, f.ask, f.method, f.paid_at, f.to_the_minute,
            f.amount_minor as asked_minor, f.currency as asked_currency, f.until, f.outcome, f.settled_at,
            f.settled_by, f.words
        from freeze_tickets f join v_desk c on c.id = f.complaint_id
        where f.outcome is null and f.until > $5
          and c.state not in ('rejected', 'withdrawn')
          and (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and not exists (select 1 from freeze_tickets o where o.complaint_id = c.case_id
            and o.paid_at = f.paid_at and o.amount_minor = f.amount_minor)
        order by f.paid_at desc, f.id desc limit $6";
    /// Writes what became of one.
    SETTLE = "update freeze_tickets set outcome = $3, settled_at = $4, settled_by = $5, words = $6
        where id = $1 and complaint_id = $2";
    /// Whether a complaint has such a ticket.
    ONE = "select outcome from freeze_tickets where id = $1 and complaint_id = $2";
    /// Those of an erased complaint.
    FORGET = "delete from freeze_tickets where complaint_id = $1";
}
