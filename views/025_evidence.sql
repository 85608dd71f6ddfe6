-- The pictures among the files of a case, with what is known of the preview of each: ids, sizes and the
-- blurred squares; never a name, and never bytes of the file.
create view v_pictures as
select f.id as file_id, f.case_id as complaint_id, f.received_at, p.state, p.why, p.width, p.height,
       p.mosaic, p.likeness
from files f left join previews p on p.file_id = f.id
where f.media_type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/heif', 'image/avif');

-- What the antivirus said of each file of a case; nothing said is `not_scanned`.
create view v_scans as
select f.id as file_id, f.case_id, coalesce(s.state, 'not_scanned') as state, s.signature
from files f left join scans s on s.file_id = f.id;

-- What the journal says of the custody of exhibits: each step of a chain has its entry, with its digest,
-- and so has each erasure.
create view v_custody_journal as
select subject as complaint_id, action, detail from journal
where (action like 'custody.%' or action = 'exhibit.erased') and subject is not null;

-- Files in nobody's custody yet: those of complaints filed before there was any.
create view v_files_unkept as
select f.id as file_id, f.case_id as complaint_id
from files f join complaints c on c.id = f.case_id left join exhibits e on e.id = f.id
where e.id is null;
