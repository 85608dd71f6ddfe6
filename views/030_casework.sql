-- What other capabilities may read of assignments.
create view v_assignments as
select complaint_id, account_id, assigned_at from assignments;
