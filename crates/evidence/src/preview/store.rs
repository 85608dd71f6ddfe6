//! All SQL of previews. Owns the table `previews`; reads complaints and their charge through views.

faisceau_platform::statements! {
    /// What is known of the preview of a file.
    ONE = "select state, why, width, height, mosaic, likeness from previews where file_id = $1";
    /// Those of a complaint.
    OF_COMPLAINT = "select file_id, state, why, width, height, mosaic, device from previews where complaint_id = $1";
    /// A preview made, or why there is none; what is known already stays.
    KEEP = "insert into previews (file_id, complaint_id, state, why, made_at, width, height, bytes, mosaic, likeness, device)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (file_id) do nothing";
    /// Somebody withholds it: nothing of the picture stays.
    WITHHOLD = "insert into previews (file_id, complaint_id, state, made_at, withheld_by, withheld_reason)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (file_id) do update set state = excluded.state, why = null, width = null,
            height = null, bytes = null, mosaic = null, likeness = null, device = null, made_at = excluded.made_at,
            withheld_by = excluded.withheld_by, withheld_reason = excluded.withheld_reason
        where previews.state <> excluded.state";
    /// The complaint is erased.
    FORGET = "delete from previews where complaint_id = $1";
    /// A complaint as far as previews need it.
    COMPLAINT = "select id, reference, channel, form_type, answers, unit, sensitive from v_complaints where id = $1";
    /// Who is in charge of it.
    ASSIGNEES = "select account_id from v_assignments where complaint_id = $1 order by assigned_at, account_id";
    /// Its series.
    SERIES = "select series_id from v_series_members where complaint_id = $1";
}
