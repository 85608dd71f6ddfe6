-- Entries of the journal with their place in its chain, for whoever takes out what is told of one thing.
create view v_chained as
select j.id, j.at, j.actor_kind, j.actor, j.purpose, j.reason, j.action, j.subject_kind, j.subject, j.detail,
       j.digest, s.position, s.head
from journal j left join journal_seals s on s.journal_id = j.id;
