//! SQL of intake's panels: reads who is in charge and whether there is a series, what the
//! antivirus said, through the views of casework, series and evidence. Owns no table.

faisceau_platform::statements! {
    /// Who is in charge of a complaint.
    ASSIGNEES = "select account_id from v_assignments where complaint_id = $1";
    /// What the antivirus said of each file of a case.
    SCANS = "select file_id, state, signature from v_scans where case_id = $1";
    /// The series of a complaint, if it belongs to one.
    SERIES = "select series_id from v_series_members where complaint_id = $1";
}
