//! All SQL of jobs, but for the claim, which differs between databases and is in `db/dialect.rs`.
//! Owns the table `jobs`.

crate::statements! {
    /// New jobs.
    INSERT = "insert into jobs (id, kind, subject, payload, priority, run_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// A job done leaves no row: the journal and what it made tell it.
    DONE = "delete from jobs where id = $1";
    /// What they are about is erased.
    FORGET = "delete from jobs where subject = $1";
    /// Whether one of a kind waits that nobody took yet.
    WAITS = "select id from jobs where kind = $1 and state = 'due' and leased_until is null limit 1";
    /// A failed job waits for its next try, or is dead.
    FAILED = "update jobs set state = $2, run_at = $3, last_error = $4, leased_until = null where id = $1";
    /// How many in each state.
    COUNT = "select state, count(*) as n from jobs group by state";
    /// Given up.
    DEAD = "select id, kind, attempts, last_error from jobs where state = 'dead'
        order by created_at desc, id desc limit $1";
    /// A dead job gets all its tries again.
    REVIVE = "update jobs set state = 'due', attempts = 0, run_at = $2 where id = $1 and state = 'dead'";
    /// A dead job that nobody wants any more.
    GIVE_UP = "delete from jobs where id = $1 and state = 'dead'";
}
