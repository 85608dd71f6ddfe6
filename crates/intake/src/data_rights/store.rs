//! The statements of requests on data.

use faisceau_platform::statements;

statements! {
    /// A request.
    INSERT = "insert into data_requests (id, complaint_id, asked, words, made_at, made_by, due_on, state, answer)
        values ($1, $2, $3, $4, $5, $6, $7, 'open', '')";
    /// Those of a complaint.
    OF_COMPLAINT = "select id, complaint_id, asked, words, made_at, due_on, state, ground, answer, answered_at,
            answered_by
        from data_requests where complaint_id = $1 order by made_at desc, id desc limit 100";
    /// One.
    ONE = "select id, complaint_id, asked, words, made_at, due_on, state, ground, answer, answered_at,
            answered_by
        from data_requests where id = $1";
    /// Those that wait for an answer.
    WAITING = "select id, complaint_id, asked, words, made_at, due_on, state, ground, answer, answered_at,
            answered_by
        from data_requests where state = 'open' order by due_on, id limit $1";
    /// Its answer, unless somebody answered before.
    ANSWER = "update data_requests set state = $2, ground = $3, answer = $4, answered_at = $5, answered_by = $6
        where id = $1 and state = 'open'";
    /// The use of a complaint is restricted.
    RESTRICT = "insert into data_restrictions (complaint_id, request_id, since) values ($1, $2, $3)
        on conflict (complaint_id) do nothing";
    /// Since when it is.
    RESTRICTED = "select since from data_restrictions where complaint_id = $1";
    /// The group a complaint stands in.
    GROUP = "select m.joined_at, m.standing, s.size, s.parameters from v_series_members m
        join v_series s on s.id = m.series_id where m.complaint_id = $1";
    /// The values it mentions that others mention too.
    COMMON = "select kind, raw, max(users) as users, min(class) as class from v_common_values
        where complaint_id = $1 group by kind, raw order by users desc, kind, raw limit 200";
    /// What staff opened of it, each opening once, the latest first.
    OPENINGS = "select at, purpose from v_openings where subject_kind = 'complaint' and subject = $1
        order by at desc, id desc limit 2000";
}
