//! The statements of identities: motives, seals, requests to custodians.

crate::statements! {
    /// The identities one gave a motive to read, while that lasts.
    MOTIVES = "select complaint_id from identity_motives where account_id = $1 and until > $2";
    /// One gives a motive.
    GIVE_MOTIVE = "insert into identity_motives (id, complaint_id, account_id, reason, at, until)
        values ($1, $2, $3, $4, $5, $6)";
    /// The identities under a seal that is not opened to one.
    SEALED = "select s.complaint_id from identity_seals s
        where not exists (select 1 from identity_requests r where r.complaint_id = s.complaint_id
            and r.asked_by = $1 and r.opened_until > $2)";
    /// The seal of one.
    SEAL_OF = "select sealed_at, sealed_by, reason from identity_seals where complaint_id = $1";
    /// One is sealed.
    SEAL = "insert into identity_seals (complaint_id, sealed_at, sealed_by, reason) values ($1, $2, $3, $4)
        on conflict (complaint_id) do nothing";
    /// The seal is taken away.
    LIFT = "delete from identity_seals where complaint_id = $1";
    /// Openings of a complaint that last are over: its seal is new.
    CLOSE_OPENINGS = "update identity_requests set opened_until = $2 where complaint_id = $1 and opened_until > $2";
    /// One asks custodians.
    ASK = "insert into identity_requests (id, complaint_id, wanted, asked_by, reason, at, until)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// A request, taken in turn: whoever approves it meanwhile waits.
    TURN = "update identity_requests set until = until where id = $1";
    /// A request.
    ONE = "select id, complaint_id, wanted, asked_by, reason, at, until, ended_at, opened_until
        from identity_requests where id = $1";
    /// The requests of a complaint, the newest first.
    OF_COMPLAINT = "select id, complaint_id, wanted, asked_by, reason, at, until, ended_at, opened_until
        from identity_requests where complaint_id = $1 order by id desc limit 50";
    /// The newest requests.
    NEWEST = "select id, complaint_id, wanted, asked_by, reason, at, until, ended_at, opened_until
        from identity_requests order by id desc limit 100";
    /// How many wait for custodians.
    WAITING = "select count(*) as n from identity_requests where ended_at is null and until > $1";
    /// How many identities are open now.
    OPEN_NOW = "select count(*) as n from identity_requests where opened_until > $1";
    /// The custodians who agreed.
    APPROVALS = "select account_id, at from identity_approvals where request_id = $1 order by at, account_id";
    /// One agrees.
    APPROVE = "insert into identity_approvals (request_id, complaint_id, account_id, at) values ($1, $2, $3, $4)";
    /// It ends: taken back, or granted until an instant.
    END = "update identity_requests set ended_at = $2, opened_until = $3 where id = $1 and ended_at is null";
    /// How many custodians there are who may sign in.
    CUSTODIANS = "select count(distinct a.id) as n from accounts a join account_roles r on r.account_id = a.id
        where r.role = 'custodian' and a.disabled_at is null";
    /// Nothing is kept of a complaint that is erased.
    FORGET_MOTIVES = "delete from identity_motives where complaint_id = $1";
    /// Nor its seal.
    FORGET_SEAL = "delete from identity_seals where complaint_id = $1";
    /// Nor who asked.
    FORGET_REQUESTS = "delete from identity_requests where complaint_id = $1";
    /// Nor who agreed.
    FORGET_APPROVALS = "delete from identity_approvals where complaint_id = $1";
}
