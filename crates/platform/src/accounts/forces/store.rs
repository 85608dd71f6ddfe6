//! The statements of task forces.

crate::statements! {
    /// The series whose task force one belongs to at an instant.
    OF_ACCOUNT = "select series_id from task_forces
        where account_id = $1 and since <= $2 and until > $2 and ended_at is null";
    /// Everybody who belongs or belonged to the task force of a series, the latest first.
    OF_SERIES = "select id, account_id, reason, since, until, made_by, ended_at, ended_by from task_forces
        where series_id = $1 order by since desc, id desc limit $2";
    /// Whether one belongs to it now.
    IS_MEMBER = "select count(*) as n from task_forces
        where series_id = $1 and account_id = $2 and until > $3 and ended_at is null";
    /// One joins, until an instant.
    JOIN = "insert into task_forces (id, series_id, account_id, reason, since, until, made_by)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// One leaves before the end.
    LEAVE = "update task_forces set ended_at = $3, ended_by = $4
        where id = $1 and series_id = $2 and ended_at is null and until > $3";
}
