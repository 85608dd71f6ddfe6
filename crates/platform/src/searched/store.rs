//! All SQL of terms searched. Owns the tables `search_terms` and `search_found`; reads the reason of a search in the
//! journal, which is the platform's too.

crate::statements! {
    /// What was searched, sealed.
    KEEP = "insert into search_terms (id, day, at, account_id, sealed) values ($1, $2, $3, $4, $5)";
    /// A complaint that it found.
    FOUND = "insert into search_found (search_id, complaint_id) values ($1, $2)";
    /// Days of which something is kept, the latest first.
    DAYS = "select day, count(*) as n from search_terms group by day order by day desc limit $1";
    /// What was searched on a day, the latest first, with its reason.
    OF_DAY = "select s.id, s.at, s.account_id, s.sealed, j.reason
        from search_terms s left join journal j on j.subject = s.id and j.action = 'search.run'
        where s.day = $1 order by s.at desc, s.id desc limit $2";
    /// The ties of days that are over.
    DROP_FOUND = "delete from search_found where search_id in (select id from search_terms where day <= $1)";
    /// The terms of days that are over.
    DROP = "delete from search_terms where day <= $1";
    /// The terms of every search that found a complaint.
    FORGET = "delete from search_terms where id in (select search_id from search_found where complaint_id = $1)";
    /// What else these searches found is told no more: there is no term left to tell it of.
    FORGET_FOUND = "delete from search_found where search_id in
        (select search_id from search_found where complaint_id = $1)";
}
