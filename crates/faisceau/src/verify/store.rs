//! SQL of the verification of a whole installation: reads only, whoever owns the table.

faisceau_platform::statements! {
    /// When each batch of the journal was chained, in the order of the chain, with the earliest and the
    /// latest instant its entries claim.
    BATCHES = "select b.position, b.sealed_at, min(j.at) as first_at, max(j.at) as last_at
        from (select position, sealed_at, coalesce(lag(position) over (order by position), 0) as before
              from seals) b
        join journal_seals s on s.position > b.before and s.position <= b.position
        join journal j on j.id = s.journal_id
        group by b.position, b.sealed_at order by b.position";
    /// Filings that the journal tells and whose complaint is not there.
    GONE = "select j.subject from journal j left join complaints c on c.id = j.subject
        where j.action = 'complaint.filed' and c.id is null order by j.at limit 1000";
    /// Complaints whose filing the journal does not tell.
    UNTOLD = "select c.id, c.reference from complaints c
        where not exists (select 1 from journal j
            where j.subject_kind = 'complaint' and j.subject = c.id and j.action = 'complaint.filed')
        order by c.id limit 1000";
    /// How many complaints there are.
    COMPLAINTS = "select count(*) as n from complaints";
    /// Papers, by pages, each with its complaint as stored.
    RECEIPTS = "select r.id, r.complaint_id, r.document, r.payload, r.signature, r.key_id, r.pdf_sha256,
            c.reference, c.filed_at
        from receipts r left join complaints c on c.id = r.complaint_id
        where r.id > $1 order by r.id limit $2";
    /// Complaints without any paper.
    WITHOUT_PAPER = "select c.id from complaints c
        where not exists (select 1 from receipts r where r.complaint_id = c.id) order by c.id limit 1000";
    /// The paper of a verification code.
    OF_MARK = "select payload from receipts where verification_mark = $1";
    /// Files of series, by pages.
    SERIES_FILES = "select id, payload, signature, key_id from series_files
        where id > $1 order by id limit $2";
    /// Exhibits, by pages.
    EXHIBITS = "select id, case_id, sha256, bytes from files where id > $1 order by id limit $2";
    /// The head of the chain at a position.
    HEAD_AT = "select head from journal_seals where position = $1";
    /// How long the chain is.
    LENGTH = "select coalesce(max(position), 0) as position from journal_seals";
}
