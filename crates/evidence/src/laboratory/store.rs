//! All SQL of the laboratory. Owns `disk_images`, `experts` and `lab_reports`.

faisceau_platform::statements! {
    /// An image.
    INSERT_IMAGE = "insert into disk_images (exhibit_id, format, media_bytes, md5, sha1, checked_by, source, made_by,
            made_at, clock_offset_ms, clock_how)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// What is known of one.
    IMAGE = "select format, media_bytes, md5, sha1, checked_by, source, made_by, made_at, clock_offset_ms, clock_how
        from disk_images where exhibit_id = $1";
    /// An expert.
    INSERT_EXPERT = "insert into experts (id, name, body, qualifications, registered, valid_until, added_at, added_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Every expert.
    EXPERTS = "select id, name, body, qualifications, registered, valid_until, added_at, added_by
        from experts order by body, name, id limit 1000";
    /// A report.
    INSERT_REPORT = "insert into lab_reports (exhibit_id, of_exhibit, expert_id) values ($1, $2, $3)";
    /// The reports on an exhibit.
    REPORTS = "select r.exhibit_id, r.expert_id from lab_reports r join exhibits e on e.id = r.exhibit_id
        where r.of_exhibit = $1 order by e.entered_at, e.id";
    /// The digests of an image that is erased.
    ERASE_IMAGE = "update disk_images set md5 = null, sha1 = null where exhibit_id = $1";
    /// What an exhibit that is forgotten leaves here.
    FORGET_IMAGE = "delete from disk_images where exhibit_id = $1";
    /// And its reports.
    FORGET_REPORT = "delete from lab_reports where exhibit_id = $1 or of_exhibit = $1";
    /// The complaint of a printed reference.
    BY_REFERENCE = "select id from v_complaints where reference = $1";
}
