-- Previews of pictures among exhibits: made anew and small, or why there is none, or that somebody
-- withheld one. Bytes are in the store of files, beside the exhibits of the complaint.

create table previews (
    file_id {UUID} not null primary key,
    complaint_id {UUID} not null,
    state {TEXT} not null,
    why {TEXT},
    made_at {INT} not null,
    width {INT},
    height {INT},
    bytes {INT},
    mosaic {BLOB},
    likeness {BLOB},
    withheld_by {UUID},
    withheld_reason {TEXT}
) {STRICT};

create index previews_by_complaint on previews (complaint_id);
