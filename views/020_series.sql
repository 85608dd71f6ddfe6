-- What other capabilities may read of identifiers and series.
create view v_identifier_uses as
select id, identifier_id, key_id, subject_kind, subject, kind, canonical, link_key, raw, role,
       source, doubt, at
from identifier_uses;

create view v_series as
select id, reference, formed_at, changed_at, size, ended_at, successor from series;

create view v_series_members as
select complaint_id, series_id, joined_at from series_members;

create view v_value_classes as
select key_id, kind, link_key, class, reason, list, users, first_at, last_at from value_classes;

create view v_linkage_pending as
select complaint_id, at from linkage_pending;
