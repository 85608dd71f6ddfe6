-- What other capabilities may read of complaints, drafts' content and codes left out.
create view v_complaints as
select id, reference, nature, form_type, heading, answers, channel, filing_mode, source, lang,
       filed_at, received_at, occurred_at, amount_minor, currency, unit, state, state_at, state_by,
       state_reason
from complaints;

-- Complaints joined to another as one case: what counts complaints counts the case alone.
create view v_joined as
select other as appendix_id, one as case_id from twins where state = 'joined';

-- How often a search by words led to no questionnaire, for who completes the words.
create view v_word_searches as
select day, outcome, form_type, times from word_searches;

-- Files that a telephone gave, while a draft is being filed.
create view v_telephone_files as
select file_id from telephone_files;
