//! SQL that only these tests ask, on the tables of every capability.

faisceau_platform::statements! {
    /// What may not be, whatever happened: each count is nothing.
    HALF_WRITTEN = "select
        (select count(*) from files f join complaints c on c.id = f.case_id
            where not exists (select 1 from exhibits e where e.id = f.id)) as exhibits_without_custody,
        (select count(*) from exhibits e
            where e.state <> 'destroyed' and not exists (select 1 from files f where f.id = e.id))
            as custody_without_exhibit,
        (select count(*) from exhibits e
            where (select count(*) from custody_events s where s.exhibit_id = e.id) <> e.steps) as chains_cut,
        (select count(*) from complaints c where not exists (select 1 from receipts r
            where r.complaint_id = c.id and length(r.payload) > 0)) as complaints_without_receipt,
        (select count(*) from files f where not exists (select 1 from commitments m where m.file_id = f.id))
            as files_without_commitment,
        (select count(*) from incidents) as incidents,
        (select count(*) from jobs) as jobs,
        (select count(*) from linkage_pending) as to_link,
        (select count(*) from blob_removals) as to_delete,
        (select count(*) from uploads) as on_their_way,
        (select count(*) from upload_parts) as parts,
        (select count(*) from journal_waiting) as unsealed,
        (select count(*) from complaints c where 1 <> (select count(*) from journal j
            where j.subject = c.id and j.action = 'complaint.filed')) as filed_not_once";
    /// Every file of a case.
    FILES = "select id, case_id, sha256 from files order by id";
    /// The steps of an exhibit, by kind.
    STEPS = "select count(*) as n from custody_events where exhibit_id = $1 and kind = $2";
    /// Complaints by number.
    NUMBERED = "select id from complaints where reference = $1";
    /// How many complaints there are.
    COMPLAINTS = "select count(*) as n from complaints";
}
