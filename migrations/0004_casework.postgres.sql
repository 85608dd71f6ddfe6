-- Full text: the French dictionary without its stop words would lose names, so `simple`; accents are
-- folded by the program before they come here.
create table search_words (
    complaint_id UUID not null primary key,
    words tsvector not null
);

create index search_words_by_word on search_words using gin (words);
