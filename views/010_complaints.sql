-- What other capabilities may read of complaints, drafts' content and codes left out.
create view v_complaints as
select id, reference, nature, form_type, heading, answers, channel, filing_mode, source, lang,
       filed_at, received_at, occurred_at, amount_minor, currency, unit, state, state_at, state_by,
       state_reason
from complaints;
