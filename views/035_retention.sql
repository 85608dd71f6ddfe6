-- The complaints of which nothing may be erased, for whoever erases a part of one.
create view v_holds as
select complaint_id from holds where lifted_at is null;

-- Exhibits under seal: as long as the seal holds, their complaint is not erased.
create view v_sealed_exhibits as
select id as exhibit_id, complaint_id from exhibits
where seal is not null and state in ('sealed', 'offered') and erased_at is null;

-- The certificates of erasures, for backups: a restored copy erases again, and keeps the certificate.
create view v_erasures as
select id, complaint_id, certificate from erasures where state = 'done';
