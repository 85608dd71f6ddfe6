-- What other capabilities may read of identifiers and series.
create view v_identifier_uses as
select id, identifier_id, key_id, subject_kind, subject, kind, canonical, link_key, raw, role,
       source, doubt, at
from identifier_uses;

create view v_series as
select id, reference, formed_at, changed_at, size, ended_at, successor, confirmed, attached
from series;

create view v_series_members as
select complaint_id, series_id, joined_at, standing from series_members;

create view v_value_classes as
select key_id, kind, link_key, class, reason, list, users, first_at, last_at from value_classes;

create view v_linkage_pending as
select complaint_id, at from linkage_pending;

-- Decisions in force or withdrawn; reasons stay with those who may read the series.
create view v_decisions as
select d.id, d.kind, d.series_id, d.other_series_id, d.decided_by, d.decided_at, d.batch_id, d.answer,
       d.proposed_kind, d.proposed_bits, w.withdrawn_by, w.withdrawn_at
from decisions d left join decision_withdrawals w on w.decision_id = d.id;

-- How anyone checks a paper of a series by its code: nothing of what it says.
create view v_series_papers as
select id, document, frozen_at, payload, signature, verification_mark, pdf_sha256, pdf_pages
from series_files;
