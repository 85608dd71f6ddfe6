-- What complaints filed by form quote of the other side's words: linkage compares them. Of those
-- imported, the line holds them.

create table complaint_scripts (
    complaint_id {UUID} not null primary key,
    text {TEXT} not null
) {STRICT};
