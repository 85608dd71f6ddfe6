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
    /// What complaints say, by pages.
    SAID = "select id, version, form_hash, answers, answers_salt from complaints where id > $1 order by id limit $2";
    /// What they said before, from one to another.
    SAID_BEFORE = "select complaint_id as id, version, form_hash, answers, answers_salt from complaint_versions
        where complaint_id >= $1 and complaint_id <= $2";
    /// What one said, first and since.
    SAID_BY = "select id, version, form_hash, answers, answers_salt from complaints where id = $1
        union all
        select complaint_id, version, form_hash, answers, answers_salt from complaint_versions
        where complaint_id = $1";
    /// The first papers of complaints, from one to another.
    ACKNOWLEDGED = "select complaint_id, payload from receipts
        where document = 'acknowledgement' and complaint_id >= $1 and complaint_id <= $2";
    /// What the journal tells of the versions that replaced the first, from one complaint to another.
    REPLACED = "select subject, detail from journal where subject >= $1 and subject <= $2
        and action in ('complaint.amended', 'report.upgraded')";
    /// Papers, by pages, each with its complaint as stored.
    RECEIPTS = "select r.id, r.complaint_id, r.document, r.payload, r.signature, r.key_id, r.issued_at, r.pdf_sha256,
            c.reference, c.filed_at
        from receipts r left join complaints c on c.id = r.complaint_id
        where r.id > $1 order by r.id limit $2";
    /// Complaints without any paper.
    WITHOUT_PAPER = "select c.id from complaints c
        where not exists (select 1 from receipts r where r.complaint_id = c.id) order by c.id limit 1000";
    /// The paper of a verification code.
    OF_MARK = "select complaint_id, payload from receipts where verification_mark = $1";
    /// Files of series, by pages.
    SERIES_FILES = "select id, payload, signature, key_id from series_files
        where id > $1 order by id limit $2";
    /// Exhibits, by pages.
    EXHIBITS = "select id, case_id, sha256, bytes from files where id > $1 order by id limit $2";
    /// The head of the chain at a position.
    HEAD_AT = "select head from journal_seals where position = $1";
    /// How long the chain is.
    LENGTH = "select coalesce(max(position), 0) as position from journal_seals";
    /// Batches of trusted time, by pages.
    TIME_BATCHES = "select id, size, root from time_batches where id > $1 order by id limit $2";
    /// The members of a batch.
    TIME_MEMBERS = "select position, digest, leaf from time_digests where batch_id = $1 order by position";
    /// Tokens kept, by pages.
    TIME_TOKENS = "select t.batch_id, t.authority, t.answer, t.stamped_at, t.held_at, b.root, b.made_at
        from time_tokens t join time_batches b on b.id = t.batch_id
        where t.answer is not null and (t.batch_id > $1 or (t.batch_id = $1 and t.authority > $2))
        order by t.batch_id, t.authority limit $3";
    /// Batches that the journal tells.
    BATCHES_TOLD = "select detail from journal where action = 'batch.made'";
    /// Tokens that the journal tells.
    TOKENS_TOLD = "select detail from journal where action = 'batch.stamped'";
    /// Members of batches, from one to another, that nothing has the digest of; what was erased keeps none.
    STAMPED_GONE = "select d.batch_id, d.position, d.kind from time_digests d
        where d.batch_id >= $1 and d.batch_id <= $2 and d.digest is not null
            and not (d.kind = 'paper' and exists (
                select 1 from v_papers p where p.subject = d.subject and p.digest = d.digest))
            and not (d.kind = 'series-paper' and exists (
                select 1 from v_series_kept p where p.subject = d.subject and p.digest = d.digest))
            and not (d.kind = 'custody' and exists (
                select 1 from custody_events e where e.exhibit_id = d.subject and e.digest = d.digest))
            and not (d.kind = 'checkpoint' and exists (
                select 1 from log_checkpoints c where c.root = d.digest))
        order by d.batch_id, d.position limit 1000";
    /// The batch of a root, when it holds a leaf at a place.
    TIME_KNOWN = "select b.id from time_batches b join time_digests d on d.batch_id = b.id
        where b.root = $1 and d.leaf = $2 and d.position = $3 order by b.made_at limit 1";
    /// Where the journal tells a batch.
    BATCH_CHAINED = "select s.position from journal_seals s join journal j on j.id = s.journal_id
        where j.action = 'batch.made' and j.detail like $1 order by s.position limit 1";
    /// The earliest instant that the journal claims after a position.
    EARLIEST_AFTER = "select min(j.at) as at from journal_seals s join journal j on j.id = s.journal_id
        where s.position > $1";
}
