-- Full text: the French dictionary without its stop words would lose names, so the words come cut
-- and folded by the program. Weights tell where a word stands: A the facts, B the narrative,
-- C who the victim is; who may read the one may not read the others.
create table search_words (
    complaint_id UUID not null primary key,
    words tsvector not null
);

create index search_words_by_word on search_words using gin (words);
