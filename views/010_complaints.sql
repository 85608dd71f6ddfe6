-- What other capabilities may read of complaints, drafts' content and codes left out.
create view v_complaints as
select id, reference, nature, form_type, heading, answers, channel, filing_mode, source, lang,
       filed_at, received_at, occurred_at, amount_minor, currency, unit, state, state_at, state_by,
       state_reason
from complaints;

create view v_messages as
select id, complaint_id, at, side, account_id, body, read_at from messages;

create view v_receipts as
select id, complaint_id, document, issued_at, key_id, pdf_bytes, rendered_at from receipts;
