-- Full text, the words themselves not kept twice: an index without content knows rows by number
-- only, so each complaint has one.
create table search_entries (
    entry INTEGER not null primary key autoincrement,
    complaint_id BLOB not null unique
) STRICT;

-- Three columns, because who may read the facts may not read the narrative, nor who the victim is.
create virtual table search_words using fts5 (
    facts, narrative, identity,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
