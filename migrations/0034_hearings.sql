-- What an officer notes of a hearing at the counter: who was there and which identity document was seen, as
-- JSON of a known version; the reading back of the answers, what of them was read and what the complainant
-- then said; when it was filed, and when the code of the follow-up was handed out.
alter table counter_files add column presence {TEXT} not null default '';
alter table counter_files add column read_at {INT};
alter table counter_files add column read_digest {BLOB};
alter table counter_files add column read_word {TEXT};
alter table counter_files add column read_reason {TEXT} not null default '';
alter table counter_files add column filed_at {INT};
alter table counter_files add column code_given_at {INT};
