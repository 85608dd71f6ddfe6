//! All SQL of victims known by a provider. Owns the table `identity_links`.

faisceau_platform::statements! {
    /// A complaint is found by a person.
    ATTACH = "insert into identity_links (mark, complaint_id, attached_at) values ($1, $2, $3)
        on conflict do nothing";
    /// And no more.
    DETACH = "delete from identity_links where mark = $1 and complaint_id = $2";
    /// Those of a person.
    LIST = "select c.reference, c.filed_at from identity_links l
        join complaints c on c.id = l.complaint_id
        where l.mark = $1 order by c.filed_at desc, c.id limit 200";
    /// One of them.
    OPENED_BY = "select c.id from identity_links l join complaints c on c.id = l.complaint_id
        where l.mark = $1 and c.reference = $2";
}
