-- Which complaints a victim keeps with who they are at a provider of identity, as a keyed mark of its subject.

create table identity_links (
    mark {BLOB} not null,
    complaint_id {UUID} not null,
    attached_at {INT} not null,
    primary key (mark, complaint_id)
) {STRICT};

create index identity_links_by_complaint on identity_links (complaint_id);
