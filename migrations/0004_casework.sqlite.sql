-- Full text: accents folded, the words themselves not kept twice.
create virtual table search_words using fts5 (
    words, complaint_id unindexed, tokenize='unicode61 remove_diacritics 2'
);
