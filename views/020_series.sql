-- What other capabilities may read of identifiers and series.
create view v_identifier_uses as
select id, identifier_id, key_id, subject_kind, subject, kind, canonical, link_key, raw, role,
       source, doubt, at
from identifier_uses;

-- What holds of the person behind a value, as staff say it; nothing once it was taken back.
create view v_value_qualities as
select q.key_id, q.quality, q.ground, q.origin, q.figures, q.said_by, q.said_at
from value_qualities q
where q.quality <> 'unknown'
  and not exists (select 1 from value_qualities l where l.key_id = q.key_id and l.place > q.place);

create view v_series as
select id, reference, formed_at, changed_at, size, ended_at, successor, confirmed, attached, parameters
from series;

create view v_series_members as
select complaint_id, series_id, joined_at, standing, received_at, unit from series_members;

-- The values of a complaint that others mention too, and what they are worth: for the person it is about.
create view v_common_values as
select u.subject as complaint_id, u.kind, u.raw, c.users, c.class
from identifier_uses u join value_classes c on c.key_id = u.key_id
where u.subject_kind = 'complaint' and c.users > 1;

create view v_series_losses as
select series_id, currency, complaints, amount_minor from series_losses;

-- What the linker left to people, with what it is about as that stands now.
create view v_proposals as
select p.id, p.kind, p.why, p.one, p.other, p.key_id, p.value_kind, p.link_key, p.bits, p.threshold,
       p.size_one, p.size_other, p.loss_minor, p.worth, p.decision_id,
       p.meant_id, p.meant_key, p.slip, p.slip_at, p.slip_sign,
       c.reference as one_reference, m.series_id as one_series, s.reference as one_series_reference,
       d.reference as other_reference, n.series_id as other_series,
       t.reference as other_series_reference
from proposals p
left join v_complaints c on c.id = p.one
left join series_members m on m.complaint_id = p.one
left join series s on s.id = m.series_id
left join v_complaints d on d.id = p.other
left join series_members n on n.complaint_id = p.other
left join series t on t.id = n.series_id;

-- How anyone checks a paper of a series by its code: nothing of what it says.
create view v_series_papers as
select id, document, frozen_at, payload, signature, verification_mark, pdf_sha256, pdf_pages
from series_files;

-- The files of series, by their digests, for who stamps them with a trusted time: nothing of what they say.
create view v_series_kept as
select id as subject, series_id as case_id, pdf_sha256 as digest, rendered_at as kept_at
from series_files where pdf_sha256 is not null and rendered_at is not null;
