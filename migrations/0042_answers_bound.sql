-- What a complaint says is bound to its acknowledgement or, of a later version, to the journal: SHA-256 of a salt and of
-- the digest of the answers. The salt stays beside them and goes with them. What was filed before has none.

alter table complaints add column answers_salt {BLOB};
alter table complaint_versions add column answers_salt {BLOB};
