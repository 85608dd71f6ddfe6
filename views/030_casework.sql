-- What other capabilities may read of assignments.
create view v_assignments as
select complaint_id, account_id, assigned_at from assignments;

-- A complaint as the desk lists it: who is in charge, its series, why it cannot wait and what it
-- weighs while nobody has decided it.
create view v_desk as
select c.id, c.reference, c.nature, c.form_type, c.heading, c.channel, c.source, c.filed_at,
       c.received_at, c.occurred_at, c.amount_minor, c.currency, c.unit, c.state, c.sensitive,
       a.account_id as assignee, m.series_id, s.size as links,
       u.reasons as urgent_reasons, u.until as urgent_until,
       p.points, p.lasting, p.until as clock_until, p.own_weighed, p.series_weighed, j.case_id
from v_complaints c
left join v_joined j on j.appendix_id = c.id
left join assignments a on a.complaint_id = c.id
left join v_series_members m on m.complaint_id = c.id
left join v_series s on s.id = m.series_id
left join urgencies u on u.complaint_id = c.id and c.state in ('filed', 'asked')
left join priorities p on p.complaint_id = c.id and c.state in ('filed', 'asked');
