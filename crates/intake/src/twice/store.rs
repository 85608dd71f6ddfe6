//! SQL of what is filed twice: `twin_marks` and `twins`, and what a draft says of it.

faisceau_platform::statements! {
    /// A mark of who filed.
    INSERT_MARK = "insert into twin_marks (complaint_id, mark) values ($1, $2)";
    /// The marks that were made of a complaint before.
    FORGET_MARKS = "delete from twin_marks where complaint_id = $1";
    /// Complaints that bear a mark of this one, the earliest first; those compared already are left
    /// out.
    CANDIDATES = "select c.id from (select distinct o.complaint_id as id from twin_marks m
            join twin_marks o on o.mark = m.mark and o.complaint_id <> m.complaint_id
            where m.complaint_id = $1) k
        join complaints c on c.id = k.id
        where c.state not in ('rejected', 'withdrawn')
          and not exists (select 1 from twins t
            where (t.one = $1 and t.other = c.id) or (t.other = $1 and t.one = c.id))
        order by c.filed_at, c.id limit $2";
    /// Two complaints look alike.
    FOUND = "insert into twins (id, one, other, because, found_at, state, reason)
        values ($1, $2, $3, $4, $5, 'found', '')";
    /// The complaints a complaint looks like, whatever was decided.
    OF_COMPLAINT = "select id, one, other, because, found_at, state, decided_at, decided_by, reason
        from twins where one = $1 or other = $1 order by found_at, id limit $2";
    /// One pair.
    ONE = "select id, one, other, because, found_at, state, decided_at, decided_by, reason
        from twins where id = $1";
    /// The pair of two complaints, in any order.
    PAIR = "select id, one, other, because, found_at, state, decided_at, decided_by, reason
        from twins where (one = $1 and other = $2) or (one = $2 and other = $1)";
    /// Decides a pair over the state it was decided on; the case comes first.
    DECIDE = "update twins set one = $2, other = $3, state = $4, decided_at = $5, decided_by = $6,
            reason = $7
        where id = $1 and state = $8";
    /// The case of a complaint that was joined to another.
    CASE_OF = "select one as case_id from twins where other = $1 and state = 'joined'";
    /// How many complaints were joined to one.
    COUNT_APPENDICES = "select count(*) as n from twins where one = $1 and state = 'joined'";
    /// The complaint that a draft's holder proved to be the holder of, or that an officer recognised.
    SAID_SAME = "select same_as, same_by, same_reason from drafts where id = $1";
    /// A draft's holder proved to hold the code of a complaint.
    SAY_SAME = "update drafts set same_as = $2, same_by = null, same_reason = null where id = $1";
    /// An officer recognised a complaint, with a reason.
    RECOGNISE = "update drafts set same_as = $2, same_by = $3, same_reason = $4 where id = $1";
    /// What an officer recognised is taken back.
    UNRECOGNISE = "update drafts set same_as = null, same_by = null, same_reason = null
        where id = $1 and same_by is not null";
    /// Complaints that bear a mark of a person, the earliest first.
    BY_MARK = "select complaint_id from twin_marks where mark = $1 order by complaint_id limit $2";
    /// Complaints that hold a value, through the view of series.
    HOLDING = "select distinct subject as complaint_id from v_identifier_uses
        where key_id = $1 and subject_kind = 'complaint' order by subject limit $2";
}
