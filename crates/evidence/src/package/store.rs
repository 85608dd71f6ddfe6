//! All SQL of packages: reads only, through views.

faisceau_platform::statements! {
    /// The papers of a complaint.
    PAPERS = "select id, document, payload, signature, key_id, pdf_bytes, pdf_sha256 from v_receipts
        where complaint_id = $1 order by issued_at, id";
    /// What the antivirus said of a file.
    SCAN = "select state from v_scans where file_id = $1";
    /// What the journal tells of a complaint, in the order of its chain, what is not chained yet last.
    ENTRIES = "select id, at, actor_kind, actor, purpose, reason, action, subject_kind, subject, detail,
            digest, position, head
        from v_chained where subject = $1 order by coalesce(position, 9223372036854775807), at, id limit $2";
    /// The complaint of a reference.
    BY_REFERENCE = "select id from v_complaints where reference = $1";
    /// The complaints of a series, by its reference.
    BY_SERIES = "select m.complaint_id as id from v_series_members m join v_series s on s.id = m.series_id
        where s.reference = $1 order by m.complaint_id limit $2";
}
