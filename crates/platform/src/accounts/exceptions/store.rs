//! The statements of exceptions.

crate::statements! {
    /// What one said to be party to.
    RECUSED = "select complaint_id from recusals where account_id = $1";
    /// What everybody said to be party to: few say so.
    RECUSED_BY_ALL = "select account_id, complaint_id from recusals";
    /// Nothing is kept of a complaint that is erased.
    FORGET_RECUSALS = "delete from recusals where complaint_id = $1";
    /// The same, of its openings.
    FORGET_BREAKS = "delete from glass_breaks where complaint_id = $1";
    /// Who said to be party to a complaint.
    RECUSED_OF = "select account_id, ground, declared_at from recusals where complaint_id = $1
        order by declared_at, account_id";
    /// One said it; said again changes nothing.
    RECUSE = "insert into recusals (complaint_id, account_id, ground, declared_at)
        values ($1, $2, $3, $4) on conflict (complaint_id, account_id) do nothing";
    /// It is lifted.
    LIFT = "delete from recusals where complaint_id = $1 and account_id = $2";
    /// What one opened in an emergency, and may still read.
    OPENED = "select complaint_id from glass_breaks where account_id = $1 and until > $2";
    /// One opened a complaint.
    OPEN = "insert into glass_breaks (id, complaint_id, account_id, reason, at, until)
        values ($1, $2, $3, $4, $5, $6)";
    /// Openings, the newest first.
    BREAKS = "select id, complaint_id, account_id, reason, at, until, examined_at, examined_by,
            verdict from glass_breaks
        where id < $1 order by id desc limit $2";
    /// How many nobody looked at.
    UNEXAMINED = "select count(*) as n from glass_breaks where examined_at is null";
    /// One is examined, once.
    EXAMINE = "update glass_breaks set examined_at = $2, examined_by = $3, verdict = $4
        where id = $1 and examined_at is null";
}
