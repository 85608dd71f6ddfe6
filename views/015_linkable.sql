-- The complaints that linkage may read under its legal frame: the one place where what the frame
-- leaves out is left out, and the appendix of a case, of which the case tells everything, and one whose use
-- is restricted. `domain::frame` says the same of one complaint, and why.
create view v_linkable as
select c.id, c.channel, c.heading, c.answers, c.occurred_at, c.received_at, c.filed_at
from v_complaints c
where not exists (
    select 1 from linkage_frame f
    where (f.leaves_when_closed = 1 and c.state in ('rejected', 'withdrawn'))
       or c.filed_at <= f.kept_since
       or (f.by_penalty = 1 and c.form_type not in (select form_type from linkage_types)))
  and not exists (select 1 from v_joined j where j.appendix_id = c.id)
  and not exists (select 1 from data_restrictions r where r.complaint_id = c.id);
