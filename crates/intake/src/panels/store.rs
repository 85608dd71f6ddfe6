//! SQL of intake's panels: reads who is in charge and whether there is a series, through the views
//! of casework and series. Owns no table.

faisceau_platform::statements! {
    /// Who is in charge of a complaint.
    ASSIGNEES = "select account_id from v_assignments where complaint_id = $1";
    /// The series of a complaint, if it belongs to one.
    SERIES = "select series_id from v_series_members where complaint_id = $1";
}
