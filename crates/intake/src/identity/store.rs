//! All SQL of victims known by a provider. Owns the table `identity_links`.

faisceau_platform::statements! {
    /// A complaint that is there is found by a person.
    ATTACH = "insert into identity_links (mark, complaint_id, attached_at)
        select $1, c.id, $3 from complaints c where c.id = $2
        on conflict do nothing";
    /// And no more.
    DETACH = "delete from identity_links where mark = $1 and complaint_id = $2";
    /// Those of a person, the latest filed first.
    LIST = "select c.reference, c.filed_at from identity_links l
        join complaints c on c.id = l.complaint_id
        where l.mark = $1 order by c.filed_at desc, c.id limit 200";
    /// One of them.
    OPENED_BY = "select c.id from identity_links l join complaints c on c.id = l.complaint_id
        where l.mark = $1 and c.reference = $2";
    /// Whether this complaint is one of them.
    IS_ATTACHED = "select 1 as attached from identity_links where mark = $1 and complaint_id = $2";
}
