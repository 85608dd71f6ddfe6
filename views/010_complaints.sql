-- What other capabilities may read of complaints, drafts' content and codes left out.
create view v_complaints as
select id, reference, nature, form_type, heading, answers, channel, filing_mode, source, lang,
       filed_at, received_at, occurred_at, amount_minor, currency, unit, state, state_at, state_by,
       state_reason, sensitive
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

-- The files of papers, by their digests, for who stamps them with a trusted time: nothing of what they say.
create view v_papers as
select id as subject, complaint_id as case_id, pdf_sha256 as digest, rendered_at as kept_at
from receipts where pdf_sha256 is not null and rendered_at is not null;

-- What each paper of a complaint attests, for the public log and its proofs.
create view v_payloads as
select complaint_id, document, payload from receipts;

-- The papers of complaints, for the packages of evidence: what each attests, and its signature.
create view v_receipts as
select id, complaint_id, document, issued_at, payload, signature, key_id, pdf_bytes, pdf_sha256
from receipts;

-- Who holds each draft of a counter, and where.
create view v_counter_files as
select draft_id, account_id, opened_by, unit from counter_files;

-- Complaints whose use is restricted at the request of the person: neither linked nor found by what they say.
create view v_restricted as
select complaint_id, since from data_restrictions;
