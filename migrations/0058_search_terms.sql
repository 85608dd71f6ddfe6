-- What staff searched, sealed under the key of its day, which is not here; and the complaints it goes with.

create table search_terms (
    id {UUID} not null primary key,
    day {TEXT} not null,
    at {INT} not null,
    account_id {UUID},
    sealed {BLOB} not null
) {STRICT};

create index search_terms_by_day on search_terms (day, at);

create table search_found (
    search_id {UUID} not null,
    complaint_id {UUID} not null,
    primary key (search_id, complaint_id)
) {STRICT};

create index search_found_by_complaint on search_found (complaint_id);
