//! All SQL of scans. Owns the table `scans`; reads files and complaints through views.

faisceau_platform::statements! {
    /// What the antivirus said; the same said again changes nothing.
    SAY = "insert into scans (file_id, complaint_id, state, signature, scanned_at) values ($1, $2, $3, $4, $5)
        on conflict (file_id) do update set state = excluded.state, signature = excluded.signature,
            scanned_at = excluded.scanned_at
        where scans.state <> excluded.state";
    /// What is known of a file.
    ONE = "select state from v_scans where file_id = $1";
    /// The complaint is erased.
    FORGET = "delete from scans where complaint_id = $1";
    /// The file is set aside.
    FORGET_ONE = "delete from scans where file_id = $1";
    /// Complaints with a file that nobody scanned yet.
    WAITING = "select distinct s.case_id from v_scans s join v_complaints c on c.id = s.case_id
        where s.state in ('not_scanned', 'failed') limit $1";
}
