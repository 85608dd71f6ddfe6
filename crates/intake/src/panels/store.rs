//! SQL of intake's panels: reads who is in charge, through casework's view. Owns no table.

faisceau_platform::statements! {
    /// Who is in charge of a complaint.
    ASSIGNEES = "select account_id from v_assignments where complaint_id = $1";
}
