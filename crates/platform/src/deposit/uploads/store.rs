//! All SQL of files on their way. Owns the tables `uploads` and `upload_parts`.

crate::statements! {
    /// A file announced.
    INSERT = "insert into uploads (id, case_id, page, input, name, modified, bytes, received, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)";
    /// A file on its way, of its own case only.
    ONE = "select id, case_id, page, input, name, bytes, received, exhibit_id, expires_at from uploads
        where id = $1 and case_id = $2 and expires_at > $3";
    /// The same file announced again: the same name, size and instant of change.
    SAME = "select id, case_id, page, input, name, bytes, received, exhibit_id, expires_at from uploads
        where case_id = $1 and input = $2 and name = $3 and modified = $4 and bytes = $5 and expires_at > $6
        and exhibit_id is null
        order by created_at desc limit 1";
    /// How many a case has on their way.
    COUNT = "select count(*) as n from uploads where case_id = $1 and exhibit_id is null";
    /// A part came, if nobody wrote another meanwhile.
    ADVANCE = "update uploads set received = received + $3, expires_at = $4 where id = $1 and received = $2";
    /// Whoever puts it together is alone to, until long after a process stopped in the middle.
    CLAIM = "update uploads set claimed_at = $2
        where id = $1 and exhibit_id is null and (claimed_at is null or claimed_at < $3)";
    /// It was attached: its row says so to a sender whose answer was lost.
    DONE = "update uploads set exhibit_id = $2 where id = $1 and exhibit_id is null";
    /// Where it lies.
    PART = "insert into upload_parts (upload_id, starts, object, wrapped) values ($1, $2, $3, $4)";
    /// The parts in their order.
    PARTS = "select object, wrapped from upload_parts where upload_id = $1 order by starts limit 10000";
    /// What the files on their way weigh together.
    WEIGHT = "select cast(coalesce(sum(received), 0) as bigint) as n from uploads where exhibit_id is null";
    /// Those that became a file.
    OF_EXHIBIT = "select id from uploads where exhibit_id = $1 limit 100";
    /// Whether a file is still on its way.
    KNOWN = "select id from uploads where id = $1";
    /// Files whose time is over.
    EXPIRED = "select id from uploads where expires_at <= $1 order by expires_at limit 500";
    /// Those of a case that goes.
    OF_CASE = "select id from uploads where case_id = $1 limit 1000";
    /// Its parts go.
    DELETE_PARTS = "delete from upload_parts where upload_id = $1";
    /// It goes.
    DELETE = "delete from uploads where id = $1";
}
